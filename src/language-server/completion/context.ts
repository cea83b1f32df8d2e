/** What may stand at a cursor. */
import type { Form } from "../../checker/setting-docs.ts";
import type { Category } from "../../library/library.ts";
import type {
  Argument,
  Call,
  DataStatement,
  Entry,
  Flow,
  ImportStatement,
  OutputStatement,
  Setting,
  Settings,
  TypeExpression,
} from "../../parser/tree.ts";

/** The body that a statement stands in. */
export type Place = "File" | "Model" | "Block" | "Repeat";

/** Whose arguments stand between the parentheses: what is called, and as what. */
export interface Callee {
  readonly call: Call;
  /** The room in which its name is looked up; steps are blocks and shared layers too. */
  readonly as: Category | "step" | "preparation" | "function" | AsArgument | OfType;
}

/** A call that stands as the value of a constant or parameter with a type. */
export interface OfType {
  readonly type: TypeExpression;
}

/** A call that stands as an argument: what it may be is said by the kind of that. */
export interface AsArgument {
  readonly callee: Callee;
  readonly argument: Argument;
}

export type Context =
  | { readonly kind: "statement"; readonly place: Place }
  /** Behind `->`: `index` steps stand before it. */
  | { readonly kind: "step"; readonly flow: Flow; readonly index: number }
  /** Where a flow begins, behind `=` or between parentheses; `several` where only values may stand. */
  | { readonly kind: "source"; readonly several: boolean }
  | { readonly kind: "shared-step" }
  /** An argument without a name so far: the value of the parameter at its position, or the name of another. */
  | {
      readonly kind: "argument";
      readonly callee: Callee;
      readonly position: number;
      readonly nested: boolean;
    }
  | {
      readonly kind: "argument-value";
      readonly callee: Callee;
      readonly name: string;
      readonly nested: boolean;
    }
  | {
      readonly kind: "setting-key";
      readonly form: Form;
      readonly settings: Settings;
      readonly data?: DataStatement;
    }
  | {
      readonly kind: "setting-value";
      readonly form: Form;
      readonly setting: Setting;
      /** The entry that is being written; one with its name already has a `key`: `loss price: |`. */
      readonly entry: Entry | undefined;
    }
  | { readonly kind: "data-name"; readonly settings: Settings }
  | { readonly kind: "column"; readonly data: DataStatement; readonly flow: Flow }
  | { readonly kind: "preparation" }
  | { readonly kind: "type"; readonly of: "value" | "parameter" }
  | { readonly kind: "dim" }
  /** The values that a search may try. */
  | { readonly kind: "search" }
  /** A constant without a type: a number, or anything of the library. */
  | { readonly kind: "constant" }
  /** How often a `repeat` is written out. */
  | { readonly kind: "count" }
  /** What a `repeat` goes through. */
  | { readonly kind: "items" }
  | { readonly kind: "output"; readonly statement: OutputStatement }
  | { readonly kind: "target" }
  | { readonly kind: "import"; readonly statement: ImportStatement }
  /** `isLimit`: behind the sign of a comparison. */
  | { readonly kind: "assert"; readonly isLimit: boolean }
  | { readonly kind: "expression" }
  /** The value of a constant or parameter, or one of those that it may have. */
  | { readonly kind: "typed-value"; readonly type: TypeExpression }
  /** Where a path has been forgotten, the word before it perhaps too. */
  | { readonly kind: "path"; readonly statement: DataStatement | ImportStatement }
  /** Where a person makes up a name, or nothing is to be said. */
  | { readonly kind: "nothing" };
