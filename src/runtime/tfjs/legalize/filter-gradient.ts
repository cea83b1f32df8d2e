import {
  concat,
  conv,
  convFilterGrad,
  type Dim,
  matmul,
  mul,
  multiplyDims,
  type Rule,
  reshape,
  sameShape,
  sizeOf,
  slice,
  sum,
  type Tensor,
  transpose,
} from "../../../tensor/index.ts";
import type { ConvFilterGradAttributes } from "../../../tensor/primitives/conv-filter-grad.ts";
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
} from "./conv-parts.ts";
import { filterGradientOfSlices } from "./depth.ts";
import { inPlane } from "./in-plane.ts";

type Options = Omit<ConvFilterGradAttributes, "kernelShape">;

/** A kernel of more taps than this would be too many products, one for each. */
const MOST_TAPS = 49;

/**
 * The gradient of a convolution's kernel. wasm has no kernel for it, and those of the others ignore dilation and refuse explicit
 * padding: there it is a convolution of x with dy, batch and channels changing places, strides and dilation too.
 */
export function filterGradient(backend: BackendName): Rule {
  return ({ attributes }, { inputs: [x, dy] }) => {
    const { kernelShape, ...options } = attributes as unknown as ConvFilterGradAttributes;
    const { strides, groups } = options;
    if (strides.length === 1) {
      const plane = convFilterGrad(
        asPlane(x, 1),
        asPlane(dy, 1),
        planeShape(kernelShape, 0),
        inPlane(options),
      );
      return [reshape(plane, kernelShape)];
    }
    if (strides.length === 3) return [filterGradientOfSlices(x, dy, kernelShape, options)];
    if (backend !== "wasm" && isOrdinary(options, x.shape)) return undefined;
    const few = (sizeOf(kernelShape.slice(0, 2)) as number) <= MOST_TAPS;
    if (groups === 1 && isKnown(dy)) return [byConvolution(x, dy, kernelShape, options)];
    if (groups === 1) return few ? [byTaps(x, dy, kernelShape, options, productOf)] : undefined;
    if (kernelShape[2] === 1 && few) return [byTaps(x, dy, kernelShape, options, sumOfProducts)];
    return groups <= MOST_GROUPS ? [inGroups(x, dy, kernelShape, options)] : undefined;
  };
}

/** Whether dy, which becomes a kernel, has known sizes. */
function isKnown({ shape }: Tensor): boolean {
  return shape.slice(1, 3).every((dim) => typeof dim === "number");
}

function byConvolution(x: Tensor, dy: Tensor, kernelShape: readonly Dim[], options: Options): Tensor {
  const { strides, dilation } = options;
  const borders = paddings(x.shape, axesOf(kernelShape, options));
  const both = jumps(strides) && jumps(dilation);
  const moving = transpose(both ? spread(dy, strides) : dy, [1, 2, 0, 3]);
  const known = borders.every((border) => border.every((amount) => typeof amount === "number"));
  const wide = conv(transpose(known ? x : bordered(x, borders), [3, 1, 2, 0]), moving, {
    strides: dilation,
    dilation: both ? [1, 1] : strides,
    padding: known ? borders.map((border) => border.map(Number) as [number, number]) : "valid",
  });
  const turned = transpose(wide, [1, 2, 0, 3]);
  return sameShape(turned.shape, kernelShape) ? turned : slice(turned, [0, 0, 0, 0], kernelShape);
}

/**
 * Tap by tap: the elements of x that a tap meets against dy. `meet` gets them as [n, in] and [n, out], and gives the kernel's
 * rows for that tap.
 */
function byTaps(
  x: Tensor,
  dy: Tensor,
  kernelShape: readonly Dim[],
  options: Options,
  meet: (x: Tensor, dy: Tensor) => Tensor,
): Tensor {
  const borders = paddings(x.shape, axesOf(kernelShape, options));
  const wide = bordered(x, borders);
  const dense = jumps(options.strides) ? spread(dy, options.strides) : dy;
  const places = sizeOf(dense.shape.slice(0, 3));
  const rows = reshape(dense, [places, dense.shape[3]]);
  const [height, width] = kernelShape.map(Number);
  const taps = Array.from({ length: height * width }, (_, tap) => {
    const starts = [0, Math.floor(tap / width) * options.dilation[0], (tap % width) * options.dilation[1], 0];
    const met = slice(wide, starts, [...dense.shape.slice(0, 3), x.shape[3]]);
    return meet(reshape(met, [places, x.shape[3]]), rows);
  });
  return reshape(concat(taps, 0), kernelShape);
}

function productOf(x: Tensor, dy: Tensor): Tensor {
  return matmul(x, dy, { transposeA: true });
}

/** One filter or several for each channel: [1, in · per channel]. */
function sumOfProducts(x: Tensor, dy: Tensor): Tensor {
  const [places, channels] = x.shape;
  const perChannel = Number(dy.shape[1]) / Number(channels);
  const products =
    perChannel === 1
      ? mul(x, dy)
      : mul(reshape(x, [places, channels, 1]), reshape(dy, [places, channels, perChannel]));
  return reshape(sum(products, 0), [1, multiplyDims(channels, perChannel)]);
}

/** dy with the gaps that the strides leave. */
function spread(dy: Tensor, strides: readonly number[]): Tensor {
  return bordered(
    dy,
    strides.map(() => [0, 0] as const),
    strides.map((stride) => stride - 1),
  );
}

function inGroups(x: Tensor, dy: Tensor, kernelShape: readonly Dim[], options: Options): Tensor {
  const { groups } = options;
  const shape = [...kernelShape.slice(0, 3), Number(kernelShape[3]) / groups];
  return eachGroup(groups, 3, (group) =>
    convFilterGrad(groupOf(x, 3, group, groups), groupOf(dy, 3, group, groups), shape, {
      ...options,
      groups: 1,
    }),
  );
}
