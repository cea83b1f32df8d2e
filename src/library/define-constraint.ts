/** How a constraint is written: a projection of a weight after each update. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { Scene } from "./scenes.ts";

export interface Constraint extends Entry {
  /** The projected weight, of the same shape. */
  readonly apply: (weight: Tensor, values: never) => Tensor;
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
  apply: (weight: Tensor, values: Arguments<P>) => Tensor;
}

export function defineConstraint<P extends Parameters>(declaration: Declaration<P>): Constraint {
  return { aliases: [], scene: "features", ...declaration };
}
