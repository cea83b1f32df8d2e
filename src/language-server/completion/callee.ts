/** Who is called, and with which parameters: an entry of the library, or a block of the file. */

import { functions } from "../../checker/numbers.ts";
import { readParameterType } from "../../checker/parameter-types.ts";
import { createRun } from "../../checker/run.ts";
import { fileScope, findBlock, findLayer, type Scope } from "../../checker/scope.ts";
import type { Entry } from "../../library/entry.ts";
import type { Kind } from "../../library/kind.ts";
import type { Category } from "../../library/library.ts";
import { printPlain } from "../../library/print-plain.ts";
import type { BlockStatement, TypeExpression } from "../../parser/tree.ts";
import type { AsArgument, Callee } from "./context.ts";
import { positionOf } from "./context-of.ts";

export interface CalledParameter {
  readonly name: string;
  readonly kind: Kind<unknown>;
  readonly needed: boolean;
  /** What it is without being given, as text. */
  readonly otherwise?: string;
}

export interface Called {
  readonly name: string;
  readonly parameters: readonly CalledParameter[];
  /** Whether it takes the arguments that every layer and block takes. */
  readonly isStep: boolean;
  readonly entry?: { readonly category: Category; readonly entry: Entry };
  readonly block?: { readonly statement: BlockStatement; readonly file: string };
}

export function calledBy({ call, as }: Callee, scope: Scope): Called | undefined {
  const { library } = scope.run;
  const name = call.name.text;
  if (typeof as === "object" && "type" in as) {
    const { category } = kindOfType(as.type, scope);
    return category === undefined ? undefined : ofLibrary(category, name, scope);
  }
  if (typeof as === "object") {
    const category = kindOfArgument(as, scope)?.category;
    return category === undefined ? undefined : ofLibrary(category, name, scope);
  }
  if (as === "function") return functions.has(name) ? undefined : ofAnyCategory(name, scope);
  if (as === "preparation") return ofLibrary("layers", name, scope);
  if (as === "losses" && library.losses.find(name) === undefined) return blockNamed(name, scope);
  if (as !== "step") return ofLibrary(as, name, scope);
  if (findLayer(scope, name) !== undefined) return undefined;
  const block = blockNamed(name, scope);
  if (block !== undefined) return block;
  return library.layers.find(name) === undefined
    ? ofLibrary("activations", name, scope)
    : ofLibrary("layers", name, scope);
}

/** Of a constant without a type, which may stand for anything of the library. */
function ofAnyCategory(name: string, scope: Scope): Called | undefined {
  const category = mayBeConstant.find((one) => scope.run.library[one].find(name) !== undefined);
  return category === undefined ? undefined : ofLibrary(category, name, scope);
}

/** Layers come last: their names are those of activations, too. */
export const mayBeConstant: readonly Category[] = [
  "activations",
  "initializers",
  "regularizers",
  "constraints",
  "schedules",
  "layers",
];

function blockNamed(name: string, scope: Scope): Called | undefined {
  const block = findBlock(scope, name);
  return block === undefined ? undefined : ofBlock(name, block.statement, block.scope.file, scope);
}

function ofLibrary(category: Category, name: string, { run: { library } }: Scope): Called | undefined {
  const entry =
    library[category].find(name) ?? (category === "layers" ? library.activations.find(name) : undefined);
  if (entry === undefined) return undefined;
  const parameters = Object.entries(entry.parameters).map(([parameter, kind]) => ({
    name: parameter,
    kind,
    needed: kind.default === undefined,
    ...(kind.default === undefined ? {} : { otherwise: printPlain(kind.default) }),
  }));
  return { name: entry.name, parameters, isStep: category === "layers", entry: { category, entry } };
}

function ofBlock(name: string, statement: BlockStatement, file: string, scope: Scope): Called {
  const text = scope.run.index.files.get(file)?.parsed.source.text;
  const parameters = statement.parameters.map((parameter) => {
    const { name, type, value } = parameter;
    const otherwise = value === undefined ? undefined : text?.slice(value.start, value.end);
    return {
      name: name.text,
      kind: kindOfType(type, scope),
      needed: value === undefined,
      ...(otherwise === undefined ? {} : { otherwise }),
    };
  });
  return { name, parameters, isStep: true, block: { statement, file } };
}

/** What a constant or parameter of a type takes; mistakes in the type are reported elsewhere. */
export function kindOfType(type: TypeExpression | undefined, { run, file }: Scope): Kind<unknown> {
  return readParameterType(type, fileScope(createRun(run.library), file));
}

/** The kind of the argument that a call stands as. */
function kindOfArgument({ callee, argument }: AsArgument, scope: Scope): Kind<unknown> | undefined {
  const outer = calledBy(callee, scope);
  const { name } = argument;
  const position = positionOf(argument, callee.call);
  return outer?.parameters.find((parameter, i) =>
    name === undefined ? i === position : parameter.name === name.text,
  )?.kind;
}
