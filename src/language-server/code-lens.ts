/** What a model costs, above it: `1,199,882 parameters · 4.6 MB · train`. A model with errors costs nothing yet. */
import type { CodeLens } from "vscode-languageserver-types";
import { elementsOf } from "../checker/cost-of-model.ts";
import type { Model } from "../checker/model.ts";
import type { Snapshot } from "./snapshot.ts";

/** Its arguments are the text's URI and the model's name; the editor runs `nnc train` with them. */
const trainCommand = "nnc.train";

export function codeLenses(snapshot: Snapshot): readonly CodeLens[] {
  const { models, diagnostics, tree } = snapshot.compiled();
  const { file } = snapshot.source;
  return models.flatMap((model) => {
    const statement = tree.statements.find(
      ({ start, end }) => start <= model.span.start && model.span.end <= end,
    );
    const isWrong = diagnostics.some(
      ({ severity, span }) =>
        severity === "error" &&
        (span.file !== file ||
          statement?.kind !== "Model" ||
          (statement.start <= span.start && span.end <= statement.end)),
    );
    if (isWrong || model.span.file !== file) return [];
    const command = { title: titleOf(model), command: trainCommand, arguments: [snapshot.uri, model.name] };
    return [{ range: snapshot.lines.rangeOf(model.span), command }];
  });
}

function titleOf({ weights, compile }: Model): string {
  const parameters = elementsOf(weights);
  const size = `${parameters.toLocaleString("en-US")} parameter${parameters === 1 ? "" : "s"} · ${showBytes(4 * parameters)}`;
  return compile === undefined ? size : `${size} · train`;
}

function showBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  const power = bytes === 0 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
  const size = bytes / 1024 ** power;
  return `${power === 0 ? size : size.toFixed(1)} ${units[power]}`;
}
