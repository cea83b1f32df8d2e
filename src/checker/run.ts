/** What one compile gathers while it goes through the files: diagnostics, and which declarations somebody uses. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { KindContext } from "../library/kind.ts";
import type { Library } from "../library/library.ts";
import type { Plain, Value } from "../library/value.ts";
import type { Comment } from "../parser/comment.ts";
import type { BlockStatement } from "../parser/tree.ts";
import type { Source, Span } from "../source.ts";
import { type CodeIndex, createCodeIndex, noteUse } from "./code-index.ts";
import { createLayerMemory, type LayerMemory } from "./layer-memory.ts";
import { respell } from "./respell.ts";
import type { TornLine } from "./torn-lines.ts";

export interface Run extends KindContext {
  readonly library: Library;
  /** All texts by file name: the given one, imported ones, and what the command line sets. */
  readonly sources: Map<string, Source>;
  /** Files that were read, with their comments. */
  readonly files: { readonly source: Source; readonly comments: readonly Comment[] }[];
  /** Lines that could not be read. */
  readonly torn: TornLine[];
  readonly diagnostics: Diagnostic[];
  /** Adds a diagnostic, unless the same code already stands at the same place: a block is checked at each use. */
  readonly report: (diagnostic: Diagnostic) => void;
  /** Codes and places of the diagnostics. */
  readonly reported: Set<string>;
  /** Places of declarations whose names are used somewhere. */
  readonly used: Set<string>;
  /** What the command line sets, by name. */
  readonly set: ReadonlyMap<string, string>;
  /** All params, by name, with the value that they have. */
  readonly params: Map<string, () => Plain | undefined>;
  /** Blocks whose bodies have been written out somewhere. */
  readonly opened: Set<BlockStatement>;
  /** Constants that have been declared: all are evaluated once, so that unused ones are checked too. */
  readonly pending: (() => unknown)[];
  /** Names of the constants that are being computed, outermost first. */
  readonly evaluating: string[];
  /** Names that nothing declares, with whether a line that could not be read may do so. */
  readonly doubtful: Map<string, boolean>;
  /** What the names in the texts mean. */
  readonly index: CodeIndex;
  /** Whether there is a file of that path from the project folder; undefined where there is no disk to ask. */
  readonly hasFile?: (path: string) => boolean;
  readonly layers: LayerMemory;
  /** How many items a list holds in all, by its list of items. */
  readonly listSizes: WeakMap<readonly Value[], number>;
}

export function createRun(
  library: Library,
  set: ReadonlyMap<string, string> = new Map(),
  hasFile?: Run["hasFile"],
): Run {
  const index = createCodeIndex();
  const diagnostics: Diagnostic[] = [];
  const reported = new Set<string>();
  const report = (diagnostic: Diagnostic) => {
    const key = reportKey(diagnostic);
    if (reported.has(key)) return;
    reported.add(key);
    diagnostics.push(diagnostic);
  };
  const run: Run = {
    library,
    sources: new Map(),
    files: [],
    torn: [],
    diagnostics,
    report,
    reported,
    used: new Set(),
    set,
    params: new Map(),
    opened: new Set(),
    pending: [],
    evaluating: [],
    doubtful: new Map(),
    index,
    found: (span, meaning) => noteUse(index, span, meaning),
    respell: (category, name, span) => respell(run, category, name, span),
    ...(hasFile === undefined ? {} : { hasFile }),
    layers: createLayerMemory(),
    listSizes: new WeakMap(),
  };
  return run;
}

/** Reports with one key are one report. */
export function reportKey({ code, span: { file, start, end } }: Pick<Diagnostic, "code" | "span">): string {
  return `${code} ${start} ${end} ${file}`;
}

/** What a part of the work has added to a run. */
export interface Gained {
  readonly diagnostics: readonly Diagnostic[];
  readonly used: ReadonlySet<string>;
  readonly opened: ReadonlySet<BlockStatement>;
  readonly doubtful: ReadonlyMap<string, boolean>;
}

/** Does a part of the work as if it were the first in its run, and takes out of the run again what it has added. */
export function apart<T>(run: Run, work: () => T): Gained & { readonly result: T } {
  const { diagnostics, reported, used, opened, doubtful, torn } = run;
  const before = { said: diagnostics.length, torn: torn.length, reported: [...reported] };
  const [usedBefore, openedBefore, doubtfulBefore] = [taken(used), taken(opened), [...doubtful]];
  doubtful.clear();
  const result = work();
  const gained = {
    result,
    diagnostics: diagnostics.splice(before.said),
    used: new Set(taken(used)),
    opened: new Set(taken(opened)),
    doubtful: new Map(doubtful),
  };
  torn.splice(before.torn);
  reported.clear();
  for (const key of before.reported) reported.add(key);
  for (const place of usedBefore) used.add(place);
  for (const block of openedBefore) opened.add(block);
  doubtful.clear();
  for (const [name, missing] of doubtfulBefore) doubtful.set(name, missing);
  return gained;
}

/** What a set holds; it is empty afterwards. */
function taken<T>(set: Set<T>): readonly T[] {
  const items = [...set];
  set.clear();
  return items;
}

/** The text under a span, as its author wrote it. */
export function textAt(run: Run, { file, start, end }: Span): string {
  return run.sources.get(file)?.text.slice(start, end) ?? "";
}

/** A place as a key of sets and maps. */
export function placeKey({ file, start }: Span): string {
  return `${start}:${file}`;
}
