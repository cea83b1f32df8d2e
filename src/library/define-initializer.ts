/** How an initializer is written: a function on the host from a shape and our random numbers to initial weights. */
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { RandomSource } from "./random-source.ts";
import type { PlainArguments } from "./value.ts";

/** What an initializer sees: the weight's shape, its fans as Keras counts them, and the stream of this weight. */
export interface InitializerContext {
  readonly shape: readonly number[];
  /** Number of elements of the shape. */
  readonly count: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly random: RandomSource;
}

/** How many dims a weight may have. */
interface Ranks {
  readonly least: number;
  readonly most: number;
}

export interface Initializer extends Entry {
  /** The weights that it can fill; a layer that asks for another one is at fault. */
  readonly ranks: Ranks;
  /** What the name alone says: values that `sample` takes beside the arguments. */
  readonly settings: PlainArguments;
  /** The initial values, row-major, one for each element of the shape. */
  readonly sample: (values: never, context: InitializerContext) => Float32Array;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  /** Any number of dims unless told. */
  ranks?: Ranks;
  sample: (values: Arguments<P>, context: InitializerContext) => Float32Array;
}

/**
 * `sample` is a function of the file's top level that needs nothing but functions of other files and its arguments: generated code
 * carries its text.
 */
export function defineInitializer<P extends Parameters>(declaration: Declaration<P>): Initializer {
  const {
    aliases = [],
    scene = "features",
    ranks = { least: 0, most: Number.POSITIVE_INFINITY },
  } = declaration;
  return { ...declaration, aliases, scene, ranks, settings: {} };
}
