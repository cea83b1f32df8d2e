/** How a command of `nnc` is declared: one object, from which help, documentation and the reading of flags come. */
import type { Terminal } from "./terminal.ts";

/** A flag. Without `value` it is a switch; `many` may be given several times. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What stands after the flag in help: `FILE`, `N`. */
  readonly value?: string;
  readonly many?: true;
  readonly doc: string;
}

/** What was typed after the command's name. */
export interface Invocation {
  readonly operands: readonly string[];
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly terminal: Terminal;
}

/** Exit codes: 0 fine, 1 the program or its data has errors, 2 wrong usage, 130 interrupted. */
export type ExitCode = 0 | 1 | 2 | 130;

export interface Command {
  readonly name: string;
  /** What stands after the name in help: `FILE…`. */
  readonly operands: { readonly synopsis: string; readonly least: number; readonly most: number };
  readonly doc: string;
  readonly flags: readonly Flag[];
  readonly examples: readonly string[];
  /** Heavy rooms (TensorFlow.js, ts-morph) are imported in here, never at the top of a command's file. */
  readonly run: (invocation: Invocation) => Promise<ExitCode>;
}

/** `--json`, which every command has: one machine-readable object on standard output and nothing else there. */
export const jsonFlag: Flag = {
  name: "json",
  doc: "print one machine-readable object on standard output, and nothing else there",
};

export const hintsFlag: Flag = { name: "hints", doc: "show hints too" };
