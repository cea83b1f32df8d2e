/** How an initializer is written: a function on the host from a shape and our random numbers to initial weights. */
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { RandomSource } from "./random-source.ts";

/** What an initializer sees: the weight's shape, its fans as Keras counts them, and the stream of this weight. */
export interface InitializerContext {
  readonly shape: readonly number[];
  readonly fanIn: number;
  readonly fanOut: number;
  readonly random: RandomSource;
}

export interface Initializer extends Entry {
  /** The initial values, row-major, one for each element of the shape. */
  readonly sample: (values: never, context: InitializerContext) => Float32Array;
}

interface Declaration<P extends Parameters> {
  name: string;
  aliases?: readonly string[];
  keras: string;
  doc: string;
  parameters: P;
  rules?: Entry["rules"];
  sample: (values: Arguments<P>, context: InitializerContext) => Float32Array;
}

export function defineInitializer<P extends Parameters>(declaration: Declaration<P>): Initializer {
  return { ...declaration, aliases: declaration.aliases ?? [] };
}
