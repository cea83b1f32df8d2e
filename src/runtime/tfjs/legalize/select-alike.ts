import {
  and,
  broadcastTo,
  fill,
  not,
  or,
  type Rule,
  sameShape,
  select,
  type Tensor,
} from "../../../tensor/index.ts";
import type { RewriteContext } from "../../../tensor/rewrite.ts";
import type { BackendName } from "../backends/backend.ts";

/**
 * Choices between values of one shape. TensorFlow.js tiles what is smaller, which on wasm takes twenty times as long as the choice
 * itself; and the wasm kernel writes bools as if they were floats, beyond the end of their memory.
 */
export function selectAlike(backend: BackendName): Rule {
  return (_, context) => {
    const { inputs, types } = context;
    const [condition, a, b] = inputs;
    if (backend === "wasm" && a.dtype === "bool") return [or(and(condition, a), and(not(condition), b))];
    const { shape } = types[0];
    if (inputs.every((input) => sameShape(input.shape, shape))) return undefined;
    const [wide, ...choices] = inputs.map((input) => spread(input, context));
    return [select(wide, choices[0], choices[1])];
  };
}

/** The value in the result's shape; a known number is filled in, once and for all. */
function spread(x: Tensor, { types: [{ shape }], producerOf }: RewriteContext): Tensor {
  const producer = producerOf(x);
  if (producer?.op !== "constant" || x.shape.length > 0) return broadcastTo(x, shape);
  const [value] = producer.attributes.values as readonly number[];
  return fill(x, value, shape, x.dtype);
}
