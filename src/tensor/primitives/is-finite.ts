import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const isFinitePrimitive = defineUnary({
  name: "isFinite",
  accepts: ["f32"],
  result: "bool",
  compute: (x) => Number(Number.isFinite(x)),
});

export { finite as isFinite };

/** Whether x is neither infinite nor NaN. Elementwise. */
function finite(x: Tensor): Tensor {
  return apply(isFinitePrimitive, [x], {})[0];
}
