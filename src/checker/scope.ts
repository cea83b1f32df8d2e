/**
 * Scopes: which names stand for what, from the file down to a round of a `repeat`. Values and constants share one space of names,
 * layers and blocks have another, since their position in the text tells them apart.
 */
import { type Context, type Message, report } from "../diagnostics/define-message.ts";
import type { Value } from "../library/value.ts";
import type { BlockStatement, LayerStatement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Dim } from "../tensor/index.ts";
import { noteUse } from "./code-index.ts";
import { placeKey, type Run } from "./run.ts";
import { isTorn } from "./torn-lines.ts";

/** A value of the flow by its number in the Model; undefined where a mistake before it left it unknown. */
export type FlowValue = number | undefined;

export type Binding = { readonly span: Span } & (
  | { readonly kind: "constant"; readonly value: () => Value | undefined }
  | { readonly kind: "dim"; readonly dim: Dim | undefined }
  | { readonly kind: "flow"; readonly values: readonly FlowValue[] }
);

/** What a file declares for others to use as steps. */
export interface BlockDeclaration {
  readonly statement: BlockStatement;
  readonly scope: Scope;
}
/** A layer statement in the scope where it stands; `instance` tells its weights from those of other rounds and uses. */
export interface LayerDeclaration {
  readonly statement: LayerStatement;
  readonly scope: Scope;
  readonly instance: string;
}

export interface Scope {
  readonly run: Run;
  readonly file: string;
  readonly parent?: Scope;
  readonly names: Map<string, Binding>;
  readonly layers: Map<string, LayerDeclaration>;
  readonly blocks: Map<string, BlockDeclaration>;
  /** Models of the file, for messages: a model is no step. */
  readonly models: Map<string, Span>;
  /** Names that a failed import should have brought, or that stand on lines which could not be read: nothing is said of them. */
  readonly missing: Set<string>;
  /** What the file imports, for the report of what nobody uses. */
  readonly imported: { readonly name: string; readonly span: Span; readonly declared: Span }[];
  /** The uses of blocks around it, outermost first: shown with what goes wrong inside. */
  readonly uses: readonly Span[];
}

/** A scope inside another, in the same file. */
export function innerScope(parent: Scope, uses: readonly Span[] = parent.uses): Scope {
  const { run, file } = parent;
  return { run, file, parent, uses, names: new Map(), layers: new Map(), ...nothingOfFiles };
}

/** What only a file declares; scopes inside share it, since every round of a `repeat` has one. */
const nothingOfFiles: Pick<Scope, "blocks" | "models" | "missing" | "imported"> = {
  blocks: new Map(),
  models: new Map(),
  missing: new Set(),
  imported: [],
};

/** The outermost scope of a file. */
export function fileScope(run: Run, file: string): Scope {
  return {
    run,
    file,
    uses: [],
    names: new Map(),
    layers: new Map(),
    blocks: new Map(),
    models: new Map(),
    missing: new Set(),
    imported: [],
  };
}

export function findName(scope: Scope, name: string): Binding | undefined {
  return find(scope, ({ names }) => names.get(name));
}

/** Gives a name another meaning in the scope where it has one. */
export function rebind(scope: Scope, name: string, binding: Binding): void {
  const home = find(scope, (here) => (here.names.has(name) ? here : undefined));
  home?.names.set(name, binding);
}

export function findLayer(scope: Scope, name: string): LayerDeclaration | undefined {
  return find(scope, ({ layers }) => layers.get(name));
}

export function findBlock(scope: Scope, name: string): BlockDeclaration | undefined {
  return find(scope, ({ blocks }) => blocks.get(name));
}

/** All names of one space that are visible here, for "did you mean". */
export function visibleNames(scope: Scope, space: "names" | "layers" | "blocks"): string[] {
  const names = [...scope[space].keys()];
  return scope.parent === undefined ? names : [...names, ...visibleNames(scope.parent, space)];
}

export function spanOf(scope: Scope, { start, end }: { readonly start: number; readonly end: number }): Span {
  return { file: scope.file, start, end };
}

/** Whether the name may be declared where nobody could read it: then nothing is said of it. */
export function isMissing(scope: Scope, name: string): boolean {
  const missing = find(scope, (here) => (here.missing.has(name) ? true : undefined)) === true;
  scope.run.doubtful.set(name, missing);
  return missing;
}

/** Remembers that somebody uses a declaration, and by which name. */
export function markUsed({ run }: Scope, declared: Span, use?: Span): void {
  run.used.add(placeKey(declared));
  if (use !== undefined) noteUse(run.index, use, { kind: "declared", declared });
}

/** The same for a block whose body is not looked at: its parameters count as used too. */
export function markBlockUsed({ statement, scope }: BlockDeclaration): void {
  for (const { name } of [statement, ...statement.parameters]) markUsed(scope, spanOf(scope, name));
}

/** Reports a message at a place, with the uses of blocks that led there. */
export function say<Holes>(
  scope: Scope,
  message: Message<Holes>,
  span: Span,
  holes: Holes,
  { related = [], fix }: Context = {},
): void {
  if (isTorn(span, scope.run)) return;
  const uses = scope.uses.map((use) => ({ span: use, message: "in the block that is used here" }));
  scope.run.report(report(message, span, holes, { related: [...related, ...uses.slice(-3)], fix }));
}

function find<T>(scope: Scope, look: (scope: Scope) => T | undefined): T | undefined {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.parent) {
    const found = look(here);
    if (found !== undefined) return found;
  }
  return undefined;
}
