/** `tversky`: how little two regions overlap, false alarms and misses weighing differently. */
import { add, div, mul, sub, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { axes } from "../kinds/axes.ts";
import { float } from "../kinds/float.ts";
import { nullable } from "../kinds/nullable.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const tversky = defineLoss({
  name: "tversky",
  keras: "Tversky",
  doc: "`dice` that weighs what is missed (`alpha`) and what is found wrongly (`beta`) apart: `1 - Σ(y · p) / (Σ(y · p) + alpha · Σ(y · (1 - p)) + beta · Σ((1 - y) · p) + 1e-7)`, the sums over `axis`, or over all of the batch without it. With ½ and ½ it is `dice` ([Salehi et al. 2017](https://arxiv.org/abs/1706.05721)).",
  scene: "mask",
  example: "loss tversky(alpha=0.7, beta=0.3)",
  parameters: {
    alpha: float(0.5, { least: 0 }),
    beta: float(0.5, { least: 0 }),
    reduction: reduction(),
    axis: nullable(axes()),
  },
  expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
  apply: (truth, prediction, { alpha, beta, axis }) => {
    const [y, p] = matchPair(truth, prediction);
    const over = axis ?? undefined;
    const overlap = sum(mul(y, p), over);
    const missed = mul(sum(mul(y, sub(1, p)), over), alpha);
    const alarms = mul(sum(mul(sub(1, y), p), over), beta);
    return sub(1, div(overlap, add(add(add(overlap, missed), alarms), EPSILON)));
  },
});
