/** The rectifier, with Keras's slope below zero, ceiling and threshold. */
import {
  clip,
  greater,
  leakyRelu,
  mul,
  relu as rectify,
  select,
  sub,
  type Tensor,
} from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import type { Arguments } from "../kind.ts";
import { float } from "../kinds/float.ts";
import { nullable } from "../kinds/nullable.ts";

const parameters = { negative_slope: float(0), max_value: nullable(float()), threshold: float(0) };

export const relu = defineActivation({
  name: "relu",
  doc: "Rectified linear unit: `max(x, 0)`, the usual choice between layers. With arguments, `x` above `threshold` (at most `max_value`), and `negative_slope * (x - threshold)` below it.",
  example: "dense(64, activation=relu)",
  parameters,
  range: ({ negative_slope: slope, max_value, threshold }) =>
    slope > 0 || (threshold < 0 && max_value === null) ? "real" : "non-negative",
  idempotent: ({ negative_slope }) => negative_slope === 0,
  apply: applyRelu,
});

/** Keras's relu with all its arguments; the `relu` layer is the same function with its parameters in another order. */
export function applyRelu(
  x: Tensor,
  { negative_slope, max_value, threshold }: Arguments<typeof parameters>,
): Tensor {
  if (threshold === 0 && max_value === null)
    return negative_slope === 0 ? rectify(x) : leakyRelu(x, negative_slope);
  const above = threshold === 0 ? rectify(x) : select(greater(x, threshold), x, 0);
  const capped = max_value === null ? above : clip(above, 0, max_value);
  return negative_slope === 0 ? capped : sub(capped, mul(negative_slope, rectify(sub(threshold, x))));
}
