/** What the rules for the three convolutions share. */

import type { ConvAttributes } from "../../../tensor/conv-geometry.ts";
import { concat, type Dim, pad, reshape, slice, type Tensor, transpose } from "../../../tensor/index.ts";
import { paddingOn, type WindowAxis, windowAxes } from "../../../tensor/window-geometry.ts";

/** More groups than this are left to our own loops: each would be a convolution of its own. */
export const MOST_GROUPS = 64;

/** Whether any of the counts is above 1. */
export function jumps(counts: readonly number[]): boolean {
  return counts.some((count) => count > 1);
}

/** A value of three axes [batch, steps, channels] as one of four, the second of size 1; likewise a kernel [taps, in, out]. */
export function asPlane(x: Tensor, at: number): Tensor {
  return reshape(x, planeShape(x.shape, at));
}

/** The shape with a 1 before axis `at`. */
export function planeShape(shape: readonly Dim[], at: number): readonly Dim[] {
  return [...shape.slice(0, at), 1, ...shape.slice(at)];
}

/** The part of x that belongs to one of `groups` along `axis`. */
export function groupOf(x: Tensor, axis: number, group: number, groups: number): Tensor {
  const size = Number(x.shape[axis]) / groups;
  const starts = x.shape.map((_, i) => (i === axis ? group * size : 0));
  return slice(
    x,
    starts,
    x.shape.map((dim, i) => (i === axis ? size : dim)),
  );
}

/** The results of all groups side by side along an axis. */
export function eachGroup(groups: number, axis: number, compute: (group: number) => Tensor): Tensor {
  return concat(
    Array.from({ length: groups }, (_, group) => compute(group)),
    axis,
  );
}

/** The kernel's spatial axes as windows. */
export function axesOf(kernelShape: readonly Dim[], attributes: ConvAttributes): readonly WindowAxis[] {
  return windowAxes(kernelShape.slice(0, -2).map(Number), attributes);
}

/** The padding of each spatial axis of an input shape. */
export function paddings(
  shape: readonly Dim[],
  axes: readonly WindowAxis[],
): readonly (readonly [Dim, Dim])[] {
  return axes.map((axis, i) => paddingOn(shape[i + 1], axis));
}

/** x with borders around its spatial axes, and gaps inside them. */
export function bordered(
  x: Tensor,
  borders: readonly (readonly [Dim, Dim])[],
  gaps: readonly number[] = borders.map(() => 0),
): Tensor {
  const nothing = borders.every(([low, high], i) => low === 0 && high === 0 && gaps[i] === 0);
  if (nothing) return x;
  return pad(x, {
    low: [0, ...borders.map(([low]) => low), 0],
    high: [0, ...borders.map(([, high]) => high), 0],
    interior: [0, ...gaps, 0],
  });
}

/** A kernel with the gaps of a dilation filled in by zeros. */
export function spreadKernel(kernel: Tensor, dilation: readonly number[]): Tensor {
  const none = kernel.shape.map(() => 0);
  return pad(kernel, { low: none, high: none, interior: [...dilation.map((step) => step - 1), 0, 0] });
}

/** A kernel [spatial…, in, groups · out] for the way back: [spatial…, out, groups · in]. */
export function turnKernel(kernel: Tensor, groups: number): Tensor {
  const spatial = kernel.shape.slice(0, -2);
  const at = spatial.length;
  const [inGroup, out] = kernel.shape.slice(-2).map(Number);
  if (groups === 1) return transpose(kernel, [...spatial.keys(), at + 1, at]);
  const apart = reshape(kernel, [...spatial, inGroup, groups, out / groups]);
  const axes = spatial.map((_, axis) => axis);
  const turned = transpose(apart, [...axes, at + 2, at + 1, at]);
  return reshape(turned, [...spatial, out / groups, groups * inGroup]);
}
