/** How a regularizer is written: a penalty on a weight, added to the loss. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

export interface Regularizer extends Entry {
  /** The penalty, a scalar f32. No mean over the batch: Keras adds it as it is. */
  readonly apply: (weight: Tensor, values: never) => Tensor;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  apply: (weight: Tensor, values: Arguments<P>) => Tensor;
}

export function defineRegularizer<P extends Parameters>(declaration: Declaration<P>): Regularizer {
  return { aliases: [], scene: "features", ...declaration };
}
