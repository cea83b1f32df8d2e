/** `hinge`: 0 for answers on the right side with a margin of 1. */
import { maximum, mean, mul, sub, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";
import { signedLabels } from "./signed-labels.ts";

export const hinge = defineLoss({
  name: "hinge",
  keras: "Hinge",
  doc: "Answers on the right side by a margin of 1 cost nothing: `mean(max(1 - y · p, 0))`, y being -1 or 1; labels 0 and 1 are converted.",
  scene: "side",
  example: "loss hinge",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "binary", ranges: ["real", "signed-unit"] }),
  apply: (truth, prediction) => mean(lackOfMargin(truth, prediction), -1),
});

/** max(1 - y · p, 0), element by element. */
export function lackOfMargin(truth: Tensor, prediction: Tensor): Tensor {
  const [y, p] = matchPair(truth, prediction);
  return maximum(sub(1, mul(signedLabels(y), p)), 0);
}
