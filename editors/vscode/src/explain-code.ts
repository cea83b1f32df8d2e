/** The code of a problem is a link into a page of explanations, which the editor opens as text: so it goes to a line, not to a heading. */
import { existsSync, readFileSync } from "node:fs";
import type { Diagnostic } from "vscode";

/** By path: the page that comes along, or that of the `nnc` of the settings. */
const pages = new Map<string, readonly string[]>();

export function explainCode(diagnostic: Diagnostic): Diagnostic {
  const { code } = diagnostic;
  if (typeof code !== "object" || code.target.scheme !== "file") return diagnostic;
  const line = linesOf(code.target.fsPath).indexOf(`## ${code.value}`);
  if (line !== -1) diagnostic.code = { ...code, target: code.target.with({ fragment: `L${line + 1}` }) };
  return diagnostic;
}

function linesOf(page: string): readonly string[] {
  const known = pages.get(page);
  if (known !== undefined) return known;
  const lines = existsSync(page) ? readFileSync(page, "utf8").split(/\r?\n/) : [];
  pages.set(page, lines);
  return lines;
}
