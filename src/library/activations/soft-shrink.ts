/** Shrinkage towards zero. */
import { clip, sub } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const softShrink = defineActivation({
  name: "soft_shrink",
  doc: "Small values become 0 and all others come nearer to it: `x - threshold` above `threshold`, `x + threshold` below `-threshold`, 0 between.",
  example: "dense(64, activation=soft_shrink(0.1))",
  parameters: { threshold: float(0.5, { least: 0 }) },
  range: "real",
  apply: (x, { threshold }) => sub(x, clip(x, -threshold, threshold)),
});
