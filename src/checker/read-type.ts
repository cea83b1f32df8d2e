/** Reads the type of an input or target: its dtype and shape (the batch first), and what its numbers mean. */
import { messages } from "../diagnostics/messages.ts";
import { suggest } from "../diagnostics/suggest.ts";
import type { Expression, Name, TypeExpression } from "../parser/tree.ts";
import { type Dim, type DType, showShape, symbol, type Type } from "../tensor/index.ts";
import { noteUse } from "./code-index.ts";
import { evaluateNumber } from "./evaluate.ts";
import { evaluateDim } from "./evaluate-dim.ts";
import { mostElements } from "./example-size.ts";
import type { Meaning } from "./model.ts";
import { readClasses } from "./read-classes.ts";
import { type Scope, say, spanOf } from "./scope.ts";

export interface ReadType {
  readonly type: Type;
  readonly meaning: Meaning;
}

/** The dim that stands first in every type of a model. */
const batch = symbol("batch");

/** The names of dtypes: ours, and Keras's. */
export const dtypes: ReadonlyMap<string, DType> = new Map([
  ["f32", "f32"],
  ["float32", "f32"],
  ["float", "f32"],
  ["real", "f32"],
  ["i32", "i32"],
  ["int32", "i32"],
  ["int", "i32"],
  ["bool", "bool"],
]);

/** What people write for numbers of other sizes, and what takes their place. */
const otherDtypes: ReadonlyMap<string, string> = new Map([
  ...["f16", "f64", "float16", "float64", "double", "bfloat16", "number"].map((name): [string, string] => [
    name,
    "f32",
  ]),
  ...["i8", "i16", "i64", "u8", "int8", "int16", "int64", "uint8", "integer", "long"].map(
    (name): [string, string] => [name, "i32"],
  ),
  ["boolean", "bool"],
]);

const typeNames: readonly string[] = [...dtypes.keys(), "class", "onehot", "binary", "multilabel"];

/** Undefined after a report. `role` decides what a type without dims means: a target `real` is one number. */
export function readType(
  { type, within }: { readonly type: TypeExpression; readonly within?: Expression },
  role: "input" | "target",
  scope: Scope,
): ReadType | undefined {
  if (type.start === type.end) return undefined;
  const dims = (type.dims?.items ?? []).map((dim) => evaluateDim(dim, scope));
  const known = dims.filter((dim) => dim !== undefined);
  const read = readNamed(type, role, scope);
  const range = within === undefined ? undefined : readRange(within, scope);
  if (read === undefined || known.length < dims.length) return undefined;
  const own = type.dims === undefined ? read.alone : known;
  const shape = [batch, ...own, ...read.last];
  if (leastSize(shape) > mostElements) return sayTooLarge(shape, type, scope);
  if (range === undefined) return { type: { dtype: read.dtype, shape }, meaning: read.meaning };
  if (read.meaning.kind === "number")
    return { type: { dtype: read.dtype, shape }, meaning: { kind: "number", ...range } };
  say(scope, messages.wrongArgument, spanOf(scope, within ?? type), {
    found: `\`${type.name?.text}\` says already which values there are; it takes no range.`,
    help: "Remove `in …`, or use `real` with it.",
  });
  return undefined;
}

/** `alone`: the dims where the type is written without brackets; `last`: what a type adds behind its dims. */
interface NamedType {
  readonly dtype: DType;
  readonly meaning: Meaning;
  readonly alone: readonly Dim[];
  readonly last: readonly Dim[];
}

function readNamed(type: TypeExpression, role: "input" | "target", scope: Scope): NamedType | undefined {
  const name = type.name?.text ?? "f32";
  const dtype = dtypes.get(name);
  if (type.name !== undefined && typeNames.includes(name))
    noteUse(scope.run.index, spanOf(scope, type.name), { kind: "type", of: "value", name });
  if (dtype !== undefined) {
    if (type.arguments !== undefined) return sayNoArguments(name, type, scope);
    const alone = name === "real" || role === "target" ? [1] : [];
    return { dtype, meaning: { kind: "number" }, alone, last: [] };
  }
  const meaning = readClasses(type, scope);
  if (meaning === undefined) return typeNames.includes(name) ? undefined : sayUnknownType(type.name, scope);
  if (meaning.kind === "class") return { dtype: "i32", meaning, alone: [], last: [] };
  if (meaning.kind === "binary") return { dtype: "f32", meaning, alone: [1], last: [] };
  return { dtype: "f32", meaning, alone: [], last: "count" in meaning ? [meaning.count] : [] };
}

/** `low..high`, both numbers. */
export function readRange(within: Expression, scope: Scope): { low: number; high: number } | undefined {
  const span = spanOf(scope, within);
  if (within.kind !== "Binary" || within.operator !== "..") {
    if (within.kind !== "Missing")
      say(scope, messages.wrongArgument, span, {
        found: "This is no range.",
        expected: "I expected `low..high`, such as `0..1`.",
      });
    return undefined;
  }
  const [low, high] = [evaluateNumber(within.left, scope), evaluateNumber(within.right, scope)];
  if (low === undefined || high === undefined) return undefined;
  if (low <= high) return { low, high };
  say(scope, messages.wrongArgument, span, {
    found: `The range ${low}..${high} holds nothing.`,
    help: `Write ${high}..${low}.`,
  });
  return undefined;
}

/** How many numbers there are at least: each named size may be 1. */
function leastSize(shape: readonly Dim[]): number {
  return shape.reduce<number>((product, dim) => (typeof dim === "number" ? product * dim : product), 1);
}

function sayTooLarge(shape: readonly Dim[], type: TypeExpression, scope: Scope): undefined {
  say(scope, messages.tooLarge, spanOf(scope, type), {
    found: `A single example of ${showShape(shape.slice(1))} would hold at least ${leastSize(shape).toLocaleString("en")} numbers.`,
    expected: `A tensor holds at most ${mostElements.toLocaleString("en")}.`,
    help: "Make it smaller, or cut it into parts and take each as an example.",
  });
}

function sayNoArguments(name: string, type: TypeExpression, scope: Scope): undefined {
  const found = `\`${name}\` takes no arguments.`;
  say(scope, messages.wrongArgument, spanOf(scope, type.arguments ?? type), {
    found,
    help: `Sizes stand in brackets: \`${name}[3]\`.`,
  });
}

function sayUnknownType(name: Name | undefined, scope: Scope): undefined {
  if (name === undefined) return;
  const span = spanOf(scope, name);
  const suggestion = otherDtypes.get(name.text) ?? suggest(name.text, typeNames);
  const fix =
    suggestion === undefined
      ? undefined
      : { title: `Write ${suggestion}`, safe: false, edits: [{ span, text: suggestion }] };
  say(
    scope,
    messages.unknownName,
    span,
    { what: "type", name: name.text, suggestion, known: typeNames },
    { fix },
  );
}
