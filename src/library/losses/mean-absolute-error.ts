/** `mean_absolute_error`: the sizes of the differences. */
import { abs, mean, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const meanAbsoluteError = defineLoss({
  name: "mean_absolute_error",
  aliases: ["mae", "MAE"],
  keras: "MeanAbsoluteError",
  doc: "mean(|y - p|)",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction) => mean(abs(sub(...matchPair(truth, prediction))), -1),
});
