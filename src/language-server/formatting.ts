/**
 * The one formatter in an editor: for a text, a stretch of it, and what was just typed. The edits change only what stands between
 * tokens, each for itself, so that any choice of them gives the same program. A text with syntax errors is left alone.
 */
import type { TextEdit } from "vscode-languageserver-types";
import type { Edit } from "../diagnostics/diagnostic.ts";
import { format } from "../parser/format.ts";
import type { Parsed } from "../parser/parse.ts";
import { parse } from "../parser/parse.ts";
import { pathAt } from "../parser/path-at.ts";
import type { Snapshot } from "./snapshot.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function formatDocument(snapshot: Snapshot): readonly TextEdit[] {
  return layoutEdits(snapshot).map((edit) => shown(edit, snapshot));
}

export function formatRange(snapshot: Snapshot, { start, end }: Stretch): readonly TextEdit[] {
  return layoutEdits(snapshot)
    .filter(({ span }) => start <= span.end && span.start <= end)
    .map((edit) => shown(edit, snapshot));
}

/** After `}` what it closes; after a new line, the line before. */
export function formatOnType(snapshot: Snapshot, offset: number, typed: string): readonly TextEdit[] {
  const stretch = typed === "}" ? closedBy(snapshot, offset) : lineBefore(snapshot, offset);
  return layoutEdits(snapshot)
    .filter(({ span }) => stretch.start <= span.start && span.end <= stretch.end)
    .map((edit) => shown(edit, snapshot));
}

/** The statement whose brace was closed, or nothing where the brace stands in a comment. */
function closedBy({ parsed }: Snapshot, offset: number): Stretch {
  const path = pathAt(parsed().tree, offset - 1);
  const braces = path.findLastIndex(
    ({ kind, end }) => (kind === "Body" || kind === "Settings") && end === offset,
  );
  const { start } = path[braces - 1] ?? { start: offset };
  return { start, end: offset };
}

function lineBefore({ lines, source }: Snapshot, offset: number): Stretch {
  const { line } = lines.positionAt(offset);
  const start = lines.start(Math.max(0, line - 1));
  return { start, end: start + source.text.slice(start, lines.start(line)).trimEnd().length };
}

function shown({ span, text }: Edit, { lines }: Snapshot): TextEdit {
  return { range: lines.rangeOf(span), newText: text };
}

/** What the formatter changes, gap by gap; none where the text has syntax errors or is laid out already. */
export function layoutEdits({ source, parsed }: Pick<Snapshot, "source" | "parsed">): readonly Edit[] {
  const text = format(source);
  if (text === undefined || text === source.text) return [];
  const [before, after] = [piecesOf(parsed()), piecesOf(parse({ ...source, text }))];
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  let [oldEnd, newEnd] = [0, 0];
  // A bracket that becomes another does so together with its partner.
  let between = false;
  const upTo = (start: number, end: number) => {
    const replacement = text.slice(newEnd, end);
    if (source.text.slice(oldEnd, start) !== replacement)
      edits.push({ span: { file: source.file, start: oldEnd, end: start }, text: replacement });
  };
  while (i < before.length && j < after.length) {
    const [old, fresh] = [before[i], after[j]];
    if (old.text === fresh.text) {
      if (!between) {
        upTo(old.start, fresh.start);
        [oldEnd, newEnd] = [old.end, fresh.end];
      }
      i += 1;
      j += 1;
    } else if (isSeparator(old.text)) i += 1;
    else if (isSeparator(fresh.text)) j += 1;
    else {
      between = old.text === "(";
      i += 1;
      j += 1;
    }
  }
  upTo(source.text.length, text.length);
  return edits;
}

/** What the formatter may drop or add; any other difference is one sign in place of another. */
function isSeparator(text: string): boolean {
  return text === ";" || text === ",";
}

interface Piece extends Stretch {
  readonly text: string;
}

/** Tokens and comments as they follow each other. */
function piecesOf({ source, tokens, comments }: Parsed): readonly Piece[] {
  const piece = (start: number, end: number): Piece => ({
    start,
    end,
    text: source.text.slice(start, end).replaceAll("\r\n", "\n").trimEnd(),
  });
  return [
    ...tokens.map(({ startOffset, end }) => piece(startOffset, end)),
    ...comments.map(({ start, end }) => piece(start, end)),
  ].sort((a, b) => a.start - b.start);
}
