/** NN502: a training step stays within what an engine can hold. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { slotSpecs } from "../../library/slot-specs.ts";
import type { Span } from "../../source.ts";
import { elementsOf } from "../cost-of-model.ts";
import { exampleSize } from "../example-size.ts";
import type { Model } from "../model.ts";
import type { Rule } from "../rule-context.ts";

/** Addressable memory of WebAssembly. */
const limit = 4 * 2 ** 30;
/** No optimizer keeps more beside a weight and its gradient than this: small models need no exact count. */
const mostCopies = 8;

export const trainingFitsMemory: Rule = (model, { library, broken, place, text }) => {
  const { compile, train } = model;
  if (compile === undefined || broken) return [];
  const weights = 4 * elementsOf(model.weights);
  const example = bytesOfExample(model);
  if (weights * mostCopies + example * train.batchSize <= limit) return [];
  const state =
    2 * weights + 4 * elementsOf(slotSpecs(compile.optimizer, model.weights.filter(isTrainable), library));
  if (state + example * train.batchSize <= limit) return [];
  const found = `A training step needs about ${gibibytes(state + example * train.batchSize)}: ${gibibytes(state)} for weights, gradients and the optimizer, ${gibibytes(example * train.batchSize)} for a batch of ${train.batchSize}.`;
  const batch = Math.floor((limit - state) / example);
  const help = batch >= 1 ? `A batch of ${batch} fits.` : "Make the model smaller.";
  const expected = `${gibibytes(limit)} is what WebAssembly can address.`;
  const span = place("batch_size");
  const isChosen = span !== model.span;
  const beyond = limit * (isChosen ? margin.chosen : margin.byDefault);
  const severity = state + example * train.batchSize > beyond ? "warning" : "hint";
  const fix = batch >= 1 ? fitting(batch, span, text(span)) : undefined;
  return [report(messages.tooLarge, span, { found, expected, help, severity }, { fix })];
};

/** The edit of the number, where the setting is written. */
function fitting(batch: number, span: Span, text: string): Fix | undefined {
  const [number] = /[\d_]+$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const place = { ...span, start: span.end - number.length };
  return { title: `Write ${batch}`, safe: false, edits: [{ span: place, text: String(batch) }] };
}

/** The estimate is rough, and other backends hold more: only beyond so many times the limit it is a warning. */
const margin = { chosen: 1.25, byDefault: 4 };

/** What every layer gives for one example, kept for the way back; sizes that are not known count as nothing. */
function bytesOfExample({ values }: Model): number {
  return values.reduce((sum, { type }) => sum + 4 * (exampleSize(type.shape) ?? 0), 0);
}

function isTrainable({ trainable }: { readonly trainable: boolean }): boolean {
  return trainable;
}

function gibibytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
