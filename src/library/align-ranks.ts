/** Brings two tensors whose ranks differ by a last axis of size 1 to one rank, as Keras does before it compares them. */
import { expandDims, squeeze, type Tensor } from "../tensor/index.ts";

/** The longer one loses its last axis of size 1, unless the other is a vector: then that gains one. Others stay as they are. */
export function alignRanks(a: Tensor, b: Tensor): readonly [Tensor, Tensor] {
  if (a.shape.length === b.shape.length + 1) return aligned(a, b);
  if (b.shape.length !== a.shape.length + 1) return [a, b];
  const [longer, shorter] = aligned(b, a);
  return [shorter, longer];
}

function aligned(longer: Tensor, shorter: Tensor): readonly [Tensor, Tensor] {
  if (longer.shape[longer.shape.length - 1] !== 1) return [longer, shorter];
  return shorter.shape.length === 1 ? [longer, expandDims(shorter, -1)] : [squeeze(longer, -1), shorter];
}
