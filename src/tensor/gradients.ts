/** Gradients of a scalar, appended to the graph it was traced in. */
import { backpropagate } from "./backpropagate.ts";
import { backwardOrigin, bring, type Tensor, withOriginNumber } from "./graph.ts";
import { constant } from "./primitives/constant.ts";
import { fill } from "./primitives/fill.ts";

/**
 * The gradients of `loss` (an f32 scalar) with respect to f32 values, in their shapes; zeros for a value that does not
 * reach it. They are ordinary values of the same graph, so gradients of gradients need nothing more.
 */
export function gradients(loss: Tensor, withRespectTo: readonly Tensor[]): Tensor[] {
  if (loss.dtype !== "f32" || loss.shape.length > 0) throw new Error("only an f32 scalar has gradients");
  const { graph } = loss;
  const values = withRespectTo.map((tensor) => bring(tensor, graph));
  if (values.some(({ dtype }) => dtype !== "f32")) throw new Error("gradients are taken of f32 values only");
  const producer = graph.operations.findLast(({ outputs }) => outputs.includes(loss.id));
  return withOriginNumber(graph, backwardOrigin(graph, producer?.origin ?? graph.cursor.origin), () => {
    const seeds = new Map([[loss.id, constant(graph, 1)]]);
    const found = backpropagate(graph, seeds, values);
    return values.map(({ shape }, i) => found[i] ?? fill(graph, 0, shape));
  });
}
