/** What all things of the library have in common; checker, documentation and completion read no more than this. */

import type { Span } from "../source.ts";
import type { EntryProblem } from "./entry-problem.ts";
import type { Parameters } from "./kind.ts";
import type { Scene } from "./scenes.ts";
import type { PlainArguments } from "./value.ts";

export interface Entry {
  /** Keras 3's name in snake_case. */
  readonly name: string;
  readonly aliases: readonly string[];
  /** Keras 3's class name, for summaries: `Conv2D`. */
  readonly keras: string;
  /** One sentence, then (where needed) the formula with its source. Markdown. */
  readonly doc: string;
  /** A short piece of `.nn` that uses it: layers, or one setting. */
  readonly example: string;
  /** The model in which the example stands. */
  readonly scene: Scene;
  readonly parameters: Parameters;
  /** Rules between arguments, checked once all are read. */
  readonly rules?: (values: PlainArguments, at: (parameter: string) => Span) => readonly EntryProblem[];
}

/** What every declaration of an entry says, whatever its kind; `P` are its own parameters, from which the types of values follow. */
export interface EntryDeclaration<P extends Parameters>
  extends Omit<Entry, "aliases" | "scene" | "parameters"> {
  readonly aliases?: readonly string[];
  readonly scene?: Scene;
  readonly parameters: P;
}

/** What has arguments: an entry of the library, or a block of a file. */
export type WithParameters = Pick<Entry, "name" | "parameters" | "rules">;
