/** Rows of what is made from nothing: constants, counts, sizes, random numbers. */
import type { RowsFor } from "./index.ts";
import { call, dimArgument, dimList, tensorflowDType } from "./row.ts";

export const sources: RowsFor<"constant" | "fill" | "iota" | "dimension" | "randomUniform"> = {
  constant: ({ values, shape, dtype }) =>
    shape.length === 0
      ? call("tf.scalar", values[0], tensorflowDType[dtype])
      : call("tf.tensor", { list: values }, { list: shape }, tensorflowDType[dtype]),
  fill: ({ value, shape, dtype }) => call("tf.fill", dimList(shape), value, tensorflowDType[dtype]),
  iota: ({ shape, axis, dtype }) => call("rt.iota", dimList(shape), axis, tensorflowDType[dtype]),
  dimension: ({ dim }) => call("tf.scalar", dimArgument(dim), "int32"),
  randomUniform: ({ stream, shape }, { inputs: [seed, step] }) =>
    call("rt.randomUniform", seed, step, stream, dimList(shape)),
};
