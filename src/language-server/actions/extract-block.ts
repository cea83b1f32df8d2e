/** Selected steps or statements → a block of their own above, used where they stood. Weights keep their names and shapes. */
import type { Declaration } from "../../checker/code-index.ts";
import { freshName } from "../../parser/fresh-name.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { Flow, Statement } from "../../parser/tree.ts";
import { declarationAt } from "../name-at.ts";
import type { Snapshot } from "../snapshot.ts";
import { edit, type FindChange, type Stretch } from "./change.ts";
import {
  type Home,
  homeOf,
  indentAt,
  isInside,
  isOneOf,
  layersOf,
  spokenOf,
  startsFromValue,
  startWithComments,
  touched,
} from "./flows.ts";
import { keepsModels } from "./proved.ts";
import { tidied } from "./tidied.ts";

export const extractBlock: FindChange = (snapshot, selected) => {
  const wanted = trimmed(selected, snapshot);
  const home = wanted.start < wanted.end ? homeOf(snapshot, wanted) : undefined;
  const part =
    home === undefined
      ? undefined
      : isInOneFlow(home, wanted)
        ? stepsIn(home, wanted, snapshot)
        : statementsIn(home, wanted, snapshot);
  if (home === undefined || part === undefined) return undefined;
  const name = freshName("extracted", snapshot.source.text);
  const given = parametersOf(part, home, snapshot);
  const list = (shown: (one: Declaration) => string) =>
    given.length === 0 ? "" : `(${given.map(shown).join(", ")})`;
  const above = startWithComments(snapshot.source.text, home.owner.start);
  const block = [
    `block ${name}${list((one) => typed(one, snapshot))} {`,
    ...part.inputs.map((input) => `  input ${input}`),
    `  ${dedented(part, snapshot)}`,
    ...(part.outputs.length === 0 ? [] : [`  output ${part.outputs.join(", ")}`]),
    "}\n\n",
  ].join("\n");
  const call = `${part.before}${name}${list((one) => one.name)}`;
  const edits = [edit(snapshot, above, above, block), edit(snapshot, part.start, part.end, call)];
  if (!keepsModels(snapshot, edits)) return undefined;
  return { title: "Make a block of this", kind: "refactor.extract", edits: tidied(snapshot, edits) };
};

/** A stretch of one flow, and not all of it. */
function isInOneFlow({ body }: Home, selected: Stretch): boolean {
  const [flow, ...others] = touched(body, selected);
  return flow?.kind === "Flow" && others.length === 0 && !isInside(flow, selected);
}

/** A parameter with the type that it has where it is declared, or that its numbers tell. */
function typed({ name, span, bindings }: Declaration, snapshot: Snapshot): string {
  const path = pathAt(snapshot.parsed().tree, span.start);
  const holder = path.find((node) => node.kind === "Parameter" || node.kind === "Param");
  const type = holder?.kind === "Parameter" || holder?.kind === "Param" ? holder.type : undefined;
  if (type !== undefined) return `${name}: ${snapshot.source.text.slice(type.start, type.end)}`;
  const values = bindings.map((binding) => (binding.kind === "constant" ? binding.value() : undefined));
  const numbers = values.flatMap((value) => (value?.kind === "number" ? [value.number] : []));
  if (numbers.length === 0 || numbers.length < values.length) return name;
  return `${name}: ${numbers.every(Number.isInteger) ? "int" : "float"}`;
}

/** What becomes the block: a stretch of the text, what flows in and out, and what stands before the use of the block. */
interface Part extends Stretch {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly before: string;
}

const values = ["value", "input"] as const;

/** Some of the layers of one flow. They take what comes before them, and no other value. */
function stepsIn({ body }: Home, selected: Stretch, snapshot: Snapshot): Part | undefined {
  const [flow] = touched(body, selected);
  if (flow?.kind !== "Flow") return undefined;
  const layers = layersOf(flow, snapshot).filter(
    ({ start, end }) => start < selected.end && selected.start < end,
  );
  const [first, last] = [layers[0], layers.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const stretch = { start: first.start, end: last.end };
  if (spokenOf(stretch, snapshot).some((one) => isOneOf(one, values))) return undefined;
  return { ...stretch, inputs: [inputName(stretch, snapshot)], outputs: [], before: "" };
}

function statementsIn({ body }: Home, selected: Stretch, snapshot: Snapshot): Part | undefined {
  const statements = touched(body, selected);
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined || !statements.every(canMove)) return undefined;
  const stretch = { start: first.start, end: last.end };
  const arriving = spokenOf(stretch, snapshot).filter((one) => isOneOf(one, values));
  const goesOn = first.kind === "Repeat" || (first.kind === "Flow" && !startsFromValue(first, snapshot));
  if (goesOn && arriving.length > 0) return undefined;
  const names = arriving.map(({ name }) => name);
  const inputs = goesOn ? [inputName(stretch, snapshot)] : names;
  const source = goesOn ? "" : names.length === 1 ? `${names[0]} -> ` : `(${names.join(", ")}) -> `;
  const leaving = leavingNames(stretch, snapshot);
  const given =
    leaving.length === 0 ? "" : leaving.length === 1 ? `${leaving[0]} = ` : `(${leaving.join(", ")}) = `;
  const isLast = last.kind === "Flow" && leaving.length === 1 && isNamed(last, leaving[0]);
  return { ...stretch, inputs, outputs: isLast ? [] : leaving, before: given + source };
}

function canMove({ kind }: Statement): boolean {
  return kind === "Flow" || kind === "Repeat" || kind === "Layer" || kind === "Const";
}

function isNamed({ names }: Flow, name: string): boolean {
  return names.length === 1 && names[0].text === name;
}

/** The values that get their names in a stretch and are spoken of outside. */
function leavingNames(stretch: Stretch, snapshot: Snapshot): readonly string[] {
  const { file } = snapshot.source;
  const compiled = snapshot.compiled();
  const found = new Set<Declaration>();
  for (const { span } of compiled.index.uses.get(file)?.values() ?? []) {
    const declaration = isInside(span, stretch) ? undefined : declarationAt(compiled, span);
    if (declaration?.span.file === file && isInside(declaration.span, stretch)) found.add(declaration);
  }
  return [...found].filter((one) => isOneOf(one, values)).map(({ name }) => name);
}

/** Constants that only the model or block around knows have to be handed in. */
function parametersOf(part: Part, { owner }: Home, snapshot: Snapshot): readonly Declaration[] {
  const local = ["parameter", "constant", "param", "dim", "name"] as const;
  return spokenOf(part, snapshot).filter(
    (one) => isOneOf(one, local) && one.span.file === snapshot.source.file && isInside(one.span, owner),
  );
}

/** What goes on without a name is called `x` in the block. */
function inputName({ start, end }: Stretch, snapshot: Snapshot): string {
  const isFree = !/\bx\b/.test(snapshot.source.text.slice(start, end));
  return isFree ? "x" : freshName("x", snapshot.source.text);
}

function trimmed({ start, end }: Stretch, { source: { text } }: Snapshot): Stretch {
  const selected = text.slice(start, end);
  return { start: end - selected.trimStart().length, end: start + selected.trimEnd().length };
}

function dedented({ start, end }: Part, { source: { text } }: Snapshot): string {
  const indent = indentAt(text, start);
  return text.slice(start, end).replaceAll(`\n${indent}`, "\n  ");
}
