/** How a message of the compiler is written: all its words in one file, its holes typed. */
import type { Span } from "../source.ts";
import type { Diagnostic, Fix, Related, Severity } from "./diagnostic.ts";

/** The sentences of one report: what was found, what was expected, and one thing to do. */
export interface Words {
  readonly found: string;
  readonly expected?: string;
  readonly help?: string;
  readonly severity?: Severity;
}

/** A message: its code, its title, its words as a function of the holes, and the page that `nnc explain` prints. */
export interface Message<Holes> {
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly words: (holes: Holes) => Words;
  /** Markdown: why this matters, with a small wrong program and its repair. */
  readonly explanation: string;
}

/** Declares a message; the type of its holes is taken from `words`. */
export function defineMessage<Holes>(message: Message<Holes>): Message<Holes> {
  return message;
}

/** Where else to look and what to change; both optional. */
export interface Context {
  readonly related?: readonly Related[];
  readonly fix?: Fix;
}

/** Makes the diagnostic of a message at a place. */
export function report<Holes>(
  message: Message<Holes>,
  span: Span,
  holes: Holes,
  context: Context = {},
): Diagnostic {
  const { found, expected, help, severity } = message.words(holes);
  return {
    code: message.code,
    severity: severity ?? message.severity,
    title: message.title,
    message: expected === undefined ? found : `${found}\n${expected}`,
    span,
    ...(help === undefined ? {} : { help }),
    related: context.related ?? [],
    ...(context.fix === undefined ? {} : { fix: context.fix }),
  };
}
