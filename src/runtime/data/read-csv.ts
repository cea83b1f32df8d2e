/**
 * Reads the text of a CSV table row by row through papaparse, and finds what is wrong with it as a table: no header, no
 * rows, unclosed quotes, ragged rows. What the cells mean is somebody else's question.
 */
import Papa from "papaparse";
import { report } from "../../diagnostics/define-message.ts";
import { type CellFault, dataCell } from "../../diagnostics/messages/data-cell.ts";
import type { DataFileFault } from "../../diagnostics/messages/data-file.ts";
import type { Source } from "../../source.ts";
import { cellSpan, rowSpan } from "./cell-span.ts";
import type { FaultList } from "./fault-list.ts";
import { fileFault } from "./file-fault.ts";
import { parseNumber } from "./parse-number.ts";

/** A row of data: its number from 1, the line it begins on, and where that is in the text. */
export interface RowPlace {
  readonly row: number;
  readonly line: number;
  readonly start: number;
}

/** What a reader of rows gets to know: the header first, then each row that has one cell for each name. */
export interface RowVisitor {
  /** False when the header will not do: no row is read then. */
  readonly header: (names: readonly string[]) => boolean;
  readonly row: (cells: readonly string[], place: RowPlace) => void;
}

/** Line ends become `\n` and a byte order mark goes away, so that offsets and lines mean the same to everybody. */
export function normalizeTable({ file, text }: Source): Source {
  return { file, text: text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n") };
}

/** Reads a normalized table; returns its faults as a table. */
export function readCsv(source: Source, faults: FaultList, visitor: RowVisitor): void {
  if (source.text.trim() === "") {
    faults.add(() => fileFault(source, { fault: "empty" }));
    return;
  }
  const strange = strangeSign(source.text);
  if (strange !== undefined) {
    const span = { file: source.file, start: strange.at, end: strange.at + 1 };
    faults.add(() => fileFault(source, { fault: "encoding", found: strange.found }, span));
    return;
  }
  const walk = {
    source,
    faults,
    visitor,
    columns: 0,
    rows: 0,
    reading: false,
    start: 0,
    line: 1,
    blank: undefined as RowPlace | undefined,
  };
  Papa.parse<string[]>(source.text, {
    delimiter: ",",
    newline: "\n",
    step: ({ data, errors, meta }, parser) => {
      const goOn = takeRow(walk, data, errors[0]);
      walk.line += linesBetween(source.text, walk.start, meta.cursor);
      walk.start = meta.cursor;
      if (!goOn) parser.abort();
    },
  });
  if (walk.reading && walk.rows === 0 && faults.count === 0) {
    faults.add(() => fileFault(source, { fault: "no-rows" }));
  }
}

/** A sign that no text has which was read in its own encoding. */
function strangeSign(text: string): { readonly at: number; readonly found: string } | undefined {
  const zero = text.indexOf("\0");
  if (zero !== -1) return { at: zero, found: "it holds zero bytes, as UTF-16 does" };
  const replaced = text.indexOf("\uFFFD");
  return replaced === -1 ? undefined : { at: replaced, found: "it holds bytes of another encoding" };
}

/** "In data.csv, row 17 (line 18), column `width`". */
export function showPlace({ file }: Source, { row, line }: RowPlace, column?: string): string {
  return `In ${file}, row ${row} (line ${line})${column === undefined ? "" : `, column \`${column}\``}`;
}

interface Walk {
  readonly source: Source;
  readonly faults: FaultList;
  readonly visitor: RowVisitor;
  columns: number;
  rows: number;
  /** The header will do. */
  reading: boolean;
  start: number;
  line: number;
  /** An empty line that is a fault only if a row follows it. */
  blank: RowPlace | undefined;
}

function takeRow(walk: Walk, cells: readonly string[], error: Papa.ParseError | undefined): boolean {
  const { source, faults, start, line } = walk;
  if (error !== undefined) {
    const fault = error.code === "InvalidQuotes" ? "text-after-quote" : "open-quote";
    // papaparse points behind the opening quote.
    const at = Math.max((error.index ?? start + 1) - 1, start);
    faults.add(() => fileFault(source, { fault }, { file: source.file, start: at, end: at + 1 }));
    return false;
  }
  if (walk.columns === 0) return takeHeader(walk, cells);
  const place = { row: walk.rows + 1, line, start };
  if (cells.length === 1 && cells[0].trim() === "") {
    walk.blank ??= place;
    return true;
  }
  if (walk.blank !== undefined) lineFault(walk, walk.blank, { fault: "blank-line" });
  walk.blank = undefined;
  walk.rows += 1;
  if (cells.length === walk.columns) walk.visitor.row(cells, place);
  else lineFault(walk, place, { fault: "ragged", cells: cells.length, columns: walk.columns });
  return true;
}

function lineFault({ source, faults }: Walk, place: RowPlace, cell: CellFault): void {
  faults.add(() => report(dataCell, rowSpan(source, place.start), { place: showPlace(source, place), cell }));
}

function takeHeader(walk: Walk, cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim());
  if (names.length === 1 && names[0] === "") return true;
  const { source, faults, start } = walk;
  const found = headerFaults(names);
  for (const { column, problem } of found)
    faults.add(() => fileFault(source, problem, cellSpan(source, start, column)));
  walk.columns = names.length;
  walk.reading = found.length === 0 && walk.visitor.header(names);
  return walk.reading;
}

interface HeaderFault {
  readonly column: number;
  readonly problem: DataFileFault;
}

function headerFaults(names: readonly string[]): readonly HeaderFault[] {
  if (names.length === 1 && /[;\t]/.test(names[0])) {
    return [
      {
        column: 0,
        problem: { fault: "separator", separator: names[0].includes(";") ? "semicolons" : "tabs" },
      },
    ];
  }
  if (names.every((name) => typeof parseNumber(name) === "number"))
    return [{ column: 0, problem: { fault: "numbers-as-header" } }];
  const seen = new Set<string>();
  return names.flatMap((name, column): readonly HeaderFault[] => {
    if (name === "") return [{ column, problem: { fault: "unnamed-column", number: column + 1 } }];
    if (seen.has(name)) return [{ column, problem: { fault: "duplicate-column", name } }];
    seen.add(name);
    return [];
  });
}

function linesBetween(text: string, start: number, end: number): number {
  let lines = 0;
  for (let at = text.indexOf("\n", start); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
