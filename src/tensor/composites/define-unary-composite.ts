/** How a composite of one tensor is written: its expansion, and its own gradient rule over input and output. */
import type { Tensor } from "../graph.ts";
import { type Composite, defineComposite } from "../primitive.ts";

interface UnaryComposite<A> {
  readonly name: string;
  readonly expand: (x: Tensor, attributes: A) => Tensor;
  /** The input's cotangent; absent where the gradient is zero everywhere. */
  readonly gradient?: (cotangent: Tensor, x: Tensor, y: Tensor, attributes: A) => Tensor;
}

/** A composite of one input and one output. */
export function defineUnaryComposite<A>({ name, expand, gradient }: UnaryComposite<A>): Composite<A> {
  return defineComposite<A>({
    name,
    expand: ([x], attributes) => [expand(x, attributes)],
    gradient: ({ inputs: [x], outputs: [y], cotangents: [cotangent], attributes }) => [
      cotangent && gradient?.(cotangent, x, y, attributes),
    ],
  });
}
