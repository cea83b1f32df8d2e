/** `dice`: how little two regions overlap. */
import { add, div, mul, sub, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { axes } from "../kinds/axes.ts";
import { nullable } from "../kinds/nullable.ts";
import { matchPair } from "../match-pair.ts";
import { EPSILON } from "./epsilon.ts";
import { reduction } from "./reduction.ts";

export const dice = defineLoss({
  name: "dice",
  keras: "Dice",
  doc: "How little two regions overlap: `1 - 2 · Σ(y · p) / (Σy + Σp + 1e-7)`, the sums over `axis`, or over all of the batch without it ([Milletari et al. 2016](https://arxiv.org/abs/1606.04797)).",
  scene: "mask",
  example: "loss dice",
  parameters: { reduction: reduction(), axis: nullable(axes()) },
  expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
  apply: (truth, prediction, { axis }) => {
    const [y, p] = matchPair(truth, prediction);
    const over = axis ?? undefined;
    const all = add(add(sum(y, over), sum(p, over)), EPSILON);
    return sub(1, div(mul(sum(mul(y, p), over), 2), all));
  },
});
