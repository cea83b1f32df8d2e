import {
  addDims,
  conv,
  convInputGrad,
  type Dim,
  multiplyDims,
  type Rule,
  reshape,
  reverse,
  subtractDims,
  type Tensor,
} from "../../../tensor/index.ts";
import type { ConvInputGradAttributes } from "../../../tensor/primitives/conv-input-grad.ts";
import { reach } from "../../../tensor/window-geometry.ts";
import type { BackendName } from "../backends/backend.ts";
import { isOrdinary } from "../table/products.ts";
import {
  asPlane,
  axesOf,
  bordered,
  eachGroup,
  groupOf,
  jumps,
  MOST_GROUPS,
  paddings,
  planeShape,
  turnKernel,
} from "./conv-parts.ts";
import { spreadSlices } from "./depth.ts";
import { inPlane } from "./in-plane.ts";

/**
 * The gradient of a convolution's input as a convolution of dy, spread by the strides, with the kernel turned round: the kernel that
 * wasm has for it is eight times slower, and the others refuse dilation and explicit padding.
 */
export function convolveBack(backend: BackendName): Rule {
  return ({ attributes }, { inputs: [dy, kernel] }) => {
    const { inputShape, ...options } = attributes as unknown as ConvInputGradAttributes;
    const { strides, groups } = options;
    if (strides.length === 1) {
      const plane = convInputGrad(
        asPlane(dy, 1),
        asPlane(kernel, 0),
        planeShape(inputShape, 1),
        inPlane(options),
      );
      return [reshape(plane, inputShape)];
    }
    if (strides.length === 3) return [spreadSlices(dy, kernel, inputShape, options)];
    if (backend !== "wasm" && isOrdinary(options, dy.shape)) return undefined;
    const perGroup = Number(kernel.shape[3]) / groups;
    if (groups === 1 || perGroup === 1) return asConvolution(dy, kernel, inputShape, options);
    return groups <= MOST_GROUPS ? [inGroups(dy, kernel, inputShape, options)] : undefined;
  };
}

type Options = Omit<ConvInputGradAttributes, "inputShape">;

/** Undefined where the padding is wider than the window reaches: dy would have to be cut. */
function asConvolution(
  dy: Tensor,
  kernel: Tensor,
  inputShape: readonly Dim[],
  options: Options,
): Tensor[] | undefined {
  const axes = axesOf(kernel.shape, options);
  const explicit = axes.flatMap((axis) =>
    typeof axis.padding === "string" ? [] : axis.padding.map((n) => reach(axis) - 1 - n),
  );
  if (explicit.some((left) => left < 0)) return undefined;
  const borders = paddings(inputShape, axes).map(([low], i): readonly [Dim, Dim] => {
    const before = subtractDims(reach(axes[i]) - 1, low);
    const spread = multiplyDims(subtractDims(dy.shape[i + 1], 1), axes[i].stride);
    const needed = subtractDims(addDims(inputShape[i + 1], reach(axes[i]) - 2), addDims(spread, before));
    return [before, needed];
  });
  const turned = turnKernel(reverse(kernel, [0, 1]), options.groups);
  const still = { ...options, strides: [1, 1] };
  const known = borders.map((border) => border.map(Number) as [number, number]);
  if (!jumps(options.strides) && known.flat().every(Number.isInteger))
    return [conv(dy, turned, { ...still, padding: known })];
  const gaps = options.strides.map((stride) => stride - 1);
  return [conv(bordered(dy, borders, gaps), turned, { ...still, padding: "valid" })];
}

function inGroups(dy: Tensor, kernel: Tensor, inputShape: readonly Dim[], options: Options): Tensor {
  const { groups } = options;
  const shape = [...inputShape.slice(0, 3), Number(inputShape[3]) / groups];
  return eachGroup(groups, 3, (group) =>
    convInputGrad(groupOf(dy, 3, group, groups), groupOf(kernel, 3, group, groups), shape, {
      ...options,
      groups: 1,
    }),
  );
}
