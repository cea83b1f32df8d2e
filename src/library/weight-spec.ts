/** What is known of a weight before it has values. */
import type { DType } from "../tensor/type.ts";
import type { PlainCall } from "./value.ts";

export interface WeightSpec {
  /** Keras's variable path: `dense_1/kernel`, `bidirectional/forward_lstm/lstm_cell/kernel`. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly trainable: boolean;
  readonly initializer: PlainCall;
  readonly fans: { readonly fanIn: number; readonly fanOut: number };
  readonly regularizer: PlainCall | null;
  readonly constraint: PlainCall | null;
}
