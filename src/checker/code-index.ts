/**
 * What the names of the texts mean, written down while the checker resolves them: what an editor asks for. A block is checked
 * at each of its uses, so one name may have several bindings; it has one meaning.
 */
import type { FoundName } from "../library/kind.ts";
import type { Span } from "../source.ts";
import type { Draft } from "./draft.ts";
import type { LoadedFile } from "./load-files.ts";
import type { Binding, Scope } from "./scope.ts";
import type { Form } from "./setting-docs.ts";

/** What a person can give a name to. */
export type DeclaredAs =
  | "model"
  | "block"
  | "parameter"
  | "layer"
  | "value"
  | "input"
  | "target"
  | "constant"
  | "param"
  | "dim"
  | "name";

/** A name where it is given. `bindings` are the meanings that it got, one for each use of the block or round around it, the first few. */
export interface Declaration {
  readonly as: DeclaredAs;
  readonly name: string;
  readonly span: Span;
  readonly bindings: Binding[];
}

/** What a name stands for where it is used. */
export type Meaning =
  /** Something that a person declared, by the span of the name there. */
  | { readonly kind: "declared"; readonly declared: Span }
  | FoundName
  /** The name of an argument that every layer and block takes (`trainable`). */
  | { readonly kind: "base-argument"; readonly name: string }
  | { readonly kind: "setting"; readonly form: Form; readonly name: string }
  /** `int` is another thing for a parameter than for the numbers of an input. */
  | { readonly kind: "type"; readonly of: "value" | "parameter"; readonly name: string };

export interface NameUse {
  readonly span: Span;
  readonly meaning: Meaning;
}

export interface CodeIndex {
  /** By file, then by where the name starts. */
  readonly uses: Map<string, Map<number, NameUse>>;
  readonly declarations: Map<string, Map<number, Declaration>>;
  /** Models in their order, then blocks that nobody uses: what was traced in each. */
  readonly drafts: Draft[];
  /** Sizes that stand for themselves (`time`), by the model that they belong to: where each stands first. */
  readonly dims: WeakMap<Scope, Map<string, Span>>;
  /** Every file that was read, imported ones included. */
  readonly files: Map<string, LoadedFile>;
}

const mostBindings = 16;

export function createCodeIndex(): CodeIndex {
  return { uses: new Map(), declarations: new Map(), drafts: [], dims: new WeakMap(), files: new Map() };
}

/** The first meaning of a name stays: what it is read as further inside is a consequence. */
export function noteUse({ uses }: CodeIndex, span: Span, meaning: Meaning): void {
  const inFile = placesOf(uses, span.file);
  if (!inFile.has(span.start)) inFile.set(span.start, { span, meaning });
}

export function noteDeclaration(
  { declarations }: CodeIndex,
  as: DeclaredAs,
  name: string,
  span: Span,
  binding?: Binding,
): void {
  const inFile = placesOf(declarations, span.file);
  const known = inFile.get(span.start);
  const bindings = binding === undefined ? [] : [binding];
  if (known === undefined) inFile.set(span.start, { as, name, span, bindings });
  else if (known.bindings.length < mostBindings) known.bindings.push(...bindings);
}

/** A size that stands for itself is given where it first stands, and used from there on. */
export function noteDim(index: CodeIndex, scope: Scope, name: string, span: Span): void {
  const known = index.dims.get(scope) ?? new Map<string, Span>();
  index.dims.set(scope, known);
  const first = known.get(name);
  if (first === undefined) {
    known.set(name, span);
    noteDeclaration(index, "dim", name, span);
  } else noteUse(index, span, { kind: "declared", declared: first });
}

function placesOf<T>(files: Map<string, Map<number, T>>, file: string): Map<number, T> {
  const known = files.get(file);
  if (known !== undefined) return known;
  const fresh = new Map<number, T>();
  files.set(file, fresh);
  return fresh;
}
