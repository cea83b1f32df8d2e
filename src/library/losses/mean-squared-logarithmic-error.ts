/** `mean_squared_logarithmic_error`: the squares of the differences of logarithms. */
import { add, log, maximum, mean, squaredDifference, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const meanSquaredLogarithmicError = defineLoss({
  name: "mean_squared_logarithmic_error",
  aliases: ["msle", "MSLE"],
  keras: "MeanSquaredLogarithmicError",
  doc: "Squared errors of the logarithms, for positive numbers of very different sizes: `mean((log(1 + y) - log(1 + p))²)`, y and p brought to at least 1e-7.",
  scene: "visits",
  example: "loss mean_squared_logarithmic_error",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "real", ranges: ["non-negative", "probability", "distribution"] }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    return mean(squaredDifference(logOf(p), logOf(y)), -1);
  },
});

function logOf(x: Tensor): Tensor {
  return log(add(maximum(x, EPSILON), 1));
}
