/** The two forms of a GRU's reset gate: after the product with the recurrent kernel (Keras's default) or before it. */
import { add, dot, mul, split, type Tensor } from "../../tensor/index.ts";
import { projectGates, splitGates } from "./project-gates.ts";

/** What a state adds to each gate; the candidate's share depends on the opened reset gate. */
export interface StateShares {
  readonly update: Tensor;
  readonly reset: Tensor;
  readonly candidate: (opened: Tensor) => Tensor;
}

interface RecurrentWeights {
  readonly units: number;
  readonly recurrent: Tensor;
  /** Only the form that resets after the product has one. */
  readonly bias?: Tensor;
  /** One for each gate, or none. */
  readonly masks: readonly Tensor[];
}

/** opened · (h · kernel + bias). */
export function resetAfter(h: Tensor, { recurrent, bias, masks }: RecurrentWeights): StateShares {
  const products = projectGates(h, recurrent, masks);
  const [update, reset, candidate] = splitGates(bias === undefined ? products : add(products, bias), 3);
  return { update, reset, candidate: (opened) => mul(opened, candidate) };
}

/** (opened · h) · kernel. */
export function resetBefore(h: Tensor, { units, recurrent, masks }: RecurrentWeights): StateShares {
  const [gates, last] = split(recurrent, [2 * units, units], 1);
  const [update, reset] = splitGates(projectGates(h, gates, masks.slice(0, 2)), 2);
  const state = masks.length === 0 ? h : mul(h, masks[2]);
  return { update, reset, candidate: (opened) => dot(mul(opened, state), last) };
}
