/** What stands around the models of a file (blocks, constants, imports), and which models need not care that it has changed. */
import type { LoadedFile } from "../checker/load-files.ts";
import type { Run } from "../checker/run.ts";
import type { Parsed } from "../parser/parse.ts";
import type { Statement } from "../parser/tree.ts";
import type { Source } from "../source.ts";
import { spanOfPlace } from "./moved.ts";
import type { Known, Memory } from "./recheck.ts";
import { sameShifted } from "./same-shifted.ts";

export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface Around {
  readonly statements: readonly Statement[];
  readonly origins: readonly (object | undefined)[];
  /** Of each, its text and what of it could not be read. */
  readonly texts: readonly string[];
  /** The names of the models, which all of them can see. */
  readonly models: string;
}

export function aroundIn({ parsed, scope }: LoadedFile): Around {
  const statements = parsed.tree.statements.filter(({ kind }) => kind !== "Model");
  const { file, text } = parsed.source;
  const origins = originsOf(parsed);
  return {
    statements,
    origins: statements.map((statement) => origins.get(statement)),
    texts: statements.map(
      (statement) => text.slice(statement.start, statement.end) + tornIn(statement, scope.run, file),
    ),
    models: JSON.stringify([...scope.models.keys()]),
  };
}

/** The lines of a statement that could not be read, counted from its beginning. */
export function tornIn({ start, end }: Place, { torn }: Run, file: string): string {
  const own = torn.filter((line) => line.file === file && line.to >= start && line.from <= end);
  return JSON.stringify(
    own.map(({ from, to }) => [Math.max(from, start) - start, Math.min(to, end) - start]),
  );
}

/** The number of the statement in which a place lies. */
export function indexAt(place: string, file: string, statements: readonly Place[]): number | undefined {
  const span = spanOfPlace(place);
  const index = statements.findIndex(({ start, end }) => span.start >= start && span.start < end);
  return span.file === file && index !== -1 ? index : undefined;
}

/**
 * The models of which the same would be said among these statements. A block whose inside has changed, or a constant whose value
 * has, matters to those that use it; anything else matters to all.
 */
export function stillValid(
  before: Memory,
  now: Around,
  reads: ReadonlyMap<string, Source | undefined>,
): readonly Known[] {
  if (!sameReads(before.reads, reads) || before.around.models !== now.models) return [];
  if (before.around.statements.length !== now.statements.length) return [];
  const changed = now.statements.flatMap((_, i) => (isSame(before.around, now, i) ? [] : [i]));
  if (!changed.every((i) => isSameName(before.around.statements[i], now.statements[i]))) return [];
  const touched = withReaders(changed, now);
  if (touched === undefined) return [];
  return before.models.filter(({ needs }) => touched.every((i) => !needs.has(i)));
}

/** Changed statements, and those that come to something else because of them; undefined where that may be everything. */
function withReaders(
  changed: readonly number[],
  { statements, texts }: Around,
): readonly number[] | undefined {
  const touched = [...changed];
  for (const i of touched) {
    const statement = statements[i];
    if (statement.kind !== "Const" || statement.name.kind !== "Name") continue;
    const word = new RegExp(`\\b${statement.name.text}\\b`);
    for (const [reader, text] of texts.entries()) {
      if (touched.includes(reader) || !word.test(text)) continue;
      if (statements[reader].kind !== "Const" && statements[reader].kind !== "Block") return undefined;
      touched.push(reader);
    }
  }
  return touched;
}

function sameReads(before: Memory["reads"], now: Memory["reads"]): boolean {
  return before.size === now.size && [...now].every(([name, source]) => before.get(name) === source);
}

function isSame(before: Around, now: Around, i: number): boolean {
  return before.texts[i] === now.texts[i] && isSameStatement(statementOf(before, i), statementOf(now, i));
}

function statementOf({ statements, origins }: Around, i: number): Original {
  return { statement: statements[i], origin: origins[i] };
}

/** A statement of the file, and what it is wherever it stands. */
interface Original {
  readonly statement: Statement;
  readonly origin: object | undefined;
}

/** Whether two statements are the same but for where they stand. */
export function isSameStatement(before: Original, now: Original): boolean {
  return (
    (before.origin !== undefined && before.origin === now.origin) ||
    sameShifted(before.statement, now.statement)
  );
}

/** The origin of each statement of a file. */
export function originsOf({ tree, origins }: Parsed): ReadonlyMap<Statement, object> {
  return new Map(tree.statements.map((statement, i) => [statement, origins[i]]));
}

/** Whether two statements are blocks or constants of one name: for whoever does not use it, nothing else of them counts. */
function isSameName(before: Statement, now: Statement): boolean {
  return (
    (before.kind === "Block" || before.kind === "Const") &&
    before.kind === now.kind &&
    before.name.kind === "Name" &&
    now.name.kind === "Name" &&
    before.name.text === now.name.text
  );
}
