/**
 * Convolutions over three axes as sums of convolutions over two, one for each tap along the depth: the kernels for two axes are
 * many times faster than those for three, and complete.
 */
import type { ConvAttributes } from "../../../tensor/conv-geometry.ts";
import {
  add,
  addDims,
  concat,
  conv,
  convFilterGrad,
  convInputGrad,
  type Dim,
  gather,
  iota,
  mul,
  multiplyDims,
  pad,
  reshape,
  slice,
  subtractDims,
  type Tensor,
} from "../../../tensor/index.ts";
import { paddingOn, type WindowAxis } from "../../../tensor/window-geometry.ts";
import { axesOf } from "./conv-parts.ts";

/** conv over [batch, depth, height, width, channels]. */
export function convolveSlices(
  x: Tensor,
  kernel: Tensor,
  shape: readonly Dim[],
  options: ConvAttributes,
): Tensor {
  const { taps, plane, depth } = apart(kernel.shape, options);
  const wide = deepen(x, paddingOn(x.shape[1], depth));
  const parts = taps.map((tap) => conv(slicesAt(wide, tap, shape[1], depth), tapOf(kernel, tap), plane));
  return reshape(
    parts.reduce((sum, part) => add(sum, part)),
    shape,
  );
}

/** convInputGrad likewise: each tap's part goes back to the slices that it met. */
export function spreadSlices(
  dy: Tensor,
  kernel: Tensor,
  inputShape: readonly Dim[],
  options: ConvAttributes,
): Tensor {
  const { taps, plane, depth } = apart(kernel.shape, options);
  const [batch, size, ...rest] = inputShape;
  const [low, high] = paddingOn(size, depth);
  const deep = addDims(size, addDims(low, high));
  const places = dy.shape[1];
  const flat = mergeDepth(dy);
  const parts = taps.map((tap) => {
    const part = convInputGrad(flat, tapOf(kernel, tap), [multiplyDims(batch, places), ...rest], plane);
    const first = tap * depth.dilation;
    const reached = addDims(multiplyDims(subtractDims(places, 1), depth.stride), first + 1);
    return pad(reshape(part, [batch, places, ...rest]), {
      low: [0, first, 0, 0, 0],
      high: [0, subtractDims(deep, reached), 0, 0, 0],
      interior: [0, depth.stride - 1, 0, 0, 0],
    });
  });
  const whole = parts.reduce((sum, part) => add(sum, part));
  return low === 0 && high === 0 ? whole : slice(whole, [0, low, 0, 0, 0], inputShape);
}

/** convFilterGrad likewise: one tap after another. */
export function filterGradientOfSlices(
  x: Tensor,
  dy: Tensor,
  kernelShape: readonly Dim[],
  options: ConvAttributes,
): Tensor {
  const { taps, plane, depth } = apart(kernelShape, options);
  const wide = deepen(x, paddingOn(x.shape[1], depth));
  const flat = mergeDepth(dy);
  const parts = taps.map((tap) =>
    convFilterGrad(slicesAt(wide, tap, dy.shape[1], depth), flat, kernelShape.slice(1), plane),
  );
  return reshape(concat(parts, 0), kernelShape);
}

/** The depth's own window, and the options of the other two axes. */
function apart(kernelShape: readonly Dim[], options: ConvAttributes) {
  const { strides, padding, dilation, groups } = options;
  const plane: ConvAttributes = {
    strides: strides.slice(1),
    padding: typeof padding === "string" ? padding : padding.slice(1),
    dilation: dilation.slice(1),
    groups,
  };
  const [depth] = axesOf(kernelShape, options);
  return { plane, depth, taps: Array.from({ length: depth.size }, (_, tap) => tap) };
}

function deepen(x: Tensor, [low, high]: readonly [Dim, Dim]): Tensor {
  if (low === 0 && high === 0) return x;
  return pad(x, { low: [0, low, 0, 0, 0], high: [0, high, 0, 0, 0] });
}

/** [batch, depth, …] to [batch · depth, …]. */
function mergeDepth(x: Tensor): Tensor {
  const [batch, depth, ...rest] = x.shape;
  return reshape(x, [multiplyDims(batch, depth), ...rest]);
}

/** The slices that a tap meets at each of its places, laid one after another. */
function slicesAt(x: Tensor, tap: number, places: Dim, { stride, dilation }: WindowAxis): Tensor {
  const first = tap * dilation;
  if (stride === 1) {
    const [batch, , ...rest] = x.shape;
    return mergeDepth(slice(x, [0, first, 0, 0, 0], [batch, places, ...rest]));
  }
  return mergeDepth(gather(x, add(mul(iota(x, [places], 0), stride), first), 1));
}

function tapOf(kernel: Tensor, tap: number): Tensor {
  const [, ...rest] = kernel.shape;
  return reshape(slice(kernel, [tap, 0, 0, 0, 0], [1, ...rest]), rest);
}
