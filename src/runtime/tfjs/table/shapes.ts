/** Rows of what moves elements: shapes, parts, orders, rows picked by number. */
import type { RowsFor } from "./index.ts";
import { call, dimArgument, dimList } from "./row.ts";

/** Kernels pad up to six axes. */
const MOST_PADDED = 6;

export const shapes: RowsFor<
  "reshape" | "transpose" | "slice" | "pad" | "concat" | "split" | "reverse" | "broadcastTo"
> = {
  reshape: ({ shape }, { inputs: [x] }) => call("tf.reshape", x, dimList(shape)),
  transpose: ({ permutation }, { inputs: [x] }) => call("tf.transpose", x, { list: permutation }),
  // A scalar has nothing to cut or to pad, and TensorFlow.js refuses to.
  slice: ({ starts, sizes }, { inputs: [x] }) =>
    starts.length === 0 ? call("tf.clone", x) : call("tf.slice", x, dimList(starts), dimList(sizes)),
  pad: ({ low, high, interior, value }, { inputs: [x] }) => {
    if (low.length === 0) return call("tf.clone", x);
    if (low.length > MOST_PADDED || interior.some((gaps) => gaps > 0))
      return call("rt.padInside", x, dimList(low), dimList(high), { list: interior }, value);
    return call("tf.pad", x, { list: low.map((before, axis) => dimList([before, high[axis]])) }, value);
  },
  concat: ({ axis }, { inputs }) => call("tf.concat", { list: inputs }, axis),
  split: ({ sizes, axis }, { inputs: [x] }) => ({
    ...call("tf.split", x, dimList(sizes), axis),
    results: "array",
  }),
  reverse: ({ axes }, { inputs: [x] }) => call("rt.reverse", x, { list: axes }),
  broadcastTo: ({ shape }, { inputs: [x] }) => call("rt.broadcastTo", x, dimList(shape)),
};

export const lookups: RowsFor<"gather" | "scatterAdd" | "argMax" | "topK" | "cumsum"> = {
  gather: ({ axis }, { inputs: [x, indices] }) => call("rt.gather", x, indices, axis),
  scatterAdd: ({ size, axis }, { inputs: [indices, updates] }) =>
    call("rt.scatterAdd", indices, updates, dimArgument(size), axis),
  argMax: ({ axis }, { inputs: [x] }) => call("tf.argMax", x, axis),
  topK: ({ k }, { inputs: [x] }) => ({ ...call("tf.topk", x, k), results: ["values", "indices"] }),
  cumsum: ({ axis, reverse, exclusive }, { inputs: [x] }) => call("tf.cumsum", x, axis, exclusive, reverse),
};
