/** `mean_squared_error`: the squares of the differences. */
import { mean, squaredDifference } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const meanSquaredError = defineLoss({
  name: "mean_squared_error",
  aliases: ["mse", "MSE"],
  keras: "MeanSquaredError",
  doc: "The mean of the squared errors, in which large ones count most: `mean((y - p)²)`.",
  scene: "price",
  example: "loss mean_squared_error",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction) => mean(squaredDifference(...matchPair(truth, prediction)), -1),
});
