/** Fresh arrays of the reference evaluation. */
import type { EvaluationContext, NumberArray } from "./primitive.ts";

/** Zeros of the type of output number `output`, for its maker to fill; f32 is held in float64 where the context asks for it. */
export function newArray({ types, float64 }: EvaluationContext, output = 0): NumberArray {
  const { dtype, shape } = types[output];
  const size = shape.reduce((product, dim) => product * dim, 1);
  if (dtype === "i32") return { dtype, shape, data: new Int32Array(size) };
  if (dtype === "bool") return { dtype, shape, data: new Uint8Array(size) };
  return { dtype, shape, data: float64 ? new Float64Array(size) : new Float32Array(size) };
}
