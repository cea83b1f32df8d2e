/** Arrays to tensors and back. */
import * as tf from "@tensorflow/tfjs-core";
import type { NumberArray } from "../../tensor/index.ts";
import type { Backend } from "./backends/backend.ts";
import { tensorflowDType } from "./table/row.ts";

/** The array as a tensor of its own: later changes of the array do not reach it. */
export function toTensor({ dtype, shape, data }: NumberArray, { copies }: Backend): tf.Tensor {
  return tf.tensor(ownValues(dtype, data, copies), [...shape], tensorflowDType[dtype]);
}

/** The tensor's values as an array of its own. */
export async function toArray(tensor: tf.Tensor, { copies }: Backend): Promise<NumberArray> {
  const data = await tensor.data();
  const dtype = tensor.dtype === "float32" ? "f32" : tensor.dtype === "int32" ? "i32" : "bool";
  return { dtype, shape: tensor.shape.slice(), data: copies ? data : data.slice() };
}

function ownValues(dtype: NumberArray["dtype"], data: NumberArray["data"], copies: boolean) {
  const Values = dtype === "f32" ? Float32Array : dtype === "i32" ? Int32Array : Uint8Array;
  if (!(data instanceof Values)) return Values.from(data);
  return copies ? data : data.slice();
}
