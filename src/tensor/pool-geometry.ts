/** What the pooling primitives share: their attributes, the shape rule, and the walk over windows. */
import type { Dim } from "./dim.ts";
import { multiplyDims, sameShape, showShape, sizeOf } from "./dim-arithmetic.ts";
import { requireDType } from "./require-dtype.ts";
import { ShapeProblem } from "./shape-problem.ts";
import { slideOver } from "./slide-over.ts";
import type { Type } from "./type.ts";
import { type Padding, type WindowAxis, windowAxes } from "./window-geometry.ts";
import { windowTaps } from "./window-taps.ts";

/** A pooling window: its size and stride for each spatial axis, and how the edges are treated. */
export interface PoolOptions {
  readonly window: readonly number[];
  readonly strides: readonly number[];
  readonly padding: Padding;
}

/** The options alone, out of attributes that may hold more. */
export function poolOptions({ window, strides, padding }: PoolOptions): PoolOptions {
  return { window, strides, padding };
}

/**
 * The type of a pooled x [batch, spatial…, channels], over 1 to 3 spatial axes. Throws ShapeProblem ("dtype", "rank", "window",
 * "value": explicit padding as wide as the window, which would pool nothing).
 */
export function pooledType(x: Type, options: PoolOptions): Type {
  requireDType("Pooling", [x], 0, "f32");
  const spatial = options.window.length;
  if (spatial < 1 || spatial > 3 || x.shape.length !== spatial + 2) throw rankProblem(x, spatial);
  const axes = windowAxes(options.window, options);
  axes.forEach(requireMeeting);
  return { dtype: "f32", shape: [x.shape[0], ...slideOver(x, axes), x.shape[spatial + 1]] };
}

/** Throws ShapeProblem ("mismatch") unless `pooled` has the type of x pooled. */
export function requirePooled(pooled: Type, x: Type, options: PoolOptions): void {
  requireDType("Pooling", [pooled], 0, "f32");
  const expected = pooledType(x, options);
  if (sameShape(pooled.shape, expected.shape)) return;
  throw new ShapeProblem({
    kind: "mismatch",
    found: `A window of ${options.window.join("x")} over ${showShape(x.shape)} gives ${showShape(expected.shape)}, not ${showShape(pooled.shape)}.`,
    types: [pooled, x],
    input: 0,
  });
}

/** The additions or comparisons of one pooling, forwards or backwards: one for each element under each window. */
export function poolCost(y: Type, { window }: PoolOptions): Dim {
  return window.reduce(multiplyDims, sizeOf(y.shape));
}

/**
 * Calls `visit` with the positions in y and x of every element that a window meets, channel by channel; the elements of one
 * window come in row-major order.
 */
export function forEachMeeting(
  xShape: readonly number[],
  yShape: readonly number[],
  options: PoolOptions,
  visit: (y: number, x: number) => void,
): void {
  const [sizes, places] = [xShape.slice(1, -1), yShape.slice(1, -1)];
  const channels = xShape[xShape.length - 1];
  const taps = windowTaps(sizes, places, windowAxes(options.window, options));
  const [area, placeCount] = [sizes, places].map((list) => list.reduce((a, b) => a * b, 1));
  for (let example = 0; example < xShape[0]; example++)
    for (const { place, input } of taps)
      for (let channel = 0; channel < channels; channel++)
        visit(
          (example * placeCount + place) * channels + channel,
          (example * area + input) * channels + channel,
        );
}

function requireMeeting({ size, padding }: WindowAxis): void {
  if (typeof padding === "string" || padding.every((amount) => amount < size)) return;
  throw new ShapeProblem({
    kind: "value",
    found: `The padding [${padding.join(", ")}] is as wide as the window of ${size}, which would then pool nothing but padding.`,
    help: "Pad by less than the window.",
  });
}

function rankProblem(x: Type, spatial: number): ShapeProblem {
  return new ShapeProblem({
    kind: "rank",
    found: `The input is ${showShape(x.shape)}, of rank ${x.shape.length}.`,
    expected: `Pooling over ${spatial} ${spatial === 1 ? "axis" : "axes"} (1 to 3) needs rank ${spatial + 2}: batch, spatial axes, channels.`,
    types: [x],
    input: 0,
  });
}
