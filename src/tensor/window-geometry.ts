/**
 * The arithmetic of windows that slide over spatial axes, shared by convolutions and pooling: output sizes and padding, symbolic
 * sizes too. `same` follows TensorFlow: ceil(n / stride) places, and an odd element of padding goes to the far side.
 */
import type { Dim } from "./dim.ts";
import { addDims, ceilDivide, floorDivide, maxDim, multiplyDims, subtractDims } from "./dim-arithmetic.ts";
import { ShapeProblem } from "./shape-problem.ts";

/** How the edges are treated; explicit padding is [low, high] for each spatial axis. The word is kept as it was said. */
export type Padding = "same" | "valid" | readonly (readonly [low: number, high: number])[];

/** How a window moves over its spatial axes: one number for each. Dilation is 1 where it is not given. */
export interface WindowOptions {
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilation?: readonly number[];
}

/** One spatial axis of a window. */
export interface WindowAxis {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: "same" | "valid" | readonly [low: number, high: number];
}

/** The axes of a window of the given sizes. Throws ShapeProblem ("value") where a number is out of range or missing. */
export function windowAxes(
  sizes: readonly number[],
  { strides, padding, dilation }: WindowOptions,
): readonly WindowAxis[] {
  const axes = sizes.map((size, axis) => ({
    size,
    stride: strides[axis],
    dilation: dilation === undefined ? 1 : dilation[axis],
    padding: typeof padding === "string" ? padding : padding[axis],
  }));
  const lists = [strides, ...(dilation ? [dilation] : []), ...(typeof padding === "string" ? [] : [padding])];
  if (lists.some((list) => list.length !== sizes.length)) throw countProblem(sizes.length);
  axes.forEach(requireSensible);
  return axes;
}

/** How far the window reaches: its size with the gaps of its dilation. */
export function reach({ size, dilation }: WindowAxis): number {
  return (size - 1) * dilation + 1;
}

/** How many places the window has on an axis of n. Below 1 where it does not fit. */
export function placesOn(n: Dim, axis: WindowAxis): Dim {
  const { stride, padding } = axis;
  if (padding === "same") return ceilDivide(n, stride);
  const [low, high] = padding === "valid" ? [0, 0] : padding;
  return addDims(floorDivide(addDims(n, low + high - reach(axis)), stride), 1);
}

/** The padding before and after an axis of n, as dims; numbers where n is one. */
export function paddingOn(n: Dim, axis: WindowAxis): readonly [low: Dim, high: Dim] {
  const { stride, padding } = axis;
  if (padding === "valid") return [0, 0];
  if (padding !== "same") return padding;
  const needed = addDims(multiplyDims(subtractDims(placesOn(n, axis), 1), stride), reach(axis));
  const total = maxDim(subtractDims(needed, n), 0);
  const low = floorDivide(total, 2);
  return [low, subtractDims(total, low)];
}

function requireSensible({ size, stride, dilation, padding }: WindowAxis): void {
  const problem = (found: string, expected: string) => new ShapeProblem({ kind: "value", found, expected });
  const counts = { "window's size": size, stride, dilation };
  for (const [name, count] of Object.entries(counts))
    if (!Number.isSafeInteger(count) || count < 1)
      throw problem(`The ${name} is ${count}.`, "It needs a whole number of at least 1.");
  if (typeof padding !== "string" && padding.some((amount) => !Number.isSafeInteger(amount) || amount < 0))
    throw problem(`The padding is [${padding.join(", ")}].`, "It needs whole numbers of at least 0.");
}

function countProblem(axes: number): ShapeProblem {
  return new ShapeProblem({
    kind: "value",
    found: `The window has ${axes} ${axes === 1 ? "axis" : "axes"}, but its strides, padding or dilation have another number.`,
    help: "Give one number for each spatial axis.",
  });
}
