/** `kl_divergence`: how much one distribution differs from another. */
import { clip, div, log, mul, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const klDivergence = defineLoss({
  name: "kl_divergence",
  aliases: ["kld", "KLD", "kullback_leibler_divergence"],
  keras: "KLDivergence",
  doc: "How much one distribution differs from another: `Σ(y · log(y / p))`, both brought into 1e-7..1.",
  scene: "species",
  example: "loss kl_divergence",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "one-hot", ranges: ["distribution", "probability"] }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction).map((x) => clip(x, EPSILON, 1));
    return sum(mul(y, log(div(y, p))), -1);
  },
});
