/**
 * What `accuracy` and `crossentropy` mean for an output, by Keras's rule: the shapes of truth and prediction decide, the loss
 * is not asked.
 */
import type { Dim } from "../tensor/index.ts";

/** The words that stand for several metrics, with what they end in. */
const FAMILIES: ReadonlyMap<string, string> = new Map([
  ["accuracy", "accuracy"],
  ["acc", "accuracy"],
  ["crossentropy", "crossentropy"],
  ["ce", "crossentropy"],
]);

/** Names that `resolveAccuracy` knows, for completion. */
export const RESOLVED_NAMES: readonly string[] = [...FAMILIES.keys()];

/**
 * The metric that a word stands for (`accuracy` → `sparse_categorical_accuracy`), or undefined for any other name. Written
 * in any case. An output of one value is judged as yes or no; class numbers are told from distributions by their rank.
 */
export function resolveAccuracy(
  word: string,
  truth: readonly Dim[],
  prediction: readonly Dim[],
): string | undefined {
  const family = FAMILIES.get(word.toLowerCase());
  return family === undefined ? undefined : `${kindOf(truth, prediction)}_${family}`;
}

function kindOf(
  truth: readonly Dim[],
  prediction: readonly Dim[],
): "binary" | "categorical" | "sparse_categorical" {
  if (prediction.at(-1) === 1) return "binary";
  const sparse = truth.length < prediction.length || truth.at(-1) === 1;
  return sparse ? "sparse_categorical" : "categorical";
}
