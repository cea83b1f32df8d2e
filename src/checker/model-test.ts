/** A `test` of a model, resolved: one example, and what should hold of the outputs that the model gives for it. Plain data. */
import type { BinaryOperator } from "../parser/tree.ts";
import type { Span } from "../source.ts";

export interface ModelTest {
  readonly title: string;
  readonly span: Span;
  /** The example: for each input by name a number, the name of a class, or lists of them. */
  readonly given: { readonly [input: string]: Given };
  readonly expectations: readonly Expectation[];
}

export type Given = number | string | readonly Given[];

/** `text` and `span`: the expectation as the author wrote it. */
export type Expectation = (Comparison | ClassExpectation) & { readonly text: string; readonly span: Span };

/** Numbers compared one by one: it holds where it holds for each. A single number is compared with all of the other side. */
export interface Comparison {
  readonly kind: "comparison";
  readonly operator: BinaryOperator;
  readonly left: Term;
  readonly right: Term;
}

/** The likeliest class of an output is, or is not, the one of this name or number. */
export interface ClassExpectation {
  readonly kind: "class";
  readonly output: string;
  readonly equal: boolean;
  readonly class: string | number;
}

/** What can be calculated once the outputs are known. */
export type Term =
  | { readonly kind: "numbers"; readonly numbers: readonly number[] }
  | { readonly kind: "output"; readonly name: string }
  | {
      readonly kind: "operation";
      readonly operator: BinaryOperator;
      readonly left: Term;
      readonly right: Term;
    }
  | { readonly kind: "function"; readonly name: string; readonly arguments: readonly Term[] };
