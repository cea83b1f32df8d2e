/** How a constraint is written: a projection of a weight after each update. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

export interface Constraint extends Entry {
  /** The projected weight, of the same shape. */
  readonly apply: (weight: Tensor, values: never) => Tensor;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  apply: (weight: Tensor, values: Arguments<P>) => Tensor;
}

export function defineConstraint<P extends Parameters>(declaration: Declaration<P>): Constraint {
  return { aliases: [], scene: "features", ...declaration };
}
