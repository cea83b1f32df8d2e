/** `log_cosh`: nearly the square of small differences and the size of large ones, without a seam. */
import { add, mean, mul, softplus, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const logCosh = defineLoss({
  name: "log_cosh",
  aliases: ["logcosh"],
  keras: "LogCosh",
  doc: "Nearly the squared error where it is small and the absolute error where it is large: `mean(log(cosh(p - y)))`.",
  scene: "price",
  example: "loss log_cosh",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    const error = sub(p, y);
    return mean(sub(add(error, softplus(mul(error, -2))), Math.LN2), -1);
  },
});
