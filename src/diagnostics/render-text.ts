/**
 * A diagnostic for a terminal: its title and place, what is wrong, the lines with carets under the exact stretch,
 * other places that explain it, what to do, and the change as lines with `-` and `+`.
 */

import type { Span } from "../source.ts";
import { applyEdits } from "./apply-fixes.ts";
import type { Diagnostic, Fix, Severity } from "./diagnostic.ts";
import { displayed, displayWidth } from "./display-width.ts";
import { type Lines, linesOf } from "./lines.ts";

/** How parts are coloured; each function puts its escapes around a text. */
export interface Colours extends Record<Severity, (text: string) => string> {
  readonly faint: (text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
}

const same = (text: string) => text;

/** No colours at all. */
const plain: Colours = {
  error: same,
  warning: same,
  hint: same,
  faint: same,
  added: same,
  removed: same,
};

const width = 80;
/** Lines shown of a long stretch or change, at its beginning and at its end. */
const shownLines = 3;
/** Of a longer line only a part is shown. */
const longestLine = 160;

/** Renders diagnostics; `textOf` gives the text of each file that they speak of, if it is known. */
export function renderText(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  colours: Colours = plain,
): string {
  const known = new Map<string, Lines>();
  const lines = (file: string) => {
    const found = known.get(file) ?? linesOf(textOf(file) ?? "");
    known.set(file, found);
    return found;
  };
  return diagnostics.map((diagnostic) => renderOne(diagnostic, lines, textOf, colours)).join("\n\n");
}

function renderOne(
  diagnostic: Diagnostic,
  lines: (file: string) => Lines,
  textOf: (file: string) => string | undefined,
  colours: Colours,
): string {
  const { severity, span, message, related, help, fix } = diagnostic;
  const number = (place: Span) => lines(place.file).position(place.end).line;
  const margin = String(Math.max(...[span, ...related.map((other) => other.span)].map(number))).length;
  const show = (place: Span, colour: (text: string) => string) =>
    snippet(place, lines(place.file), margin, colour, colours);
  const others = related.flatMap((other) => {
    const elsewhere =
      other.span.file === span.file ? "" : ` (${placeOf(other.span, lines(other.span.file))})`;
    return [wrapped(`${other.message}${elsewhere}:`), show(other.span, colours.hint)];
  });
  const parts = [
    header(diagnostic, lines(span.file), colours),
    wrapped(message),
    show(span, colours[severity]),
    ...others,
    ...(help === undefined ? [] : [wrapped(help)]),
    ...(fix === undefined ? [] : [change(fix, textOf, colours)].filter((text) => text !== "")),
  ];
  return parts.join("\n\n");
}

function header({ title, code, severity, span }: Diagnostic, lines: Lines, colours: Colours): string {
  const name = severity === "error" ? title.toUpperCase() : `${severity}: ${title}`.toUpperCase();
  const place = displayed(placeOf(span, lines));
  const dashes = Math.max(3, width - 6 - displayWidth(name) - displayWidth(place) - code.length - 2);
  return colours[severity](`-- ${name} ${"-".repeat(dashes)} ${place} [${code}]`);
}

function placeOf({ file, start }: Span, lines: Lines): string {
  const { line, column } = lines.position(start);
  return `${file}:${line}:${column}`;
}

/** The lines of a stretch with carets under it; a long one shows its beginning and its end. */
function snippet(
  { start, end }: Span,
  lines: Lines,
  margin: number,
  colour: (text: string) => string,
  colours: Colours,
): string {
  const [first, last] = [lines.position(start), lines.position(Math.max(start, end))];
  const rows: string[] = [];
  for (let number = first.line; number <= last.line; number += 1) {
    if (number === first.line + shownLines && last.line > number + shownLines) {
      rows.push(colours.faint(`${" ".repeat(margin)} | …`));
      number = last.line - shownLines + 1;
    }
    const text = lines.line(number);
    const from = number === first.line ? first.column - 1 : text.length - text.trimStart().length;
    const to = number === last.line ? Math.min(last.column - 1, text.length) : text.length;
    const { code, carets } = drawn(text, from, to);
    rows.push(`${colours.faint(`${String(number).padStart(margin)} |`)} ${code}`.trimEnd());
    if (to < from || (to === from && number !== first.line)) continue;
    rows.push(`${colours.faint(`${" ".repeat(margin)} |`)} ${coloured(carets, colour)}`);
  }
  return rows.join("\n");
}

/** A line, or the part of a long one around a stretch, and the carets under that stretch. */
function drawn(line: string, from: number, to: number): { code: string; carets: string } {
  const cut = line.length <= longestLine ? 0 : Math.max(0, from - 40);
  const text = line.slice(cut, cut + longestLine);
  const [left, right] = [cut > 0 ? "…" : "", cut + longestLine < line.length ? "…" : ""];
  const before = left + text.slice(0, from - cut);
  const indent = displayWidth(before);
  const count = Math.max(1, displayWidth(text.slice(from - cut, to - cut), indent));
  return { code: left + displayed(text) + right, carets: `${" ".repeat(indent)}${"^".repeat(count)}` };
}

function coloured(carets: string, colour: (text: string) => string): string {
  const indent = carets.indexOf("^");
  return carets.slice(0, indent) + colour(carets.slice(indent));
}

/** The lines that a fix changes, before and after. */
function change(fix: Fix, textOf: (file: string) => string | undefined, colours: Colours): string {
  const file = fix.edits[0]?.span.file;
  const text = file === undefined ? undefined : textOf(file);
  if (text === undefined || fix.edits.some(({ span }) => span.file !== file)) return "";
  const lines = linesOf(text);
  const start = lines.start(lines.position(Math.min(...fix.edits.map(({ span }) => span.start))).line);
  const last = Math.max(...fix.edits.map(({ span }) => span.end));
  const after = text.indexOf("\n", last);
  const end = after === -1 ? text.length : after;
  const moved = fix.edits.map((edit) => ({
    ...edit,
    span: { ...edit.span, start: edit.span.start - start, end: edit.span.end - start },
  }));
  const old = text.slice(start, end);
  if (old.split("\n").some((line) => line.length > longestLine)) return "";
  const [before, now] = differing(old.split(/\r?\n/), applyEdits(old, moved).split(/\r?\n/));
  return [...marked("-", before, colours.removed), ...marked("+", now, colours.added)].join("\n");
}

/** Without the lines at the end that stay as they are. */
function differing(before: readonly string[], now: readonly string[]): readonly (readonly string[])[] {
  const isSame = before.length > 0 && now.length > 0 && before.at(-1) === now.at(-1);
  return isSame ? differing(before.slice(0, -1), now.slice(0, -1)) : [before, now];
}

function marked(sign: string, lines: readonly string[], colour: (text: string) => string): string[] {
  const shown =
    lines.length > 2 * shownLines ? [...lines.slice(0, shownLines), "…", ...lines.slice(-shownLines)] : lines;
  return shown.map((line) => colour(`${sign} ${displayed(line)}`.trimEnd()));
}

/** Paragraphs of at most the width of a page; a word is never broken. */
function wrapped(text: string): string {
  return text.split("\n").map(wrappedLine).join("\n");
}

function wrappedLine(text: string): string {
  const rows: string[] = [];
  let row = "";
  for (const word of displayed(text).split(" ")) {
    if (row !== "" && displayWidth(row) + 1 + displayWidth(word) > width) {
      rows.push(row);
      row = word;
    } else row = row === "" ? word : `${row} ${word}`;
  }
  return [...rows, row].join("\n");
}
