/** `mean_absolute_error`: the sizes of the differences. */
import { abs, mean, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const meanAbsoluteError = defineLoss({
  name: "mean_absolute_error",
  aliases: ["mae", "MAE"],
  keras: "MeanAbsoluteError",
  doc: "The mean size of the errors, in the units of the truth: `mean(|y - p|)`.",
  scene: "price",
  example: "loss mean_absolute_error",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction) => mean(abs(sub(...matchPair(truth, prediction))), -1),
});
