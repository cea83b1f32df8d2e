/** What the checker knows at a cursor: the names that are visible, and the values that a bare layer would continue from. */
import type { Draft, TracedStatement } from "../../checker/draft.ts";
import { createRun } from "../../checker/run.ts";
import { type FlowValue, fileScope, type Scope } from "../../checker/scope.ts";
import type { Compiled } from "../../compile.ts";
import { library } from "../../library/index.ts";
import type { BlockStatement, Body, File } from "../../parser/tree.ts";
import { blockAround, imaginedAround } from "../imagined/imagined-around.ts";
import type { Imagined } from "../imagined/imagined-uses.ts";
import type { Snapshot } from "../snapshot.ts";
import { stepsIn } from "../traced-steps.ts";
import type { CursorPath } from "./cursor-path.ts";

export interface Here {
  /** The part of the text that matters here, compiled. */
  readonly compiled: Compiled;
  readonly scope: Scope;
  /** The model or block whose values the scope speaks of. */
  readonly draft?: Draft;
  readonly current: readonly FlowValue[] | undefined;
  /** Where nobody uses the block around: the use that its text lets one imagine, which `draft` and `scope` are of. */
  readonly imagined?: Imagined;
}

interface Met {
  readonly draft: Draft;
  readonly statement: TracedStatement;
}

/** From the innermost body outwards: what held behind the last whole statement before the cursor. */
export function hereAt(snapshot: Snapshot, cursor: CursorPath): Here {
  const compiled = snapshot.compiledAround(cursor.word.start);
  const here = hereIn(compiled, statementsIn(compiled, snapshot.source.file), snapshot, cursor);
  if (isKnown(here.current)) return here;
  return imaginedHere(here, snapshot, cursor) ?? here;
}

/** The same among the statements of the one use of a block that can be imagined. Its numbers are nobody's: they are not shown. */
function imaginedHere({ compiled }: Here, snapshot: Snapshot, cursor: CursorPath): Here | undefined {
  const { file } = snapshot.source;
  const { start } = cursor.word;
  const steps = stepsIn(compiled, file);
  const [imagined, ...others] = imaginedAround(snapshot, start, compiled, steps);
  const block = blockAround(snapshot, start);
  if (imagined === undefined || others.length > 0 || block === undefined) return undefined;
  const here = hereIn(compiled, gather([imagined.tries[0].draft], file), snapshot, cursor);
  return { ...here, scope: withoutNumbers(here.scope, block), imagined };
}

/** A scope in which the parameters of a block that have no default have no value. */
function withoutNumbers(scope: Scope, block: BlockStatement): Scope {
  const open = new Set(
    block.parameters.filter(({ value }) => value === undefined).map(({ name }) => name.text),
  );
  const names = new Map(
    [...scope.names].map(([name, binding]) => [
      name,
      binding.kind === "constant" && open.has(name) && binding.value()?.kind !== "name"
        ? { ...binding, value: () => undefined }
        : binding,
    ]),
  );
  const { parent } = scope;
  return parent === undefined ? scope : { ...scope, names, parent: withoutNumbers(parent, block) };
}

function hereIn(
  compiled: Compiled,
  met: ReadonlyMap<number, Met>,
  snapshot: Snapshot,
  { path, word }: CursorPath,
): Here {
  let scope: Pick<Here, "scope" | "draft"> | undefined;
  for (const body of path.filter(isBody).toReversed()) {
    const before = body.statements.findLast(({ end }) => end <= word.start);
    const near = before ?? body.statements.find(({ end }) => end >= word.start);
    const isBehind = near !== before && near !== undefined && near.start > word.start;
    const shift = isBehind ? -lengthened(snapshot, path, word) : 0;
    const found = near === undefined ? undefined : met.get(near.start + shift);
    if (found !== undefined) scope ??= { scope: found.statement.scope, draft: found.draft };
    if (before !== undefined)
      return { compiled, ...(scope ?? fileOf(compiled, snapshot)), current: found?.statement.after };
  }
  return { compiled, ...(scope ?? fileOf(compiled, snapshot)), current: undefined };
}

/** By how much the stand-in is longer than the word that it stands for: statements behind it are shifted. */
function lengthened({ source }: Snapshot, path: CursorPath["path"], word: CursorPath["word"]): number {
  const last = path.at(-1);
  return last === undefined || source.text === "" ? 0 : last.end - last.start - (word.end - word.start);
}

function isBody(node: CursorPath["path"][number]): node is Body | File {
  return node.kind === "Body" || node.kind === "File";
}

function fileOf({ index }: Compiled, { source }: Snapshot): Pick<Here, "scope"> {
  const file = index.files.get(source.file);
  return { scope: file?.scope ?? fileScope(createRun(library), source.file) };
}

const known = new WeakMap<Compiled, Map<string, ReadonlyMap<number, Met>>>();

/** By where they start: each statement as it was met where most was known of it. */
function statementsIn(compiled: Compiled, file: string): ReadonlyMap<number, Met> {
  const files = known.get(compiled) ?? new Map<string, ReadonlyMap<number, Met>>();
  known.set(compiled, files);
  const statements = files.get(file) ?? gather(compiled.index.drafts, file);
  files.set(file, statements);
  return statements;
}

function gather(drafts: readonly Draft[], file: string): ReadonlyMap<number, Met> {
  const found = new Map<number, Met>();
  for (const draft of drafts)
    for (const statement of draft.statements) {
      const { span, after } = statement;
      const before = found.get(span.start);
      const better = before === undefined || (!isKnown(before.statement.after) && isKnown(after));
      if (span.file === file && better) found.set(span.start, { draft, statement });
    }
  return found;
}

function isKnown(values: readonly FlowValue[] | undefined): boolean {
  return values?.every((value) => value !== undefined) ?? false;
}
