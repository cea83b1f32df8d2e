/** What the three convolution primitives share: their attributes, the shape rule, and the walk over all products. */
import type { Dim } from "./dim.ts";
import {
  divideExactly,
  multiplyDims,
  sameDim,
  sameShape,
  showDim,
  showShape,
  sizeOf,
} from "./dim-arithmetic.ts";
import { requireDType } from "./require-dtype.ts";
import { ShapeProblem, type ShapeProblemDetails } from "./shape-problem.ts";
import { slideOver } from "./slide-over.ts";
import type { Type } from "./type.ts";
import { type WindowAxis, type WindowOptions, windowAxes } from "./window-geometry.ts";
import { windowTaps } from "./window-taps.ts";

/** How a kernel is laid over its input. Groups split input and output channels into as many independent convolutions. */
export interface ConvOptions extends WindowOptions {
  readonly groups?: number;
}

/** The options with nothing left out: what the operations carry. */
export type ConvAttributes = Required<ConvOptions>;

/** The options with dilation and groups filled in, of a kernel of the given rank. */
export function convAttributes({ strides, padding, dilation, groups = 1 }: ConvOptions): ConvAttributes {
  return { strides, padding, dilation: dilation ?? strides.map(() => 1), groups };
}

/**
 * The type of a convolution's result: x [batch, spatial…, in], kernel [spatial…, in / groups, out], result [batch, spatial…, out].
 * Throws ShapeProblem ("dtype", "rank", "symbolic", "mismatch", "value", "window").
 */
export function convolvedType(x: Type, kernel: Type, attributes: ConvAttributes): Type {
  const types = [x, kernel];
  for (const input of [0, 1]) requireDType("A convolution", types, input, "f32");
  const axes = kernelAxes(x, kernel, attributes);
  requireChannels(x, kernel, attributes.groups);
  return { dtype: "f32", shape: [x.shape[0], ...slideOver(x, axes), kernel.shape[kernel.shape.length - 1]] };
}

/** Throws ShapeProblem ("mismatch") unless `dy` has the type of the result of convolving x with the kernel. */
export function requireConvolved(dy: Type, x: Type, kernel: Type, attributes: ConvAttributes): void {
  requireDType("A convolution", [dy], 0, "f32");
  const expected = convolvedType(x, kernel, attributes);
  if (sameShape(dy.shape, expected.shape)) return;
  throw new ShapeProblem({
    kind: "mismatch",
    found: `A kernel ${showShape(kernel.shape)} over ${showShape(x.shape)} gives ${showShape(expected.shape)}, not ${showShape(dy.shape)}.`,
    types: [dy, x, kernel],
    input: 0,
  });
}

/** The multiply-adds of one convolution, forwards or backwards: each element of y takes one for each weight of its filter. */
export function convCost(y: Type, kernel: Type): Dim {
  return multiplyDims(sizeOf(y.shape), sizeOf(kernel.shape.slice(0, -1)));
}

/** Calls `visit` with the positions of x, kernel and y of every product x · kernel that y sums. */
export function forEachProduct(
  xShape: readonly number[],
  kernelShape: readonly number[],
  yShape: readonly number[],
  attributes: ConvAttributes,
  visit: (x: number, kernel: number, y: number) => void,
): void {
  const [sizes, places] = [xShape.slice(1, -1), yShape.slice(1, -1)];
  const [inChannels, perGroup, outChannels] = [xShape, kernelShape.slice(0, -1), yShape].map(
    (shape) => shape.at(-1) ?? 1,
  );
  const taps = windowTaps(sizes, places, windowAxes(kernelShape.slice(0, -2), attributes));
  const [area, placeCount] = [sizes, places].map((list) => list.reduce((a, b) => a * b, 1));
  for (let example = 0; example < xShape[0]; example++)
    for (const { place, tap, input } of taps)
      for (let out = 0; out < outChannels; out++) {
        const first = Math.floor((out * attributes.groups) / outChannels) * perGroup;
        const x = (example * area + input) * inChannels + first;
        const y = (example * placeCount + place) * outChannels + out;
        for (let i = 0; i < perGroup; i++) visit(x + i, (tap * perGroup + i) * outChannels + out, y);
      }
}

function kernelAxes(x: Type, kernel: Type, attributes: ConvAttributes): readonly WindowAxis[] {
  const spatial = kernel.shape.length - 2;
  const problem = (details: ShapeProblemDetails) => new ShapeProblem({ types: [x, kernel], ...details });
  if (spatial < 1 || spatial > 3)
    throw problem({
      kind: "rank",
      found: `The kernel is ${showShape(kernel.shape)}.`,
      expected: "It needs 1 to 3 spatial axes, then the channels in and out.",
      input: 1,
    });
  if (x.shape.length !== spatial + 2)
    throw problem({
      kind: "rank",
      found: `The input is ${showShape(x.shape)}, of rank ${x.shape.length}.`,
      expected: `A convolution over ${spatial} ${spatial === 1 ? "axis" : "axes"} needs rank ${spatial + 2}: batch, ${AXES[spatial]}, channels.`,
      input: 0,
    });
  const sizes = kernel.shape.slice(0, spatial).map((size, axis) => {
    if (typeof size === "number") return size;
    throw problem({
      kind: "symbolic",
      found: `The kernel's size ${size.key} is not a number.`,
      input: 1,
      axis,
    });
  });
  return windowAxes(sizes, attributes);
}

const AXES: readonly string[] = ["", "steps", "height, width", "depth, height, width"];

function requireChannels(x: Type, kernel: Type, groups: number): void {
  const [channels, perGroup] = [x.shape, kernel.shape.slice(0, -1)].map((shape) => shape[shape.length - 1]);
  const filters = kernel.shape[kernel.shape.length - 1];
  const problem = (details: ShapeProblemDetails) =>
    new ShapeProblem({ types: [x, kernel], input: 0, axis: x.shape.length - 1, ...details });
  if (!Number.isSafeInteger(groups) || groups < 1 || divideExactly(filters, groups) === undefined)
    throw problem({
      kind: "value",
      input: 1,
      axis: kernel.shape.length - 1,
      found: `${showDim(filters)} filters can't be split into ${groups} groups.`,
      help: "Use a number of filters that the groups divide.",
    });
  if (sameDim(channels, multiplyDims(perGroup, groups))) return;
  const perKernel = groups === 1 ? showDim(perGroup) : `${groups} groups of ${showDim(perGroup)}`;
  throw problem({
    kind: "mismatch",
    found: `The input has ${showDim(channels)} channels, but the kernel takes ${perKernel}.`,
    help: groups === 1 ? undefined : "Use a number of groups that divides the input's channels.",
  });
}
