/** What `nnc summary` tells of a model, as data: layers with shapes and parameters, totals, memory and work. */
import type { Application, Model } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { bind, costOf, type Dim, showDim } from "../../tensor/index.ts";

/** A row of the table. `output_shape` has null for the batch and the expression of a size that is not known yet. */
export interface LayerSummary {
  readonly name: string;
  readonly type: string;
  readonly keras: string;
  readonly output_shape: readonly (number | string | null)[];
  readonly params: number;
  /** Names of the layers and inputs that feed it. */
  readonly inputs: readonly string[];
}

export interface ModelSummary {
  readonly model: string;
  readonly layers: readonly LayerSummary[];
  readonly total_params: number;
  readonly trainable_params: number;
  readonly non_trainable_params: number;
  /** Numbers that the optimizer keeps beside the weights, the count of its steps among them. */
  readonly optimizer_params: number;
  /** Bytes of the weights, and of weights and values at once when one example is predicted (an expression where a size is open). */
  readonly weight_bytes: number;
  readonly predict_bytes: number | string;
  /** Multiply-adds of predicting one example. */
  readonly multiply_adds: number | string;
}

export function modelSummary(model: Model): ModelSummary {
  const lowered = lower(model, library);
  const { multiplyAdds, peakBytes } = costOf(bind(lowered.predict, new Map([["batch", 1]])));
  const sizes = model.weights.map(({ shape, trainable }) => ({ size: product(shape), trainable }));
  const total = sum(sizes.map(({ size }) => size));
  const trainable = sum(sizes.filter((weight) => weight.trainable).map(({ size }) => size));
  const slots = lowered.training?.slots.filter(({ name }) => name.startsWith("optimizer/")) ?? [];
  return {
    model: model.name,
    layers: model.applications.map((application, i) => layerSummary(model, application, i)),
    total_params: total,
    trainable_params: trainable,
    non_trainable_params: total - trainable,
    optimizer_params: lowered.training === undefined ? 0 : sum(slots.map(({ shape }) => product(shape))) + 1,
    weight_bytes: 4 * total,
    predict_bytes: peakBytes === undefined ? "depends on the sizes of the inputs" : 4 * total + peakBytes,
    multiply_adds: plainDim(multiplyAdds),
  };
}

/** A layer that is used again counts its parameters once, at its first use. */
function layerSummary(model: Model, { layer, inputs, outputs }: Application, place: number): LayerSummary {
  const { name, type } = model.layers[layer];
  const first = model.applications.findIndex((other) => other.layer === layer) === place;
  const weights = first ? model.weights.filter(({ path }) => path.startsWith(`${name}/`)) : [];
  return {
    name,
    type,
    keras: library.layers.find(type)?.keras ?? type,
    output_shape: [null, ...model.values[outputs[0]].type.shape.slice(1).map(plainDim)],
    params: sum(weights.map(({ shape }) => product(shape))),
    inputs: inputs.map((value) => producerOf(model, value)),
  };
}

function producerOf(model: Model, value: number): string {
  const producer = model.applications.find(({ outputs }) => outputs.includes(value));
  if (producer !== undefined) return model.layers[producer.layer].name;
  return model.inputs.find((input) => input.value === value)?.name ?? "";
}

function plainDim(dim: Dim): number | string {
  return typeof dim === "number" ? dim : showDim(dim);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function product(shape: readonly number[]): number {
  return shape.reduce((size, dim) => size * dim, 1);
}
