/** Products read transposed matrices themselves. Engines that are slow at it take the transposes out again when legalizing. */
import { type Tensor, tensorAt } from "../graph.ts";
import { matmul } from "../primitives/matmul.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";

/** matmul(transpose(a), b) is matmul(a, b) with the flag turned, where the last two axes alone change places. */
export const absorbTransposes: Rule = ({ op, attributes }, context) => {
  if (op !== "matmul") return undefined;
  const [a, b] = context.inputs.map((tensor) => swapped(tensor, context));
  if (a === undefined && b === undefined) return undefined;
  const [left, right] = context.inputs;
  const transposeA = Boolean(attributes.transposeA) !== (a !== undefined);
  const transposeB = Boolean(attributes.transposeB) !== (b !== undefined);
  return [matmul(a ?? left, b ?? right, { transposeA, transposeB })];
};

/** What a value is the transpose of. */
function swapped(tensor: Tensor, { graph, producerOf }: RewriteContext): Tensor | undefined {
  const producer = producerOf(tensor);
  if (producer?.op !== "transpose") return undefined;
  const rank = tensor.shape.length;
  const swap = tensor.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
  return String(producer.attributes.permutation) === String(swap)
    ? tensorAt(graph, producer.inputs[0])
    : undefined;
}
