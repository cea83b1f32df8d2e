/** Small values become zero, others stay. */
import { abs, greater, select } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const hardShrink = defineActivation({
  name: "hard_shrink",
  doc: "Small values become 0, others stay: `x` where `|x| > threshold`, 0 elsewhere.",
  example: "dense(64, activation=hard_shrink(0.1))",
  parameters: { threshold: float(0.5, { least: 0 }) },
  range: "real",
  idempotent: true,
  apply: (x, { threshold }) => select(greater(abs(x), threshold), x, 0),
});
