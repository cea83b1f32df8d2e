/** What is known of a value before anything runs: its dtype and its shape. */
import type { Dim } from "./dim.ts";

export type DType = "f32" | "i32" | "bool";

/** The static type of a value. A shape lists dims, outermost first; a scalar has none. */
export interface Type {
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}
