import { maxPool, pad, type Rule, reshape } from "../../../tensor/index.ts";
import type { PoolOptions } from "../../../tensor/pool-geometry.ts";
import { inPlane } from "./in-plane.ts";

/** Max pooling over two axes, padded beforehand where the padding is explicit: what all backends have a kernel for. */
export const poolMaxima: Rule = ({ attributes }, { inputs: [x], types: [{ shape }] }) => {
  const { window, strides, padding } = attributes as unknown as PoolOptions;
  if (window.length === 1) {
    const plane = inPlane({ strides, padding });
    const wide = maxPool(reshape(x, [x.shape[0], 1, ...x.shape.slice(1)]), {
      window: [1, ...window],
      ...plane,
    });
    return [reshape(wide, shape)];
  }
  if (typeof padding === "string") return undefined;
  const low = [0, ...padding.map(([before]) => before), 0];
  const high = [0, ...padding.map(([, after]) => after), 0];
  const bordered = pad(x, { low, high, value: Number.NEGATIVE_INFINITY });
  return [maxPool(bordered, { window, strides, padding: "valid" })];
};
