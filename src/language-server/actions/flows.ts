/** What refactorings ask of the text around a selection: the body, its statements, and where a flow begins. */
import type { Declaration, DeclaredAs } from "../../checker/code-index.ts";
import { pathAt } from "../../parser/path-at.ts";
import type {
  BlockStatement,
  Body,
  Expression,
  Flow,
  ModelStatement,
  Statement,
  Step,
} from "../../parser/tree.ts";
import { declarationAt } from "../name-at.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Stretch } from "./change.ts";

/** The innermost body around a selection, with the model or block that it belongs to. */
export interface Home {
  readonly body: Body;
  readonly owner: ModelStatement | BlockStatement;
}

export function homeOf({ parsed }: Snapshot, { start, end }: Stretch): Home | undefined {
  const around = pathAt(parsed().tree, start).filter((node) => node.start <= start && end <= node.end);
  const owner = around.find((node) => node.kind === "Model" || node.kind === "Block");
  const body = around.findLast((node) => node.kind === "Body");
  return owner === undefined || body === undefined ? undefined : { owner, body };
}

/** The statements that a selection touches; that before the cursor where nothing is selected. */
export function touched({ statements }: Body, { start, end }: Stretch): readonly Statement[] {
  return statements.filter((statement) => statement.start <= end && start <= statement.end);
}

/** The layers of a flow: its steps, and its source where that is a layer too. */
export function layersOf(flow: Flow, snapshot: Snapshot): readonly (Expression | Step)[] {
  return startsFromValue(flow, snapshot) ? flow.steps : [flow.source, ...flow.steps];
}

/** Whether a flow begins with values that have names, instead of going on from the value before it. */
export function startsFromValue({ source }: Flow, snapshot: Snapshot): boolean {
  if (source.kind === "Call") return false;
  if (source.kind !== "Name") return true;
  const as = declaredAt(source, snapshot)?.as;
  return as === "input" || as === "value";
}

function declaredAt({ start, end }: Stretch, { source, compiled }: Snapshot): Declaration | undefined {
  return declarationAt(compiled(), { file: source.file, start, end });
}

/** The things declared elsewhere that a stretch speaks of, each once, in the order of their first use. */
export function spokenOf(stretch: Stretch, snapshot: Snapshot): readonly Declaration[] {
  const { file } = snapshot.source;
  const compiled = snapshot.compiled();
  const uses = [...(compiled.index.uses.get(file)?.values() ?? [])]
    .filter(({ span }) => isInside(span, stretch))
    .sort((a, b) => a.span.start - b.span.start);
  const found = uses.flatMap(({ span }) => declarationAt(compiled, span) ?? []);
  return [...new Set(found)].filter(({ span }) => span.file !== file || !isInside(span, stretch));
}

export function isInside(inner: Stretch, outer: Stretch): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function isOneOf({ as }: Declaration, kinds: readonly DeclaredAs[]): boolean {
  return kinds.includes(as);
}

/** The spaces that the line of an offset begins with. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf("\n", offset - 1) + 1))?.[0] ?? "";
}

/** Whether nothing but spaces stands before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset).trim() === "";
}

/** Where a statement begins with the comments on the lines right above it. */
export function startWithComments(text: string, offset: number): number {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^\s*\/\//.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
