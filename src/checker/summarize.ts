/** A model as a table of its layers with what they cost: plain data, which the command line draws. */
import type { Library } from "../library/library.ts";
import { slotSpecs } from "../library/slot-specs.ts";
import { type Dim, showDim } from "../tensor/index.ts";
import { costOfModel, elementsOf } from "./cost-of-model.ts";
import type { LayerInstance, Model } from "./model.ts";

/** The sizes of a value: null for the batch, a text for a size that is not known yet (`time`). */
export type SummaryShape = readonly (number | string | null)[];

export interface LayerSummary {
  /** `conv2d_1`: the stem of its weights' names. */
  readonly name: string;
  /** `conv2d`; `class` is Keras's name for it, `Conv2D`. */
  readonly type: string;
  readonly class: string;
  /** Of its first use; a list of shapes where the layer gives several values. */
  readonly output_shape: SummaryShape | readonly SummaryShape[];
  readonly params: number;
  readonly trainable: boolean;
}

export interface ModelSummary {
  readonly model: string;
  readonly inputs: readonly { readonly name: string; readonly shape: SummaryShape }[];
  readonly outputs: readonly { readonly name: string; readonly shape: SummaryShape }[];
  readonly layers: readonly LayerSummary[];
  readonly total_params: number;
  readonly trainable_params: number;
  readonly non_trainable_params: number;
  /** Numbers that the optimizer keeps while training, as Keras counts them; 0 without `compile`. */
  readonly optimizer_params: number;
  /** Bytes: of the weights, and of predicting one example (weights included; a text where a size is not known). */
  readonly memory: { readonly weights: number; readonly predict: number | string | null };
  /** Of predicting one example. */
  readonly multiply_adds: number | string | null;
}

/** The model has no errors. */
export function summarize(model: Model, library: Library): ModelSummary {
  const { params, trainableParams, weightBytes, multiplyAdds, memory } = costOfModel(model, library);
  return {
    model: model.name,
    inputs: model.inputs.map(({ name, type }) => ({ name, shape: type.shape.map(sizeOf) })),
    outputs: model.outputs.map(({ name, value }) => ({ name, shape: shapeOf(model, value) })),
    layers: model.layers.map((layer, index) => summarizeLayer(layer, index, model, library)),
    total_params: params,
    trainable_params: trainableParams,
    non_trainable_params: params - trainableParams,
    optimizer_params: optimizerParams(model, library),
    memory: { weights: weightBytes, predict: memory === undefined ? null : sizeOf(memory) },
    multiply_adds: multiplyAdds === undefined ? null : sizeOf(multiplyAdds),
  };
}

/** Slots, the count of steps, and the learning rate unless a schedule computes it. */
function optimizerParams({ compile, weights }: Model, library: Library): number {
  if (compile === undefined) return 0;
  const { optimizer } = compile;
  const trainable = weights.filter((weight) => weight.trainable);
  const scalars = typeof optimizer.arguments.learning_rate === "number" ? 2 : 1;
  return elementsOf(slotSpecs(optimizer, trainable, library)) + scalars;
}

function summarizeLayer(
  { name, type, trainable }: LayerInstance,
  index: number,
  model: Model,
  library: Library,
): LayerSummary {
  const outputs = model.applications.find(({ layer }) => layer === index)?.outputs ?? [];
  const shapes = outputs.map((value) => shapeOf(model, value));
  return {
    name,
    type,
    class: library.layers.find(type)?.keras ?? type,
    output_shape: shapes.length === 1 ? shapes[0] : shapes,
    params: elementsOf(model.weights.filter(({ path }) => path.startsWith(`${name}/`))),
    trainable,
  };
}

function shapeOf({ values }: Model, value: number): SummaryShape {
  return values[value].type.shape.map(sizeOf);
}

function sizeOf(dim: Dim): number | string | null {
  if (typeof dim === "number") return dim;
  return dim.key === "batch" ? null : showDim(dim);
}
