import type { ConvAttributes } from "../../../tensor/conv-geometry.ts";
import { conv, type Rule, reshape, type Tensor } from "../../../tensor/index.ts";
import type { BackendName } from "../backends/backend.ts";
import { strideOutruns } from "../table/products.ts";
import {
  asPlane,
  axesOf,
  bordered,
  eachGroup,
  groupOf,
  jumps,
  MOST_GROUPS,
  paddings,
  spreadKernel,
} from "./conv-parts.ts";
import { convolveSlices } from "./depth.ts";
import { inPlane } from "./in-plane.ts";

/**
 * Convolutions as conv2d and depthwiseConv2d have them: over two axes, strides or dilation but not both, groups of one channel or
 * none.
 */
export function convolve(backend: BackendName): Rule {
  return (operation, { inputs: [x, kernel], types: [{ shape }] }) => {
    const attributes = operation.attributes as unknown as ConvAttributes;
    const { strides, dilation, groups } = attributes;
    const spatial = strides.length;
    if (spatial === 1) return [reshape(conv(asPlane(x, 1), asPlane(kernel, 0), inPlane(attributes)), shape)];
    if (spatial === 3) return [convolveSlices(x, kernel, shape, attributes)];
    if (jumps(strides) && jumps(dilation))
      return [conv(x, spreadKernel(kernel, dilation), { ...attributes, dilation: [1, 1] })];
    if (backend === "wasm" && strideOutruns(kernel.shape, attributes)) return padded(x, kernel, attributes);
    if (groups === 1) return undefined;
    if (kernel.shape[2] === 1) return depthwise(x, kernel, attributes, backend);
    return groups <= MOST_GROUPS ? [inGroups(x, kernel, attributes)] : undefined;
  };
}

/** Where a stride is longer than the window reaches, the wasm kernel gets `same` wrong; undefined where sizes are not known. */
function padded(x: Tensor, kernel: Tensor, attributes: ConvAttributes): readonly Tensor[] | undefined {
  const axes = axesOf(kernel.shape, attributes);
  const borders = paddings(x.shape, axes).map((border) => border.map(Number) as [number, number]);
  if (borders.flat().every(Number.isInteger)) return [conv(x, kernel, { ...attributes, padding: borders })];
  // A window of 1 is never padded.
  return axes.every(({ size }) => size === 1)
    ? [conv(x, kernel, { ...attributes, padding: "valid" })]
    : undefined;
}

/** Depthwise kernels take no explicit padding; TensorFlow's also no dilation, and no two different strides. */
function depthwise(x: Tensor, kernel: Tensor, attributes: ConvAttributes, backend: BackendName) {
  const { padding, strides, dilation } = attributes;
  if (backend === "tensorflow" && strides[0] !== strides[1]) return undefined;
  if (backend === "tensorflow" && jumps(dilation))
    return [conv(x, spreadKernel(kernel, dilation), { ...attributes, dilation: [1, 1] })];
  if (typeof padding === "string") return undefined;
  const borders = paddings(x.shape, axesOf(kernel.shape, attributes));
  return [conv(bordered(x, borders), kernel, { ...attributes, padding: "valid" })];
}

function inGroups(x: Tensor, kernel: Tensor, attributes: ConvAttributes): Tensor {
  const { groups } = attributes;
  return eachGroup(groups, 3, (group) =>
    conv(groupOf(x, 3, group, groups), groupOf(kernel, 3, group, groups), { ...attributes, groups: 1 }),
  );
}
