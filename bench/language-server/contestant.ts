/** A language's editor support in this process, ours or another's, as the measure drives it. */
import type { Position, Range } from "vscode-languageserver-types";

export interface Change {
  readonly range: Range;
  readonly text: string;
}

export interface Contestant {
  readonly name: string;
  /** Of each kind, for one that takes seconds: the text is opened anew before each round. */
  readonly mostEdits?: number;
  readonly open: (text: string) => Promise<void> | void;
  /** Takes a change and gives what is then wrong: how many findings there are. */
  readonly change: (change: Change) => Promise<number> | number;
  /** How many things are offered at a place. */
  readonly complete: (position: Position) => Promise<number> | number;
}
