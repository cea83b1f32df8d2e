/**
 * One version of one text, with what is known about it: parsed and compiled when first asked for, and again only when a file
 * that it imports has changed. Features read a snapshot and nothing else.
 */
import { type Compiled, compile } from "../compile.ts";
import type { Parsed } from "../parser/parse.ts";
import type { Source } from "../source.ts";
import { type LineTable, lineTable } from "./line-table.ts";
import type { Findings, Recheck } from "./recheck.ts";

export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly source: Source;
  readonly lines: LineTable;
  readonly surroundings: Surroundings;
  readonly parsed: () => Parsed;
  readonly compiled: () => Compiled;
  /** The findings of `compiled`, sooner where an earlier version of the text is known. */
  readonly findings: () => Findings;
  /** What is known of the model around an offset; all else of the text may be left out. */
  readonly compiledAround: (offset: number) => Compiled;
}

/** What a snapshot knows of the world around it. Files are named by their paths from the project folder. */
export interface Surroundings {
  /** The text of a file as it is now, unsaved changes included: the same object until it changes. */
  readonly read: (file: string) => Source | undefined;
  /** Parses a text once, however often it is asked for. */
  readonly parse: (source: Source) => Parsed;
  readonly uriOf: (file: string) => string;
  /** The snapshot of a file that is open or on disk. */
  readonly snapshotOf: (file: string) => Snapshot | undefined;
  /** Every program of the project, open or on disk. */
  readonly programs: () => readonly Snapshot[];
  /** The columns that the header of a data file names. */
  readonly columnsOf: (file: string) => readonly string[] | undefined;
  /** Checks the next version of a file with what is known of the one before. */
  readonly recheck: (file: string) => Recheck;
  /** The names of files below a folder, for completion of paths. */
  readonly filesIn: (folder: string) => readonly string[];
}

export function createSnapshot(
  uri: string,
  version: number,
  source: Source,
  surroundings: Surroundings,
): Snapshot {
  let lines: LineTable | undefined;
  let known:
    | { readonly compiled: Compiled; readonly reads: ReadonlyMap<string, Source | undefined> }
    | undefined;
  const compiled = () => {
    if (known === undefined || !isCurrent(known.reads, surroundings))
      known = compileNow(source, surroundings);
    return known.compiled;
  };
  const parts = new Map<string, Compiled>();
  let found:
    | { readonly findings: Findings; readonly reads: ReadonlyMap<string, Source | undefined> }
    | undefined;
  const parsed = () => surroundings.parse(source);
  return {
    uri,
    version,
    source,
    surroundings,
    get lines() {
      lines ??= lineTable(source.text);
      return lines;
    },
    parsed,
    compiled,
    findings: () => {
      if (known !== undefined || modelNames(parsed()).length < 2) return compiled();
      if (found === undefined || !isCurrent(found.reads, surroundings)) {
        const { reads, read } = noting(surroundings);
        const findings = surroundings.recheck(source.file)(source, { read, parse: surroundings.parse });
        found = { findings, reads };
      }
      return found.findings;
    },
    compiledAround: (offset) => {
      const model =
        known === undefined && modelNames(parsed()).length > 1 ? modelFor(parsed(), offset) : undefined;
      if (model === undefined) return compiled();
      const part =
        parts.get(model) ??
        compile(source, { readImport: surroundings.read, parse: surroundings.parse, model });
      if (!imports(parsed())) parts.set(model, part);
      return part;
    },
  };
}

function compileNow(source: Source, surroundings: Surroundings) {
  const { reads, read } = noting(surroundings);
  return { compiled: compile(source, { readImport: read, parse: surroundings.parse }), reads };
}

/** Reads, and writes down what was read. */
function noting(surroundings: Surroundings) {
  const reads = new Map<string, Source | undefined>();
  const read = (file: string) => {
    const imported = surroundings.read(file);
    reads.set(file, imported);
    return imported;
  };
  return { reads, read };
}

/** Whether every file that was imported still has the text that was read. */
function isCurrent(reads: ReadonlyMap<string, Source | undefined>, { read }: Surroundings): boolean {
  for (const [file, source] of reads) if (read(file) !== source) return false;
  return true;
}

function modelNames({ tree }: Parsed): readonly string[] {
  return tree.statements.flatMap((statement) =>
    statement.kind === "Model" && statement.name.kind === "Name" ? [statement.name.text] : [],
  );
}

function imports({ tree }: Parsed): boolean {
  return tree.statements.some(({ kind }) => kind === "Import");
}

/** The model around an offset; around a block, the first that speaks of it. Undefined where all of them matter. */
function modelFor({ tree, source: { text } }: Parsed, offset: number): string | undefined {
  const around = tree.statements.findLast(({ start }) => start <= offset);
  if (around?.kind !== "Model" && around?.kind !== "Block") return undefined;
  if (around.name.kind !== "Name") return undefined;
  if (around.kind === "Model") return around.name.text;
  const word = new RegExp(`\\b${around.name.text}\\b`);
  const user = tree.statements.find(
    (one) => one.kind === "Model" && word.test(text.slice(one.start, one.end)),
  );
  return user?.kind === "Model" && user.name.kind === "Name" ? user.name.text : undefined;
}
