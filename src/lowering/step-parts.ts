/** What the train step and the evaluate step have in common: the targets as inputs, and the number of examples. */
import type { Model } from "../checker/model.ts";
import {
  addInput,
  cast,
  dimension,
  type Graph,
  type Port,
  type Tensor,
  withOrigin,
} from "../tensor/index.ts";

/** `targets/…` as inputs, the tensors by the target's name. */
export function addTargets(
  model: Model,
  graph: Graph,
): { readonly ports: readonly Port[]; readonly tensors: ReadonlyMap<string, Tensor> } {
  const targets = model.targets.map(({ name, type }) => ({ name, tensor: addInput(graph, type) }));
  return {
    ports: targets.map(({ name, tensor }) => ({ name: `targets/${name}`, value: tensor.id })),
    tensors: new Map(targets.map(({ name, tensor }) => [name, tensor])),
  };
}

/** The number of examples in the batch, f32. */
export function batchSize(model: Model, graph: Graph): Tensor {
  const [batch] = model.inputs[0].type.shape;
  return withOrigin(graph, { phase: "metric" }, () => cast(dimension(graph, batch), "f32"));
}
