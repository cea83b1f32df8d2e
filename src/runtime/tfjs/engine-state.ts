/** Named arrays on the device. Tensors are never changed in place, so a snapshot is a second reference to each. */
import * as tf from "@tensorflow/tfjs-core";
import type { NumberArray } from "../../tensor/index.ts";
import type { EngineState } from "../engine.ts";
import type { Backend } from "./backends/backend.ts";
import { tensorflowDType } from "./table/row.ts";
import { toArray, toTensor } from "./transfer.ts";

/** The state as this engine sees it: the tensors themselves. */
export interface TensorState extends EngineState {
  readonly backend: Backend;
  readonly tensors: Map<string, tf.Tensor>;
}

/** A state of these tensors, which belong to it from now on. */
export function createTensorState(
  tensors: Map<string, tf.Tensor>,
  backend: Backend,
  use: () => void,
): TensorState {
  for (const tensor of tensors.values()) tf.keep(tensor);
  return {
    backend,
    tensors,
    names: () => [...tensors.keys()],
    read: (name) => {
      use();
      return toArray(tensorNamed(tensors, name), backend);
    },
    write: (name, values) => {
      use();
      const before = tensorNamed(tensors, name);
      requireSameType(name, before, values);
      tensors.set(name, tf.keep(toTensor(values, backend)));
      before.dispose();
    },
    snapshot: () => {
      use();
      const copies = [...tensors].map(([name, tensor]) => [name, tf.clone(tensor)] as const);
      return createTensorState(new Map(copies), backend, use);
    },
    dispose: () => {
      for (const tensor of tensors.values()) tensor.dispose();
      tensors.clear();
    },
  };
}

/** The tensor of that name. Throws where the state has none: programs and states of two models are mixed up. */
export function tensorNamed(tensors: ReadonlyMap<string, tf.Tensor>, name: string): tf.Tensor {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new Error(`the state has nothing named ${name}`);
  return tensor;
}

function requireSameType(name: string, before: tf.Tensor, { dtype, shape }: NumberArray): void {
  if (tensorflowDType[dtype] === before.dtype && tf.util.arraysEqual(before.shape, [...shape])) return;
  throw new Error(`${name} is ${before.dtype} [${before.shape}], but ${dtype} [${shape}] is written to it`);
}
