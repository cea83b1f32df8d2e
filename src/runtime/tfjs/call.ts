/**
 * Calls of TensorFlow.js as plain data: what the engine performs and the generated code prints, so that the two cannot disagree.
 */
import type { Dim } from "../../tensor/dim.ts";

/** A function of `@tensorflow/tfjs-core`, or of our own few helpers (`helpers/`), which generated code carries with it. */
export type CallName = `tf.${string}` | `rt.${string}`;

/** One call. Operations with several results get them as an array or an object with the keys in `results`. */
export interface Call {
  readonly fn: CallName;
  readonly args: readonly Argument[];
  /** Where each result is found in what the call returns; absent where it returns the one tensor. */
  readonly results?: readonly string[] | "array";
}

/** A literal; a tensor of the program (`value`); a size known when the program runs (`dim`); data for a constant; lists and records. */
export type Argument =
  | null
  | number
  | string
  | boolean
  | { readonly value: number }
  /** A number that stays on the host: the seed and the step. */
  | { readonly host: number }
  | { readonly dim: Dim }
  | { readonly list: readonly Argument[] }
  | { readonly record: { readonly [key: string]: Argument } };
