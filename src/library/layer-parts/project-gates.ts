/**
 * The products of a gated cell, all gates side by side. Dropout keeps one mask for all steps; with recurrent dropout each gate
 * has masks of its own, as in Keras.
 */
import { concat, dot, mul, split, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import { dropoutMask } from "./dropout-mask.ts";

interface DropoutValues {
  readonly units: number;
  readonly dropout: number;
  readonly recurrent_dropout: number;
  readonly seed: number | null;
}

/** The masks of one run: over what comes in, [batch, features], and over the state, [batch, units]; empty lists drop nothing. */
export interface GateMasks {
  readonly input: readonly Tensor[];
  readonly state: readonly Tensor[];
}

/** `x`: [batch, time, features]. */
export function gateMasks(build: Build, x: Tensor, gates: number, values: DropoutValues): GateMasks {
  const [batch, , features] = x.shape;
  const each = values.recurrent_dropout > 0 ? gates : 1;
  const draw = (rate: number, shape: Parameters<typeof dropoutMask>[2], count: number) =>
    Array.from({ length: count }, () => dropoutMask(build, rate, shape, values.seed)).filter(
      (mask) => mask !== undefined,
    );
  return {
    input: draw(values.dropout, [batch, features], each),
    state: draw(values.recurrent_dropout, [batch, values.units], gates),
  };
}

/** `x` [… , batch, n] against `kernel` [n, gates · units]; no mask, one for all gates, or one for each. */
export function projectGates(x: Tensor, kernel: Tensor, masks: readonly Tensor[]): Tensor {
  if (masks.length === 0) return dot(x, kernel);
  if (masks.length === 1) return dot(mul(x, masks[0]), kernel);
  const kernels = splitGates(kernel, masks.length);
  return concat(
    masks.map((mask, gate) => dot(mul(x, mask), kernels[gate])),
    -1,
  );
}

/** The equal parts of the last axis, one for each gate. */
export function splitGates(x: Tensor, gates: number): readonly Tensor[] {
  const axis = x.shape.length - 1;
  const width = x.shape[axis];
  if (typeof width !== "number") throw new Error("gates have a fixed width");
  return split(x, Array<number>(gates).fill(width / gates), axis);
}
