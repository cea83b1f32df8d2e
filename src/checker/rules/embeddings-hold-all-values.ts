/** NN112: an embedding has a row for each value of its input. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
import type { Application, Meaning, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const embeddingsHoldAllValues: Rule = (model, context) =>
  context.applicationsOf(isEmbedding).flatMap((application) => {
    const rows = context.layerOf(application).call.arguments.input_dim;
    if (typeof rows !== "number") return [];
    const input = sourceInput(application, model, context);
    const range = input === undefined ? undefined : valuesOf(input.meaning);
    if (input === undefined || range === undefined || (range.low >= 0 && range.high < rows)) return [];
    const related = [
      { span: input.span, message: `the values ${range.low} to ${range.high} are declared here` },
    ];
    const fix = range.low < 0 ? undefined : rowsFix(application, rows, range.high + 1, context);
    return [
      report(
        messages.embeddingTooSmall,
        application.span,
        { input: input.name, ...range, rows },
        { related, fix },
      ),
    ];
  });

function isEmbedding({ name }: Layer): boolean {
  return name === "embedding";
}

/** The input that an application reads as it came in, but for its shape. */
function sourceInput(
  application: Application,
  model: Model,
  context: RuleContext,
): Model["inputs"][number] | undefined {
  let value = application.inputs[0];
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(value)) {
    if (context.entryOf(maker).family !== "reshaping") return undefined;
    value = maker.inputs[0];
  }
  return model.inputs.find((input) => input.value === value);
}

/** The largest and smallest number that may come in. Class numbers reach a model counted from 0. */
function valuesOf(meaning: Meaning): { low: number; high: number } | undefined {
  if (meaning.kind === "class") return { low: 0, high: meaning.count - 1 };
  if (meaning.kind !== "number" || meaning.low === undefined || meaning.high === undefined) return undefined;
  return { low: meaning.low, high: meaning.high };
}

function rowsFix(
  application: Application,
  rows: number,
  needed: number,
  context: RuleContext,
): Fix | undefined {
  const place = context.written(application).get("input_dim");
  if (place === undefined || Number(context.text(place.span).replaceAll("_", "")) !== rows) return undefined;
  return {
    title: `Give it ${needed} rows`,
    safe: false,
    edits: [{ span: place.span, text: String(needed) }],
  };
}
