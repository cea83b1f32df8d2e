/** What a model costs, above it: `1,199,882 parameters · 4.6 MB · train`. Nothing is trained while something is wrong. */
import type { CodeLens } from "vscode-languageserver-types";
import type { CodeIndex } from "../checker/code-index.ts";
import { elementsOf } from "../checker/cost-of-model.ts";
import type { Draft } from "../checker/draft.ts";
import type { Model } from "../checker/model.ts";
import type { Compiled } from "../compile.ts";
import type { Span } from "../source.ts";
import { showBytes } from "./show-bytes.ts";
import type { Snapshot } from "./snapshot.ts";

/** Its arguments are the text's URI and the model's name; the editor runs `nnc train` with them. */
const trainCommand = "nnc.train";

export function codeLenses(snapshot: Snapshot): readonly CodeLens[] {
  const compiled = snapshot.compiled();
  return compiled.models.flatMap((model) => {
    const draft = draftOf(model, compiled.index);
    if (model.span.file !== snapshot.source.file || !isKnown(draft)) return [];
    const trains = model.compile !== undefined && isSound(model, draft, compiled);
    const title = trains ? `${sizeOf(model)} · train` : sizeOf(model);
    const command = { title, command: trainCommand, arguments: [snapshot.uri, model.name] };
    return [{ range: snapshot.lines.rangeOf(model.span), command }];
  });
}

/** Whether nothing is wrong but in other models and in blocks that the model does not use. */
function isSound({ span }: Model, draft: Draft, { tree, diagnostics }: Compiled): boolean {
  const others = tree.statements.filter(
    ({ kind, start, end }) =>
      (kind === "Model" && !(start <= span.start && span.end <= end)) ||
      (kind === "Block" &&
        !draft.statements.some((one) => isInside(one.span, { file: span.file, start, end }))),
  );
  return diagnostics.every(
    (one) =>
      one.severity !== "error" ||
      others.some(({ start, end }) => isInside(one.span, { file: span.file, start, end })),
  );
}

function isInside(inner: Span, { file, start, end }: Span): boolean {
  return inner.file === file && start <= inner.start && inner.end <= end;
}

function draftOf({ inputs }: Model, { drafts }: CodeIndex): Draft | undefined {
  return drafts.find((draft) => draft.inputs === inputs);
}

/** Whether every layer is known as it is meant. What is wrong elsewhere, or with the training, does not change what the model holds. */
function isKnown(draft: Draft | undefined): draft is Draft {
  return (
    draft !== undefined &&
    !draft.broken &&
    !draft.exhausted &&
    draft.layers.every(({ doubtful }) => !doubtful)
  );
}

function sizeOf({ weights }: Model): string {
  const parameters = elementsOf(weights);
  return `${parameters.toLocaleString("en-US")} parameter${parameters === 1 ? "" : "s"} · ${showBytes(4 * parameters)}`;
}
