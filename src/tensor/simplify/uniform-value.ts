/** Values that are one number everywhere, whatever their shape. */
import type { Tensor } from "../graph.ts";
import type { RewriteContext } from "../rewrite.ts";

/** The number, where the value is a scalar constant or a fill. */
export function uniformValue(tensor: Tensor, { producerOf }: RewriteContext): number | undefined {
  const producer = producerOf(tensor);
  if (producer?.op === "fill") return Number(producer.attributes.value);
  if (producer?.op !== "constant" || tensor.shape.length > 0) return undefined;
  return constantValues(producer.attributes.values)[0];
}

/** The numbers of a constant's attribute. */
export function constantValues(values: unknown): readonly number[] {
  return values as readonly number[];
}
