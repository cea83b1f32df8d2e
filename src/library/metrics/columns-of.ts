/** How many values a row of outputs has, for metrics that keep a number for each of them. */
import { type Dim, ShapeProblem, showShape } from "../../tensor/index.ts";

/** Throws ShapeProblem unless the prediction is [batch, columns] with a number of columns that is known. */
export function columnsOf(metric: string, prediction: readonly Dim[]): number {
  const [, columns] = prediction;
  if (prediction.length === 2 && typeof columns === "number") return columns;
  throw new ShapeProblem({
    kind: "rank",
    found: `\`${metric}\` is for outputs of one row of values for each sample, but this one is ${showShape(prediction)}.`,
    expected: "An output [batch, values] with a number of values that is known.",
    help: "Use a metric for outputs of any shape, or end the model with one row of values.",
  });
}
