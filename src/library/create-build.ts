/**
 * The one implementation of `Build`: what a use of a layer builds with. The checker traces with it to learn shapes, lowering to
 * make programs. A layer used twice gets the same weights, and its updates follow one another.
 */
import {
  addInput,
  type Dim,
  fill,
  randomUniform,
  ShapeProblem,
  showShape,
  type Tensor,
} from "../tensor/index.ts";
import type { Build, WeightOptions } from "./define-layer.ts";
import { fansOf } from "./fans-of.ts";
import type { Trace } from "./trace.ts";
import type { PlainCall } from "./value.ts";
import { weightShape } from "./weight-shape.ts";
import type { WeightSpec } from "./weight-spec.ts";

/** One use of a layer: its full name (the stem of its weights' paths), and whether its weights learn. */
export interface LayerUse {
  readonly name: string;
  readonly trainable: boolean;
  /** The mask of each input, where it has one. */
  readonly masks: readonly (Tensor | undefined)[];
}

/** Throws ShapeProblem from `weight` where a weight's size is no number, or differs from the layer's other use. */
export function createBuild(trace: Trace, { name, trainable, masks }: LayerUse): Build {
  const scopes = [name];
  return {
    graph: trace.graph,
    training: trace.training,
    trainable,
    masks,
    weight: (weightName, shape, initializer, options = {}) => {
      const path = `${scopes.join("/")}/${weightName}`;
      return addWeight(trace, specOf(path, shape, initializer, trainable, options));
    },
    update: (weight, next) => updateWeight(trace, weight, next),
    random: (shape, seed = null) => {
      const inputs = trace.random();
      const key = seed === null ? inputs.seed : fill(trace.graph, seed, [], "i32");
      return randomUniform(key, inputs.step, { stream: trace.draws++, shape });
    },
    addLoss: (penalty) => trace.penalties.push(penalty),
    scope: (scope, build) => {
      scopes.push(scope);
      try {
        return build();
      } finally {
        scopes.pop();
      }
    },
  };
}

function specOf(
  path: string,
  dims: readonly Dim[],
  initializer: PlainCall,
  layerTrains: boolean,
  options: WeightOptions,
): WeightSpec {
  const shape = weightShape(path, dims);
  const { dtype = "f32", regularizer = null, constraint = null, fans = fansOf(shape) } = options;
  const trainable = layerTrains && (options.trainable ?? true);
  return { path, shape, dtype, trainable, initializer, fans, regularizer, constraint };
}

function addWeight(trace: Trace, spec: WeightSpec): Tensor {
  const known = trace.weights.get(spec.path);
  if (known === undefined) return addNewWeight(trace, spec);
  if (known.spec.shape.join() !== spec.shape.join()) {
    throw new ShapeProblem({
      kind: "mismatch",
      found: `The weight ${spec.path} is shared: its first use made it ${showShape(known.spec.shape)}, this one needs ${showShape(spec.shape)}.`,
      expected: "All uses of one layer must see inputs of the same size.",
    });
  }
  return known.next;
}

function addNewWeight(trace: Trace, spec: WeightSpec): Tensor {
  const tensor = addInput(trace.graph, spec);
  trace.weights.set(spec.path, { spec, tensor, next: tensor });
  trace.weightPaths.set(tensor.id, spec.path);
  return tensor;
}

function updateWeight(trace: Trace, weight: Tensor, next: Tensor): void {
  const known = trace.weights.get(trace.weightPaths.get(weight.id) ?? "");
  if (known === undefined || known.next.id !== weight.id)
    throw new Error("only the latest value of a weight can be updated");
  trace.weights.set(known.spec.path, { ...known, next });
  trace.weightPaths.set(next.id, known.spec.path);
}
