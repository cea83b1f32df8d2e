/** The mean and variance that a normalization layer uses: weights that the training data fills, or the author's numbers. */
import { reshape, ShapeProblem, showShape, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import type { Numbers } from "../kinds/numbers.ts";
import { constantOf } from "./constant-of.ts";
import { alongAxes } from "./normalize.ts";

interface Statistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/** Both broadcast against `x`; `places` are the axes that have each their own numbers. */
export function normalizationStatistics(
  x: Tensor,
  places: readonly number[],
  given: { readonly mean: Numbers | null; readonly variance: Numbers | null },
  build: Build,
): Statistics {
  if (given.mean === null || given.variance === null) return learnedStatistics(x, places, build);
  return {
    mean: placed(constantOf(x, given.mean), x, places),
    variance: placed(constantOf(x, given.variance), x, places),
  };
}

/** Keras keeps a third weight, `count`, which its models carry though nothing reads it. */
function learnedStatistics(x: Tensor, places: readonly number[], build: Build): Statistics {
  const shape = places.map((axis) => x.shape[axis]);
  const fixed = { trainable: false };
  const zeros = { name: "zeros", arguments: {} };
  const mean = build.weight("mean", shape, zeros, fixed);
  const variance = build.weight("variance", shape, { name: "ones", arguments: {} }, fixed);
  build.weight("count", [], zeros, { ...fixed, dtype: "i32" });
  return { mean: alongAxes(mean, x, places), variance: alongAxes(variance, x, places) };
}

/** The numbers' axes are the last of the kept ones. */
function placed(numbers: Tensor, x: Tensor, places: readonly number[]): Tensor {
  const own = places.slice(places.length - numbers.shape.length);
  const wrong = own.findIndex((axis, i) => numbers.shape[i] !== 1 && x.shape[axis] !== numbers.shape[i]);
  if (wrong === -1) {
    const shape = x.shape.map((_, axis) => (own.includes(axis) ? numbers.shape[own.indexOf(axis)] : 1));
    return reshape(numbers, shape);
  }
  throw new ShapeProblem({
    kind: "mismatch",
    found: `\`normalization\` is given ${showShape(numbers.shape)} numbers, but its input is ${showShape(x.shape.slice(1))}.`,
    expected: "mean and variance must have one number for each place along axis.",
    types: [x],
    input: 0,
    axis: own[wrong],
  });
}
