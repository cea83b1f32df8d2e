/** How large a transposed convolution's output is, and the padding of the convolution that it runs backwards: Keras's rules. */

import type { Span } from "../../source.ts";
import { addDims, type Dim, multiplyDims } from "../../tensor/index.ts";
import type { EntryProblem } from "../entry-problem.ts";
import type { PlainArguments } from "../value.ts";
import { strideRules } from "./convolve.ts";

interface TransposeValues {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: "valid" | "same";
  readonly output_padding: readonly number[] | null;
  readonly dilation_rate: readonly number[];
}

/** A word, or [low, high] for each axis. */
type TransposePadding = "valid" | "same" | readonly (readonly [number, number])[];

/** `spatial` are the sizes that come in. */
export function transposeGeometry(
  spatial: readonly Dim[],
  { kernel_size, strides, padding, output_padding, dilation_rate }: TransposeValues,
): { sizes: readonly Dim[]; padding: TransposePadding } {
  const axes = spatial.map((size, i) => ({
    size,
    stride: strides[i],
    reach: (kernel_size[i] - 1) * dilation_rate[i] + 1,
    extra: output_padding?.[i],
  }));
  const sizes = axes.map((axis) => (padding === "valid" ? validSize(axis) : sameSize(axis)));
  return { sizes, padding: padding === "same" && output_padding !== null ? axes.map(samePadding) : padding };
}

/** The rules of Keras between the arguments of a transposed convolution. */
export function transposeRules(
  values: PlainArguments,
  at: (parameter: string) => Span,
): readonly EntryProblem[] {
  const strides = values.strides as readonly number[];
  const extra = values.output_padding as readonly number[] | null;
  if (extra === null || extra.every((n, i) => n < strides[i])) return strideRules(values, at);
  const found = `output_padding is [${extra.join(", ")}] with strides of [${strides.join(", ")}].`;
  const expected = "output_padding must be smaller than strides.";
  return [...strideRules(values, at), { problem: "rule", span: at("output_padding"), found, expected }];
}

interface Axis {
  readonly size: Dim;
  readonly stride: number;
  readonly reach: number;
  readonly extra?: number;
}

function validSize({ size, stride, reach, extra }: Axis): Dim {
  const spread = multiplyDims(addDims(size, -1), stride);
  return addDims(spread, extra === undefined ? Math.max(reach, stride) : reach + extra);
}

function sameSize({ size, stride, reach, extra }: Axis): Dim {
  if (extra === undefined) return multiplyDims(size, stride);
  return addDims(multiplyDims(addDims(size, -1), stride), (reach % 2) + extra);
}

/** Keras's `same` with output_padding: the left padding is fixed by it, the right one is what is left over. */
function samePadding({ reach, extra = 0 }: Axis): readonly [number, number] {
  const total = reach + (reach % 2) - 2 + extra;
  const left = Math.min(Math.ceil(total / 2), reach - 1);
  return [reach - 1 - left, Math.max(0, reach - 1 - (total - left))];
}
