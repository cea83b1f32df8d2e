/** `root_mean_squared_error`: the error in the unit of the truth. */
import { sqrt, squaredDifference } from "../../tensor/index.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const rootMeanSquaredError = defineMeanMetric({
  name: "root_mean_squared_error",
  aliases: ["rmse", "RMSE"],
  keras: "RootMeanSquaredError",
  doc: "The usual size of the errors, in the units of the truth: `√mean((y - p)²)`, the mean over all samples of an epoch.",
  scene: "price",
  example: "metrics root_mean_squared_error",
  parameters: {},
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction) => squaredDifference(...matchPair(truth, prediction)),
  finish: sqrt,
  better: "lower",
});
