/** `poisson`: for counts, of which the output is the expected number. */
import { add, log, mean, mul, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const poisson = defineLoss({
  name: "poisson",
  keras: "Poisson",
  doc: "For counts, of which the output is the expected number: `mean(p - y · log(p + 1e-7))`.",
  scene: "visits",
  example: "loss poisson",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: ["non-negative", "probability", "distribution"] }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    return mean(sub(p, mul(y, log(add(p, EPSILON)))), -1);
  },
});
