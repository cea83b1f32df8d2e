/** Answers drawn into their texts, so that a golden is read like the editor's window. */
import type { Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import { lineTable } from "../../src/language-server/line-table.ts";
import type { Session } from "../../src/language-server/session.ts";
import { folder } from "./open-text.ts";

/** The text with `⟦…⟧` around each range, and a word in front of those that have one. */
export function withRanges(
  text: string,
  ranges: readonly { readonly range: Range; readonly word?: string }[],
): string {
  const { offsetAt } = lineTable(text);
  const marks = ranges.flatMap(({ range, word = "" }) => {
    const [start, end] = [offsetAt(range.start), offsetAt(range.end)];
    return [
      { at: start, order: -end, mark: `⟦${word}` },
      { at: end, order: -Number.MAX_SAFE_INTEGER + (text.length - start), mark: "⟧" },
    ];
  });
  return marks
    .sort((a, b) => b.at - a.at || b.order - a.order)
    .reduce((drawn, { at, mark }) => drawn.slice(0, at) + mark + drawn.slice(at), text);
}

export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const { offsetAt } = lineTable(text);
  return edits
    .map(({ range, newText }) => ({ start: offsetAt(range.start), end: offsetAt(range.end), newText }))
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce(
      (changed, { start, end, newText }) => changed.slice(0, start) + newText + changed.slice(end),
      text,
    );
}

/** Each text after a change, by its name in the project. */
export function changed(
  session: Session,
  { changes = {} }: WorkspaceEdit,
): { readonly [file: string]: string } {
  return Object.fromEntries(
    Object.entries(changes).map(([uri, edits]) => [
      uri.slice(folder.length + 1),
      withEdits(session.snapshot(uri)?.source.text ?? "", edits),
    ]),
  );
}

/** Several texts as one golden, each below its name. */
export function listed(files: { readonly [file: string]: string }): string {
  return Object.entries(files)
    .map(([file, text]) => `// ${file}\n${text}`)
    .join("\n");
}
