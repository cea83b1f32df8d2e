/** The statements of a block as they stand once they are written out at a use: arguments, inputs and names put in. */

import { applyEdits } from "../../diagnostics/apply-fixes.ts";
import type { Edit } from "../../diagnostics/diagnostic.ts";
import { freshName } from "../../parser/fresh-name.ts";
import { inputsOf } from "../../parser/inputs-of.ts";
import type { BlockStatement, Statement, Step } from "../../parser/tree.ts";
import type { Span } from "../../source.ts";
import { declarationAt } from "../name-at.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Stretch } from "./change.ts";
import { indentAt, isInside } from "./flows.ts";
import type { BlockUse } from "./inline-block.ts";

/** An argument as it is written; among operators a compound one needs parentheses. */
export interface GivenText {
  readonly text: string;
  readonly isCompound: boolean;
}

export interface Surrounding {
  /** Each parameter's argument. */
  readonly given: ReadonlyMap<string, GivenText>;
  /** The values that enter, in the order of the block's inputs. */
  readonly names: readonly string[];
  /** The steps of the flow behind the use. */
  readonly after: readonly Step[];
}

/** Undefined where the statements cannot stand there. Whether the model stays the same is for the caller to prove. */
export function inlinedBody(use: BlockUse, around: Surrounding, snapshot: Snapshot): string | undefined {
  const { block, blockFile, flow } = use;
  const { statements } = block.body;
  const rest = statements.filter(({ kind }) => kind !== "Input" && kind !== "Output");
  const inputs = inputsOf(block);
  const [first, last] = [rest[0], rest.at(-1)];
  if (first === undefined || last === undefined || inputs.length !== around.names.length) return undefined;
  const end = ending(use, last, around, snapshot);
  if (end === undefined) return undefined;
  const text = snapshot.compiled().sources.get(blockFile)?.text ?? "";
  const stretch = { start: first.start, end: last.end };
  const named = newNames(use, around, end.renamed, snapshot);
  const insert = (at: number, put: string): Edit[] =>
    put === "" ? [] : [{ span: { file: blockFile, start: at, end: at }, text: put }];
  const edits = [
    ...insert(last.start, end.given),
    ...insert(sourceOf(first), startOf(first, use, around, snapshot)),
    ...nameEdits(use, stretch, around, named, snapshot),
    ...statements
      .filter((one) => !rest.includes(one) && isInside(one, stretch))
      .map((one) => ({ span: { file: blockFile, start: one.start, end: one.end }, text: "" })),
  ];
  const indent = `\n${indentAt(snapshot.source.text, flow.start)}`;
  const body = cut(text, stretch, edits).replaceAll(`\n${indentAt(text, first.start)}`, indent);
  if (end.value === undefined) return body + end.behind;
  return `${body}${indent}${end.givenBehind}${named.get(end.value) ?? end.value}${end.behind}`;
}

/** What ends the statements: names in front of the last, its own names in other words; then steps, or one more flow from a value. */
interface Ending {
  readonly given: string;
  readonly renamed: ReadonlyMap<string, string>;
  /** The value that one more flow begins with, or the empty text where that goes on. */
  readonly value?: string;
  readonly givenBehind: string;
  readonly behind: string;
}

const plainEnd: Ending = { given: "", renamed: new Map(), givenBehind: "", behind: "" };

function ending(
  { block, flow }: BlockUse,
  last: Statement,
  { after }: Surrounding,
  { source: { text } }: Snapshot,
): Ending | undefined {
  const given = text.slice(flow.start, flow.source.start);
  const steps = after.map(({ start, end }) => ` -> ${text.slice(start, end)}`).join("");
  const own = last.kind === "Flow" ? last.names.map((name) => name.text) : [];
  const results = outputsOf(block) ?? own;
  if (results.length === 0 && last.kind === "Flow") return { ...plainEnd, given, behind: steps };
  if (results.length === 0) return afterRepeat(given, steps);
  if (after.length > 0)
    return results.length > 1
      ? undefined
      : { ...plainEnd, value: results[0], givenBehind: given, behind: steps };
  if (flow.names.length === results.length)
    return { ...plainEnd, renamed: new Map(results.map((name, i) => [name, flow.names[i].text])) };
  if (flow.names.length > 0 || results.length > 1) return undefined;
  return results[0] === own[0] ? plainEnd : { ...plainEnd, value: results[0] };
}

function afterRepeat(given: string, steps: string): Ending | undefined {
  if (steps === "") return given === "" ? plainEnd : undefined;
  return { ...plainEnd, value: "", givenBehind: given, behind: steps.slice(" -> ".length) };
}

function outputsOf({ body }: BlockStatement): readonly string[] | undefined {
  const output = body.statements.find((one) => one.kind === "Output");
  return output?.names.flatMap((name) => (name.kind === "Name" ? [name.text] : []));
}

/** A first statement that goes on from the block's input begins with the value that enters there. */
function startOf(
  first: Statement,
  { blockFile, flow, step }: BlockUse,
  { names }: Surrounding,
  snapshot: Snapshot,
): string {
  if (first.kind !== "Flow" || step === flow.source || names[0] === "") return "";
  const { source } = first;
  const spoken =
    source.kind === "Name" ? declarationAt(snapshot.compiled(), { ...source, file: blockFile }) : undefined;
  const isValue = source.kind === "Tuple" || spoken?.as === "input" || spoken?.as === "value";
  return isValue ? "" : `${names.length === 1 ? names[0] : `(${names.join(", ")})`} -> `;
}

function sourceOf(statement: Statement): number {
  return statement.kind === "Flow" ? statement.source.start : statement.start;
}

/** What the values of the block are called where they will stand: inputs as what enters, others as before where that is free. */
function newNames(
  { block, blockFile }: BlockUse,
  { names }: Surrounding,
  renamed: ReadonlyMap<string, string>,
  snapshot: Snapshot,
): ReadonlyMap<string, string> {
  const inputs = inputsOf(block);
  const result = new Map(renamed);
  inputs.forEach(({ name }, i) => {
    if (name.kind === "Name") result.set(name.text, names[i]);
  });
  for (const { span, as, name } of snapshot.compiled().index.declarations.get(blockFile)?.values() ?? []) {
    if (!isInside(span, block.body) || as === "parameter" || result.has(name)) continue;
    result.set(name, freshOutside(name, block, blockFile, snapshot, new Set(result.values())));
  }
  return result;
}

/** Parameters become arguments, and the values get their new names. */
function nameEdits(
  { block, blockFile }: BlockUse,
  stretch: Stretch,
  { given }: Surrounding,
  named: ReadonlyMap<string, string>,
  snapshot: Snapshot,
): readonly Edit[] {
  const compiled = snapshot.compiled();
  const { uses, declarations } = compiled.index;
  const source = compiled.sources.get(blockFile)?.text ?? "";
  const places = new Map<number, { readonly span: Span }>([
    ...(declarations.get(blockFile) ?? []),
    ...(uses.get(blockFile) ?? []),
  ]);
  return [...places.values()].flatMap(({ span }) => {
    const declaration = isInside(span, stretch) ? declarationAt(compiled, span) : undefined;
    if (declaration?.span.file !== blockFile || !isInside(declaration.span, block)) return [];
    const { as, name } = declaration;
    const text = as === "parameter" ? written(given.get(name), span, source) : named.get(name);
    return text === undefined || text === name ? [] : [{ span, text }];
  });
}

function written(given: GivenText | undefined, { start, end }: Stretch, source: string): string | undefined {
  const isOperand = /[-+*/%<>.]\s*$/.test(source.slice(0, start)) || /^\s*[-+*/%<>.]/.test(source.slice(end));
  return given?.isCompound === true && isOperand ? `(${given.text})` : given?.text;
}

/** The name itself where only the block uses it. */
function freshOutside(
  name: string,
  block: BlockStatement,
  blockFile: string,
  snapshot: Snapshot,
  taken: ReadonlySet<string>,
): string {
  const { file, text } = snapshot.source;
  const outside = file === blockFile ? text.slice(0, block.start) + text.slice(block.end) : text;
  const isFree = !new RegExp(`\\b${name}\\b`).test(outside) && !taken.has(name);
  return isFree ? name : freshName(name, snapshot.source.text, taken);
}

function cut(text: string, { start, end }: Stretch, edits: readonly Edit[]): string {
  const moved = edits.map(({ span, text: put }) => ({
    span: { ...span, start: span.start - start, end: span.end - start },
    text: put,
  }));
  return applyEdits(text.slice(start, end), moved);
}
