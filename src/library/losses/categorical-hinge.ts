/** `categorical_hinge`: the right class ahead of every other by a margin of 1. */
import { add, max, maximum, mul, sub, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const categoricalHinge = defineLoss({
  name: "categorical_hinge",
  keras: "CategoricalHinge",
  doc: "The right class is to score 1 more than every other, labels being one-hot: `max(max((1 - y) · p) - Σ(y · p) + 1, 0)`.",
  scene: "scores",
  example: "loss categorical_hinge",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "one-hot", ranges: "any" }),
  apply: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    const right = sum(mul(y, p), -1);
    const nearest = max(mul(sub(1, y), p), -1);
    return maximum(add(sub(nearest, right), 1), 0);
  },
});
