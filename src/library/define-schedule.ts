/** How a learning rate schedule is written: a function of the step. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { Scene } from "./scenes.ts";

export interface Schedule extends Entry {
  /** The rate at `step` (f32 scalar, 0 at the first update). */
  readonly rate: (step: Tensor, values: never) => Tensor;
}

interface Declaration<P extends Parameters> {
  name: string;
  aliases?: readonly string[];
  keras: string;
  doc: string;
  example: string;
  scene?: Scene;
  parameters: P;
  rules?: Entry["rules"];
  rate: (step: Tensor, values: Arguments<P>) => Tensor;
}

export function defineSchedule<P extends Parameters>(declaration: Declaration<P>): Schedule {
  return { aliases: [], scene: "price", ...declaration };
}
