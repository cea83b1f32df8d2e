import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { exp } from "./exp.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

export const erfPrimitive = defineUnary({
  name: "erf",
  accepts: ["f32"],
  compute: errorFunction,
  gradient: (cotangent, x) => mul(mul(cotangent, TWO_BY_ROOT_PI), exp(neg(mul(x, x)))),
});

/** The error function 2/√π ∫₀ˣ e^(−t²) dt. Elementwise. */
export function erf(x: Tensor): Tensor {
  return apply(erfPrimitive, [x], {})[0];
}

/** The series 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! (Abramowitz and Stegun 7.1.6): all terms have one sign. */
function errorFunction(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let total = x;
  for (let n = 1; Math.abs(term) > Math.abs(total) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return TWO_BY_ROOT_PI * Math.exp(-x * x) * total;
}
