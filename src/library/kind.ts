/** The kind of a parameter: which values it takes, what they mean, and how they are said in documentation. */
import type { Span } from "../source.ts";
import type { Tensor } from "../tensor/index.ts";
import type { Entry, WithParameters } from "./entry.ts";
import type { EntryProblem } from "./entry-problem.ts";
import type { Category, Library } from "./library.ts";
import type { Plain, Value } from "./value.ts";

/** What a kind may ask while it reads a value: the library, for the entries that stand as arguments. */
export interface KindContext {
  readonly library: Library;
  /** Told of each name that the library knows: editors show what it means. */
  readonly found?: (span: Span, meaning: FoundName) => void;
  /** Asked for the name that an unknown one is another spelling of (`Adam`): it is reported there, and goes on as what is meant. */
  readonly respell?: (category: Category, name: string, span: Span) => string | undefined;
}

/** What a name turned out to be: an entry, the name of an entry's argument, or a word that an argument takes (`same`). */
export type FoundName =
  | { readonly kind: "entry"; readonly category: Category; readonly entry: Entry }
  | { readonly kind: "argument"; readonly entry: WithParameters; readonly name: string }
  | { readonly kind: "word"; readonly word: string };

/** What a kind may ask while it makes the real thing for `build`. */
export interface RealizeContext {
  readonly library: Library;
  /** The tensor of a value of the flow. */
  readonly tensor: (value: number) => Tensor;
}

/**
 * `T` is what `build` receives. `parse` accepts a value as plain data or says what it expected (never throws);
 * `realize` turns plain data into `T`. `default` absent means that the argument must be given.
 */
export interface Kind<T> {
  /** As people read it: `positive integer`, `activation`, `one of same, valid`. */
  readonly name: string;
  readonly default?: Plain;
  readonly parse: (
    value: Value,
    context: KindContext,
  ) => { readonly plain: Plain } | { readonly problems: readonly EntryProblem[] };
  readonly realize: (plain: Plain, context: RealizeContext) => T;
  /** The words that this kind takes, for completion and "did you mean". */
  readonly words?: readonly string[];
  /** The room of the library whose entries this kind takes. */
  readonly category?: Category;
  /** Whether its values are paths, which have to stay inside the project folder. */
  readonly isPath?: boolean;
  /** Whether its values are names of numbers that a run produces (`val_loss`). */
  readonly isLogName?: boolean;
}

/** The parameters of an entry, in the order in which positional arguments fill them. */
export type Parameters = { readonly [name: string]: Kind<unknown> };

/** What `build` receives: each parameter with the type that its kind makes. */
export type Arguments<P> = { readonly [K in keyof P]: P[K] extends Kind<infer T> ? T : never };
