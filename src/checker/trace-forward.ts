/** Traces the layers of a model in the order of their applications, masks travelling beside the values. */

import { applyLayer } from "../library/apply-layer.ts";
import { createBuild } from "../library/create-build.ts";
import type { Library } from "../library/library.ts";
import type { Trace } from "../library/trace.ts";
import { addInput, type Origin, type Port, type Tensor, withOrigin } from "../tensor/index.ts";
import type { Application, LayerGraph, LossBlock, Model } from "./model.ts";

/** A value of the model as it stands in a graph. */
export interface TracedValue {
  readonly tensor: Tensor;
  readonly mask?: Tensor;
}

export interface Forward {
  /** `inputs/…`, for the program. */
  readonly inputs: readonly Port[];
  /** By the number of the value in the model. */
  readonly values: ReadonlyMap<number, TracedValue>;
}

/** Weights, updates and penalties are gathered in `trace`; each operation says which layer it belongs to. */
export function traceForward(model: Model, library: Library, trace: Trace): Forward {
  const values = new Map<number, TracedValue>();
  const inputs = model.inputs.map(({ name, value, type }) => {
    const tensor = addInput(trace.graph, type);
    values.set(value, { tensor });
    return { name: `inputs/${name}`, value: tensor.id };
  });
  for (const application of model.applications) {
    const origin = originOf(model, application);
    withOrigin(trace.graph, origin, () => traceApplication(model, library, trace, application, values));
  }
  return { inputs, values };
}

/** Traces a block that is a loss: truth and prediction → what its mean is taken of. Its operations belong to the loss, not to layers. */
export function traceLossBlock(
  block: LossBlock,
  library: Library,
  trace: Trace,
  given: readonly Tensor[],
): Tensor {
  const values = new Map<number, TracedValue>(given.map((tensor, i) => [i, { tensor }]));
  for (const application of block.applications) traceApplication(block, library, trace, application, values);
  return valueAt({ values }, block.result).tensor;
}

/** The traced value of a number of the model. Throws when nothing made it: the order of applications is the checker's. */
export function valueAt({ values }: Pick<Forward, "values">, number: number): TracedValue {
  const found = values.get(number);
  if (found === undefined) throw new Error(`value ${number} of the model is used before it is made`);
  return found;
}

/** Traces one use of a layer; adds what comes out to the values, among which must be all that it reads. */
export function traceApplication(
  { layers }: LayerGraph,
  library: Library,
  trace: Trace,
  { layer: number, inputs, outputs }: Application,
  values: Map<number, TracedValue>,
): void {
  const instance = layers[number];
  const layer = library.layers.find(instance.type);
  if (layer === undefined) throw new Error(`the library has no layer ${instance.type}`);
  const given = inputs.map((input) => valueAt({ values }, input));
  const masks = given.map(({ mask }) => mask);
  const build = createBuild(trace, { name: instance.name, trainable: instance.trainable, masks });
  const context = { library, tensor: (value: number) => valueAt({ values }, value).tensor };
  const tensors = given.map(({ tensor }) => tensor);
  const result = applyLayer({ layer, call: instance.call, inputs: tensors, build, context });
  outputs.forEach((output, i) => {
    values.set(output, {
      tensor: result.outputs[i],
      ...(i === 0 && result.mask !== undefined ? { mask: result.mask } : {}),
    });
  });
}

function originOf(model: Model, { layer, blocks, span }: Application): Origin {
  const { name, type } = model.layers[layer];
  return { phase: "forward", layer: name, type, blocks: blocks.map(({ instance }) => instance), span };
}
