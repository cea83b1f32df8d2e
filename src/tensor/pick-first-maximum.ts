/** The gradient of max pooling's gradient: for each window the value at its first maximum, made of primitives that differentiate. */
import type { Dim } from "./dim.ts";
import { multiplyDims } from "./dim-arithmetic.ts";
import type { Tensor } from "./graph.ts";
import type { PoolOptions } from "./pool-geometry.ts";
import { and } from "./primitives/and.ts";
import { argMax } from "./primitives/arg-max.ts";
import { cast } from "./primitives/cast.ts";
import { conv } from "./primitives/conv.ts";
import { equal } from "./primitives/equal.ts";
import { fill } from "./primitives/fill.ts";
import { greater } from "./primitives/greater.ts";
import { iota } from "./primitives/iota.ts";
import { mul } from "./primitives/mul.ts";
import { oneHot } from "./primitives/one-hot.ts";
import { reshape } from "./primitives/reshape.ts";
import { sum } from "./primitives/sum.ts";
import { transpose } from "./primitives/transpose.ts";

/**
 * For each window over f32 x, with maximum y of the pooled shape, the element of `values` (x-shaped) where x first reaches y:
 * y-shaped. Finite x only: windows are laid out by a convolution with ones and zeros.
 */
export function pickFirstMaximum(x: Tensor, y: Tensor, values: Tensor, options: PoolOptions): Tensor {
  const inside = greater(windowsOf(fill(x, 1, [1, ...x.shape.slice(1, -1), 1]), options), 0.5);
  const hits = and(equal(windowsOf(channelsApart(x), options), channelsApart(y)), inside);
  const taps = options.window.reduce((a, b) => a * b, 1);
  const first = oneHot(argMax(cast(hits, "f32"), -1), taps);
  const picked = sum(mul(first, windowsOf(channelsApart(values), options)), -1);
  return channelsTogether(picked, y.shape);
}

/** [n, spatial…, 1] to [n, places…, taps]: the elements under each window side by side, 0 for padding. */
function windowsOf(x: Tensor, { window, strides, padding }: PoolOptions): Tensor {
  const taps = window.reduce((a, b) => a * b, 1);
  const identity = cast(equal(iota(x, [taps, 1], 0), iota(x, [1, taps], 1)), "f32");
  return conv(x, reshape(identity, [...window, 1, taps]), { strides, padding });
}

/** [batch, spatial…, channels] to [batch · channels, spatial…, 1]. */
function channelsApart(x: Tensor): Tensor {
  const last = x.shape.length - 1;
  const spatial = x.shape.slice(1, -1);
  const order = [0, last, ...spatial.map((_, axis) => axis + 1)];
  return reshape(transpose(x, order), [multiplyDims(x.shape[0], x.shape[last]), ...spatial, 1]);
}

/** [batch · channels, places…] back to [batch, places…, channels]. */
function channelsTogether(x: Tensor, shape: readonly Dim[]): Tensor {
  const places = shape.slice(1, -1);
  const apart = reshape(x, [shape[0], shape[shape.length - 1], ...places]);
  return transpose(apart, [0, ...places.map((_, axis) => axis + 2), 1]);
}
