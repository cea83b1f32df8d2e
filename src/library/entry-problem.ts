/** What is wrong with the arguments of a library entry: data for the checker's messages, one shape for all kinds. */
import type { Span } from "../source.ts";

export type EntryProblem =
  | {
      readonly problem: "unknown-argument";
      readonly span: Span;
      readonly entry: string;
      readonly name: string;
      readonly candidates: readonly string[];
    }
  | {
      readonly problem: "unknown-name";
      readonly span: Span;
      readonly category: string;
      readonly name: string;
      readonly candidates: readonly string[];
    }
  | {
      readonly problem: "duplicate-argument";
      readonly span: Span;
      readonly entry: string;
      readonly name: string;
      readonly first: Span;
    }
  | {
      readonly problem: "missing-argument";
      readonly span: Span;
      readonly entry: string;
      readonly name: string;
      readonly kind: string;
    }
  | {
      readonly problem: "too-many-arguments";
      readonly span: Span;
      readonly entry: string;
      readonly most: number;
    }
  | {
      readonly problem: "wrong-kind";
      readonly span: Span;
      readonly entry?: string;
      readonly name?: string;
      readonly expected: string;
      readonly found: string;
      readonly candidates?: readonly string[];
    }
  /** A rule between arguments: `strides > 1` with `dilation_rate > 1`, `rate >= 1`. */
  | {
      readonly problem: "rule";
      readonly span: Span;
      readonly found: string;
      readonly expected: string;
      readonly help?: string;
    };
