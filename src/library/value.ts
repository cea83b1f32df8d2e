/**
 * What an argument is, twice: `Value` as the checker read it from the file, with its place; `Plain` as it stands in a
 * Model after its kind has accepted it, as data that prints as JSON.
 */
import type { Span } from "../source.ts";

/** An evaluated argument before its kind is known. Constant expressions are already numbers; bare words are names. */
export type Value = ValueContent & { readonly span: Span };
export type ValueContent =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "boolean"; readonly boolean: boolean }
  | { readonly kind: "none" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Value[] }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly nameSpan: Span;
      readonly arguments: readonly ArgumentValue[];
    }
  /** A value of the model's flow (`attention_mask=m`): the number of a value in the Model. */
  | { readonly kind: "tensor"; readonly value: number; readonly name: string };

/** `key=value` or a positional argument of a call. */
export interface ArgumentValue {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly value: Value;
}

/** An accepted argument. A use of a library entry is a `PlainCall`; a value of the flow is `{ value }`. */
export type Plain = number | string | boolean | null | readonly Plain[] | PlainCall | PlainTensor;
export interface PlainCall {
  readonly name: string;
  readonly arguments: PlainArguments;
  /** The name of a layer that stands as an argument: the author's, or Keras's automatic one. */
  readonly layerName?: string;
}
export interface PlainTensor {
  readonly value: number;
}
/** Every parameter of the entry, defaults filled in, in the order of its declaration. */
export type PlainArguments = { readonly [parameter: string]: Plain };
