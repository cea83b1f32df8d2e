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
 * The models of which the same would be said among these statements. A block whose inside has changed matters to those that use
 * it; anything else matters to all.
 */
export function stillValid(
  before: Memory,
  now: Around,
  reads: ReadonlyMap<string, Source | undefined>,
): readonly Known[] {
  if (!sameReads(before.reads, reads) || before.around.models !== now.models) return [];
  if (before.around.statements.length !== now.statements.length) return [];
  const changed = now.statements.flatMap((_, i) => (isSame(before.around, now, i) ? [] : [i]));
  if (!changed.every((i) => isSameBlock(before.around.statements[i], now.statements[i]))) return [];
  return before.models.filter(({ needs }) => changed.every((i) => !needs.has(i)));
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

/** Whether two statements are blocks of one name: for whoever does not use it, nothing else of a block counts. */
function isSameBlock(before: Statement, now: Statement): boolean {
  return (
    before.kind === "Block" &&
    now.kind === "Block" &&
    before.name.kind === "Name" &&
    now.name.kind === "Name" &&
    before.name.text === now.name.text
  );
}
