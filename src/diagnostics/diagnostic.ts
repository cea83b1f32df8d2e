/** What the compiler says to a person about a text: one plain record, made by `report`, rendered elsewhere. */
import type { Span } from "../source.ts";

/** error: the model cannot work; warning: it almost surely does not do what its author thinks; hint: the rest. */
export type Severity = "error" | "warning" | "hint";

/** A second place that explains the first: where a dimension was born, the other half of a duplicate. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A replacement of one range of text. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that removes the diagnostic. `safe` ones keep the meaning the author surely had; others are only offered. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

/** One finding. `message` says what was found and what was expected; `help` names one thing to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly span: Span;
  readonly help?: string;
  readonly related: readonly Related[];
  readonly fix?: Fix;
}
