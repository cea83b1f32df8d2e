/**
 * One version of one text, with what is known about it: parsed and compiled when first asked for, and again only when a file
 * that it imports has changed. Features read a snapshot and nothing else.
 */
import { type Compiled, compile } from "../compile.ts";
import type { Parsed } from "../parser/parse.ts";
import type { Source } from "../source.ts";
import { type LineTable, lineTable } from "./line-table.ts";

export interface Snapshot {
  readonly uri: string;
  readonly version: number;
  readonly source: Source;
  readonly lines: LineTable;
  readonly surroundings: Surroundings;
  readonly parsed: () => Parsed;
  readonly compiled: () => Compiled;
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
  return {
    uri,
    version,
    source,
    surroundings,
    get lines() {
      lines ??= lineTable(source.text);
      return lines;
    },
    parsed: () => surroundings.parse(source),
    compiled,
  };
}

function compileNow(source: Source, { read, parse }: Surroundings) {
  const reads = new Map<string, Source | undefined>();
  const readImport = (file: string) => {
    const imported = read(file);
    reads.set(file, imported);
    return imported;
  };
  return { compiled: compile(source, { readImport, parse }), reads };
}

/** Whether every file that was imported still has the text that was read. */
function isCurrent(reads: ReadonlyMap<string, Source | undefined>, { read }: Surroundings): boolean {
  for (const [file, source] of reads) if (read(file) !== source) return false;
  return true;
}
