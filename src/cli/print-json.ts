/** The one way in which commands write JSON: one object, then a line break. */
import type { Terminal } from "./terminal.ts";

export function printJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, undefined, 2)}\n`);
}
