/** Findings as people read them, in the terminal's colours; hints only where they are wanted. */
import { type Colours, renderText } from "../diagnostics/render-text.ts";
import type { Findings } from "./program-errors.ts";
import type { Terminal } from "./terminal.ts";

export function printDiagnostics(
  { diagnostics, sources }: Findings,
  { colors }: Terminal,
  write: (text: string) => void,
  { hints }: { readonly hints: boolean },
): void {
  const shown = diagnostics.filter(({ severity }) => hints || severity !== "hint");
  if (shown.length === 0) return;
  const colours: Colours = {
    error: colors.red,
    warning: colors.yellow,
    hint: colors.cyan,
    faint: colors.dim,
    added: colors.green,
    removed: colors.red,
  };
  write(`${renderText(shown, (file) => sources.get(file)?.text, colours)}\n\n`);
}
