/** How an activation is written: a function over a tensor, and what the checker must know of its outputs. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Kind, Parameters } from "./kind.ts";

/** What values can come out, for the checks of heads against losses (NN2xx). */
export type OutputRange =
  | "real" // any number: linear, gelu, leaky_relu
  | "probability" // each in 0..1 on its own: sigmoid, hard_sigmoid
  | "distribution" // in 0..1, and the last axis sums to 1: softmax, sparsemax
  | "log-probability" // <= 0: log_softmax, log_sigmoid
  | "non-negative" // relu, softplus, exponential
  | "signed-unit"; // -1..1: tanh, softsign

export interface Activation extends Entry {
  /** Of an output with `rank` axes, the batch included: a softmax over another axis than the last shares nothing out there. */
  readonly range: (values: never, rank: number) => OutputRange;
  /** Applying it twice with these arguments is the same as once (relu, linear): NN305. */
  readonly idempotent: (values: never) => boolean;
  readonly apply: (x: Tensor, values: never) => Tensor;
}

/** An activation with its arguments in place, as a layer's `build` receives it. */
export type RealizedActivation = (x: Tensor) => Tensor;

interface Declaration<P extends Parameters> extends Omit<EntryDeclaration<P>, "keras"> {
  keras?: string;
  range: OutputRange | ((values: Arguments<P>, rank: number) => OutputRange);
  idempotent?: boolean | ((values: Arguments<P>) => boolean);
  apply: (x: Tensor, values: Arguments<P>) => Tensor;
}

/** Declares an activation; every activation is a layer under the same name too. */
export function defineActivation<P extends { readonly [name: string]: Kind<unknown> }>(
  declaration: Declaration<P>,
): Activation {
  const {
    aliases = [],
    keras = declaration.name,
    scene = "features",
    range,
    idempotent = false,
  } = declaration;
  return {
    ...declaration,
    aliases,
    keras,
    scene,
    range: typeof range === "function" ? range : () => range,
    idempotent: typeof idempotent === "function" ? idempotent : () => idempotent,
  };
}
