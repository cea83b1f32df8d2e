/** What may flow into a block: the type that its inputs declare, or the usual ones; the last size as a number, as weights need it. */
import { evaluateDim } from "../../checker/evaluate-dim.ts";
import { dtypes } from "../../checker/read-type.ts";
import {
  type Binding,
  type BlockDeclaration,
  findName,
  innerScope,
  type Scope,
} from "../../checker/scope.ts";
import { inputsOf } from "../../parser/inputs-of.ts";
import type { Expression, TypeExpression } from "../../parser/tree.ts";
import { type Dim, type DType, symbol, type Type } from "../../tensor/index.ts";
import { sizeParameters } from "./given-for.ts";

export interface Guess {
  /** What tells guesses of another rank or dtype from this one. */
  readonly kind: string;
  /** The type of the inputs that declare none. */
  readonly untyped: Shape;
  /** The names of sizes that are numbers. */
  readonly variables: readonly string[];
  /** What the last size of an input is: a number of its own, the same as a parameter, or open. */
  readonly last: Last;
}

type Last =
  | { readonly as: "own" }
  | { readonly as: "parameter"; readonly name: string }
  | { readonly as: "open" };

interface Shape {
  readonly dtype: DType;
  readonly dims: readonly string[];
}

const shapes: readonly Shape[] = [
  { dtype: "f32", dims: ["features"] },
  { dtype: "f32", dims: ["steps", "features"] },
  { dtype: "f32", dims: ["height", "width", "channels"] },
  { dtype: "f32", dims: ["depth", "height", "width", "channels"] },
  { dtype: "i32", dims: ["steps"] },
];

/** The likelier ones first. */
export function guessesFor(block: BlockDeclaration): readonly Guess[] {
  const inputs = inputsOf(block.statement);
  if (inputs.length === 0) return [];
  const parameters = sizeParameters(block);
  const lasts: readonly Last[] = [
    { as: "own" },
    ...parameters.map((name) => ({ as: "parameter" as const, name })),
    { as: "open" },
  ];
  const untyped = inputs.some(({ type }) => type?.dims === undefined) ? shapes : shapes.slice(0, 1);
  return untyped.flatMap((shape) =>
    lasts.map((last) => ({
      kind: `${shape.dtype} ${shape.dims.length}`,
      untyped: shape,
      variables: [...new Set([...parameters, ...(last.as === "own" ? lastNames(block, shape) : [])])],
      last,
    })),
  );
}

/** The names of the last sizes of all inputs that hold real numbers. */
function lastNames({ statement, scope }: BlockDeclaration, shape: Shape): readonly string[] {
  return inputsOf(statement).flatMap(({ type }) => {
    const last = type?.dims === undefined ? undefined : type.dims.items.at(-1);
    if (last === undefined) return shape.dtype === "f32" ? shape.dims.slice(-1) : [];
    return last.kind === "Name" && isFree(last.text, scope) && dtypeOf(type) === "f32" ? [last.text] : [];
  });
}

function isFree(name: string, scope: Scope): boolean {
  return findName(scope, name) === undefined;
}

function dtypeOf(type: TypeExpression | undefined): DType {
  return dtypes.get(type?.name?.text ?? "") ?? "f32";
}

/** The types of a block's inputs, under numbers for the variables. */
export function typesFor(
  { statement, scope }: BlockDeclaration,
  guess: Guess,
  assigned: ReadonlyMap<string, number>,
): readonly Type[] {
  const inner = withNumbers(
    scope,
    statement.parameters.map(({ name }) => name.text),
    assigned,
  );
  return inputsOf(statement).map(({ type }) => {
    const declared = type?.dims?.items;
    const dtype = declared === undefined ? guess.untyped.dtype : dtypeOf(type);
    const names = declared ?? guess.untyped.dims;
    const dims = names.map((dim, i) =>
      dimOf(dim, i === names.length - 1 && dtype === "f32", guess, assigned, inner),
    );
    return { dtype, shape: [symbol("batch"), ...dims] };
  });
}

function dimOf(
  dim: Expression | string,
  isLast: boolean,
  { last }: Guess,
  assigned: ReadonlyMap<string, number>,
  scope: Scope,
): Dim {
  const name =
    typeof dim === "string" ? dim : dim.kind === "Name" && isFree(dim.text, scope) ? dim.text : undefined;
  if (name === undefined) return evaluateDim(dim as Expression, scope) ?? symbol("size");
  const number = isLast ? assigned.get(last.as === "parameter" ? last.name : name) : undefined;
  return number === undefined || last.as === "open" ? symbol(name) : number;
}

/** A scope in which parameters have their numbers, for dims that calculate with them. */
function withNumbers(
  scope: Scope,
  parameters: readonly string[],
  assigned: ReadonlyMap<string, number>,
): Scope {
  const inner = innerScope(scope);
  for (const name of parameters) {
    const number = assigned.get(name);
    const span = { file: scope.file, start: 0, end: 0 };
    const value = number === undefined ? undefined : { kind: "number" as const, number, span };
    const binding: Binding = { kind: "constant", span, value: () => value };
    inner.names.set(name, binding);
  }
  return inner;
}
