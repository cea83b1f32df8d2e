/** Rows of what sums up: reductions, matrix products, convolutions, windows. */
import type { Dim } from "../../../tensor/dim.ts";
import type { Padding } from "../../../tensor/window-geometry.ts";
import type { Argument } from "../call.ts";
import type { RowsFor } from "./index.ts";
import { call, dimList, type RowContext } from "./row.ts";

export const reductions: RowsFor<"sum" | "max" | "prod" | "any"> = {
  sum: ({ axes, keepDims }, { inputs: [x] }) => call("tf.sum", x, { list: axes }, keepDims),
  max: ({ axes, keepDims }, { inputs: [x] }) => call("tf.max", x, { list: axes }, keepDims),
  prod: ({ axes, keepDims }, { inputs: [x] }) => call("tf.prod", x, { list: axes }, keepDims),
  any: ({ axes, keepDims }, { inputs: [x] }) => call("tf.any", x, { list: axes }, keepDims),
};

export const products: RowsFor<"matmul" | "conv" | "convInputGrad" | "convFilterGrad"> = {
  matmul: ({ transposeA, transposeB }, { inputs: [a, b] }) =>
    transposeA || transposeB ? call("tf.matMul", a, b, transposeA, transposeB) : call("tf.matMul", a, b),
  conv: (attributes, { inputs: [x, kernel], inputTypes, outputTypes: [y] }) => {
    const { strides, dilation, groups } = attributes;
    return isPlane(inputTypes[0].shape) && groups === 1 && !(jumps(strides) && jumps(dilation))
      ? call("tf.conv2d", x, kernel, { list: strides }, padArgument(attributes.padding), "NHWC", {
          list: dilation,
        })
      : call(
          "rt.conv",
          x,
          kernel,
          dimList(y.shape),
          groups,
          sliding(kernelSizes(inputTypes[1].shape), attributes),
        );
  },
  convInputGrad: (attributes, context) => {
    const {
      inputs: [dy, kernel],
      inputTypes,
    } = context;
    const { inputShape, strides, padding, groups } = attributes;
    return isOrdinary(attributes, context)
      ? call("tf.conv2dTranspose", dy, kernel, dimList(inputShape), { list: strides }, padArgument(padding))
      : call(
          "rt.convInputGrad",
          dy,
          kernel,
          dimList(inputShape),
          groups,
          sliding(kernelSizes(inputTypes[1].shape), attributes),
        );
  },
  convFilterGrad: (attributes, context) => {
    const {
      inputs: [x, dy],
      backend,
    } = context;
    const { kernelShape, strides, padding, groups } = attributes;
    return backend !== "wasm" && isOrdinary(attributes, context)
      ? call("rt.conv2dFilterGrad", x, dy, dimList(kernelShape), { list: strides }, padArgument(padding))
      : call(
          "rt.convFilterGrad",
          x,
          dy,
          dimList(kernelShape),
          groups,
          sliding(kernelSizes(kernelShape), attributes),
        );
  },
};

export const windows: RowsFor<"maxPool" | "maxPoolGrad" | "sumPool" | "sumPoolGrad"> = {
  maxPool: ({ window, strides, padding }, { inputs: [x], inputTypes, outputTypes: [y] }) =>
    isPlane(inputTypes[0].shape) && typeof padding === "string" && jumps(window)
      ? call("tf.maxPool", x, { list: window }, { list: strides }, padding)
      : call("rt.maxPool", x, dimList(y.shape), sliding(window, { strides, padding })),
  maxPoolGrad: ({ window, ...how }, { inputs }) => call("rt.maxPoolGrad", ...inputs, sliding(window, how)),
  sumPool: ({ window, ...how }, { inputs: [x], outputTypes: [y] }) =>
    call("rt.sumPool", x, dimList(y.shape), sliding(window, how)),
  sumPoolGrad: ({ window, inputShape, ...how }, { inputs: [dy] }) =>
    call("rt.sumPoolGrad", dy, dimList(inputShape), sliding(window, how)),
};

interface Slide {
  readonly strides: readonly number[];
  readonly padding: Padding;
  readonly dilation?: readonly number[];
}

/** Whether the gradient kernels compute this convolution: those for dilation are wrong, and explicit padding is refused. */
function isOrdinary(
  { padding, dilation, groups }: { padding: Padding; dilation: readonly number[]; groups: number },
  { inputTypes: [x] }: RowContext,
): boolean {
  return isPlane(x.shape) && groups === 1 && typeof padding === "string" && !jumps(dilation);
}

/** [batch, height, width, channels]. */
function isPlane(shape: readonly Dim[]): boolean {
  return shape.length === 4;
}

function jumps(counts: readonly number[]): boolean {
  return counts.some((count) => count > 1);
}

function kernelSizes(shape: readonly Dim[]): readonly number[] {
  return shape.slice(0, -2).map(Number);
}

function padArgument(padding: Padding): Argument {
  if (typeof padding === "string") return padding;
  return { list: [[0, 0], ...padding, [0, 0]].map((list) => ({ list })) };
}

/** The record that our own functions over windows take. */
function sliding(window: readonly number[], { strides, padding, dilation }: Slide): Argument {
  const pad = typeof padding === "string" ? padding : { list: padding.map((list) => ({ list })) };
  const record = { window: { list: window }, strides: { list: strides }, padding: pad };
  return { record: dilation && jumps(dilation) ? { ...record, dilation: { list: dilation } } : record };
}
