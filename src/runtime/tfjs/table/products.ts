/** Rows of what sums up: reductions, matrix products, convolutions, windows. */

import type { ConvAttributes } from "../../../tensor/conv-geometry.ts";
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
  matmul: ({ transposeA, transposeB }, { inputs: [a, b], outputTypes: [y], backend }) => {
    if (backend === "wasm" && y.shape.length > 2) return call("rt.batchMatMul", a, b, transposeA, transposeB);
    return transposeA || transposeB
      ? call("tf.matMul", a, b, transposeA, transposeB)
      : call("tf.matMul", a, b);
  },
  conv: (attributes, context) => {
    const {
      inputs: [x, kernel],
      inputTypes: [, { shape }],
      outputTypes: [y],
    } = context;
    const { strides, padding, dilation, groups } = attributes;
    const how = [{ list: strides }, padArgument(padding)];
    if (isOwn(attributes, context))
      return call("rt.conv", x, kernel, dimList(y.shape), groups, sliding(kernelSizes(shape), attributes));
    return groups === 1
      ? call("tf.conv2d", x, kernel, ...how, "NHWC", { list: dilation })
      : call("rt.depthwiseConv2d", x, kernel, ...how, { list: dilation });
  },
  convInputGrad: (attributes, { inputs: [dy, kernel], inputTypes }) => {
    const { inputShape, strides, padding, groups } = attributes;
    if (isOrdinary(attributes, inputShape))
      return call(
        "tf.conv2dTranspose",
        dy,
        kernel,
        dimList(inputShape),
        { list: strides },
        padArgument(padding),
      );
    const window = kernelSizes(inputTypes[1].shape);
    return call("rt.convInputGrad", dy, kernel, dimList(inputShape), groups, sliding(window, attributes));
  },
  convFilterGrad: (attributes, { inputs: [x, dy], inputTypes, backend }) => {
    const { kernelShape, strides, padding, groups } = attributes;
    if (backend !== "wasm" && isOrdinary(attributes, inputTypes[0].shape))
      return call(
        "rt.conv2dFilterGrad",
        x,
        dy,
        dimList(kernelShape),
        { list: strides },
        padArgument(padding),
      );
    const window = kernelSizes(kernelShape);
    return call("rt.convFilterGrad", x, dy, dimList(kernelShape), groups, sliding(window, attributes));
  },
};

export const windows: RowsFor<"maxPool" | "maxPoolGrad" | "sumPool" | "sumPoolGrad"> = {
  maxPool: ({ window, strides, padding }, { inputs: [x], inputTypes, outputTypes: [y] }) =>
    isPlane(inputTypes[0].shape) && typeof padding === "string" && jumps(window)
      ? call("tf.maxPool", x, { list: window }, { list: strides }, padding)
      : call("rt.maxPool", x, dimList(y.shape), sliding(window, { strides, padding })),
  // Of the backends' own kernels only TensorFlow's is right for every number.
  maxPoolGrad: ({ window, strides, padding }, { inputs, inputTypes: [x], backend }) =>
    backend === "tensorflow" && isPlane(x.shape) && typeof padding === "string"
      ? call("rt.maxPool2dGrad", ...inputs, { list: window }, { list: strides }, padding)
      : call("rt.maxPoolGrad", ...inputs, sliding(window, { strides, padding })),
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

/** Whether a convolution is left to our own loops: no kernel has it, or the backend's has it wrong. */
function isOwn(attributes: ConvAttributes, { inputTypes: [x, kernel], backend }: RowContext): boolean {
  const { strides, padding, dilation, groups } = attributes;
  if (!isPlane(x.shape) || (jumps(strides) && jumps(dilation))) return true;
  if (backend === "wasm" && strideOutruns(kernel.shape, attributes)) return true;
  if (groups === 1) return false;
  // TensorFlow's depthwise kernel takes one stride for both axes, and no dilation.
  const unlike = backend === "tensorflow" && (strides[0] !== strides[1] || jumps(dilation));
  return kernel.shape[2] !== 1 || typeof padding !== "string" || unlike;
}

/** Whether `same` padding would be negative somewhere, which the kernel of wasm does not know to be none. */
export function strideOutruns(
  kernelShape: readonly Dim[],
  { strides, padding, dilation }: ConvAttributes,
): boolean {
  const reach = (size: number, axis: number) => (size - 1) * dilation[axis] + 1;
  return (
    padding === "same" && kernelSizes(kernelShape).some((size, axis) => reach(size, axis) < strides[axis])
  );
}

/** Whether the gradient kernels compute this convolution: those for dilation are wrong, and explicit padding is refused. */
export function isOrdinary(
  { padding, dilation, groups }: { padding: Padding; dilation: readonly number[]; groups: number },
  shape: readonly Dim[],
): boolean {
  return isPlane(shape) && groups === 1 && typeof padding === "string" && !jumps(dilation);
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
