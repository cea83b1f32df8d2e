/** How a learning rate schedule is written: a function of the step. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

export interface Schedule extends Entry {
  /** The rate at `step` (f32 scalar, 0 at the first update). */
  readonly rate: (step: Tensor, values: never) => Tensor;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  rate: (step: Tensor, values: Arguments<P>) => Tensor;
}

export function defineSchedule<P extends Parameters>(declaration: Declaration<P>): Schedule {
  return { aliases: [], scene: "price", ...declaration };
}
