/** `mean_absolute_percentage_error`: the differences in percent of the truth. */
import { abs, div, maximum, mean, mul, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const meanAbsolutePercentageError = defineLoss({
  name: "mean_absolute_percentage_error",
  aliases: ["mape", "MAPE"],
  keras: "MeanAbsolutePercentageError",
  doc: "The mean size of the errors in percent of the truth, which must not be near 0: `100 · mean(|(y - p) / max(|y|, 1e-7)|)`.",
  scene: "price",
  example: "loss mean_absolute_percentage_error",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    return mul(mean(abs(div(sub(y, p), maximum(abs(y), EPSILON))), -1), 100);
  },
});
