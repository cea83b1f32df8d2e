/** What data preparation decided and learned while a model was trained: plain data that travels with the model. */
import type { DType } from "../../tensor/index.ts";

export interface Preparation {
  /** One entry for each input and target, by its place in the model. */
  readonly ports: readonly PreparedPort[];
}

export interface PreparedPort {
  readonly name: string;
  /** Names of the columns that filled it. */
  readonly columns: readonly string[];
  /** The names of its classes in the order of their numbers, where labels were words. */
  readonly labels?: readonly string[];
  /** For each preparing step what it learned from the training rows, by weight name. */
  readonly learned: readonly { readonly [weight: string]: PlainArray }[];
}

/** An array as it stands in `program.json`. */
export interface PlainArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
