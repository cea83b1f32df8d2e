/** For a model that is trained without saying what its labels are: the `target` that its loss implies. */
import type { Model, ModelTarget } from "../../checker/model.ts";
import { wordTypes } from "../../parser/tokens.ts";
import type { ModelStatement } from "../../parser/tree.ts";
import { showDim } from "../../tensor/index.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Change, edit, type FindChange, type Stretch } from "./change.ts";
import { beginsLine, indentAt, touched } from "./flows.ts";
import { keepsWeights } from "./proved.ts";

export const addTarget: FindChange = (snapshot, selected) => {
  const statement = modelAt(snapshot, selected);
  const model = snapshot.compiled().models.find(({ span }) => span.start === statement?.name.start);
  const missing = model?.targets.filter(({ implicit }) => implicit) ?? [];
  if (statement === undefined || model === undefined || missing.length === 0) return undefined;
  return named(model, missing)
    .map((names) => withTargets(missing, names, statement, snapshot))
    .find(({ edits }) => keepsWeights(snapshot, edits));
};

/** The model whose name, input or `compile` is selected. */
function modelAt({ parsed }: Snapshot, selected: Stretch): ModelStatement | undefined {
  const model = parsed().tree.statements.find(
    (one): one is ModelStatement =>
      one.kind === "Model" && one.start <= selected.end && selected.start <= one.end,
  );
  if (model === undefined) return undefined;
  const isHead = selected.start <= model.body.start;
  const speaks = touched(model.body, selected).some(({ kind }) => kind === "Input" || kind === "Compile");
  return isHead || speaks ? model : undefined;
}

/** An output with a name gives it to its target; one without is called `label`, unless something speaks of it by its layer. */
function named({ values, outputs }: Model, missing: readonly ModelTarget[]): readonly (readonly string[])[] {
  const own = missing.map(({ name }) => name);
  const isNamed = outputs.every(({ name, value }) => values[value]?.name === name);
  const options = isNamed || own.length > 1 ? [own] : [["label"], ["answer"], own];
  return options.filter((names) => names.every((name) => !wordTypes.has(name)));
}

function withTargets(
  missing: readonly ModelTarget[],
  names: readonly string[],
  { body }: ModelStatement,
  snapshot: Snapshot,
): Change {
  const last = body.statements.findLast(({ kind }) => kind === "Input");
  const at = last?.end ?? body.start + 1;
  const { text } = snapshot.source;
  const line = beginsLine(text, last?.start ?? 0) ? `\n${indentAt(text, last?.start ?? at)}` : "; ";
  const lines = missing.map((target, i) => `${line}target ${names[i]}: ${typeOf(target)}`);
  const title = missing.length === 1 ? `Add \`target ${names[0]}\`` : "Add the targets";
  return { title, kind: "quickfix", edits: [edit(snapshot, at, at, lines.join(""))] };
}

function typeOf({ meaning, type: { shape } }: ModelTarget): string {
  const dims = shape.slice(1).map(showDim);
  const sized = (word: string, own: readonly string[]) =>
    own.length === 0 ? word : `${word}[${own.join(", ")}]`;
  switch (meaning.kind) {
    case "class":
      return sized(`class(${meaning.count})`, dims);
    case "onehot":
    case "multilabel":
      return sized(`${meaning.kind}(${meaning.count})`, dims.slice(0, -1));
    case "binary":
      return "binary";
    case "number": {
      const range =
        meaning.low === undefined || meaning.high === undefined ? "" : ` in ${meaning.low}..${meaning.high}`;
      return `${sized("real", dims)}${range}`;
    }
  }
}
