/**
 * Judges how a layer's weights are to begin, be priced and be kept in bounds, while the layer is checked: an initializer for
 * matrices on a vector, or a constraint along an axis that the weight does not have, is found before anything runs.
 */
import {
  addInput,
  createGraph,
  type Dim,
  ShapeProblem,
  type ShapeProblemDetails,
  showShape,
} from "../tensor/index.ts";
import type { Constraint } from "./define-constraint.ts";
import type { Build } from "./define-layer.ts";
import type { Regularizer } from "./define-regularizer.ts";
import type { Library } from "./library.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import type { PlainCall } from "./value.ts";

/** The same build, whose `weight` throws ShapeProblem where initializer, regularizer or constraint do not fit the shape. */
export function checkWeights(build: Build, library: Library): Build {
  return {
    ...build,
    weight: (name, shape, initializer, options = {}) => {
      requireRank(name, shape, initializer, library);
      const { regularizer, constraint } = options;
      if (regularizer) tryOn<Regularizer>("regularizers", regularizer, name, shape, library);
      if (constraint) tryOn<Constraint>("constraints", constraint, name, shape, library);
      return build.weight(name, shape, initializer, options);
    },
  };
}

function requireRank(name: string, shape: readonly Dim[], initializer: PlainCall, library: Library): void {
  const entry = library.initializers.find(initializer.name);
  if (entry === undefined) throw new Error(`the library has no initializer ${initializer.name}`);
  const { least, most } = entry.ranks;
  if (shape.length >= least && shape.length <= most) return;
  const wanted = least === most ? `${least}` : `at least ${least}`;
  throw new ShapeProblem({
    kind: "value",
    found: `\`${initializer.name}\` fills weights with ${wanted} dims, but the weight ${name} is ${showShape(shape)}.`,
    help: "Choose another initializer for it: `zeros` for a bias, `glorot_uniform` for a kernel.",
  });
}

/** Regularizers and constraints are functions of the weight: whether they fit is seen by tracing them on one of its shape. */
function tryOn<E extends Regularizer | Constraint>(
  category: "regularizers" | "constraints",
  call: PlainCall,
  name: string,
  shape: readonly Dim[],
  library: Library,
): void {
  const { entry, values } = realizeWithoutFlow<E>(category, call, library);
  try {
    entry.apply(addInput(createGraph(call.name), { dtype: "f32", shape }), values);
  } catch (error) {
    throw error instanceof ShapeProblem ? ofWeight(error.details, call, name, shape) : error;
  }
}

/** The problem in words of the weight; what it says of inputs would be taken for the layer's. */
function ofWeight(
  { found }: ShapeProblemDetails,
  call: PlainCall,
  name: string,
  shape: readonly Dim[],
): ShapeProblem {
  return new ShapeProblem({
    kind: "value",
    found: `\`${call.name}\` does not fit the weight ${name}, which is ${showShape(shape)}. ${found}`,
    help: `Change or remove \`${call.name}\`.`,
  });
}
