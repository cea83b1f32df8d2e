/** The loss that labels of each meaning are usually met with: what messages propose, and completion offers first. */
import type { Meaning } from "./model.ts";

export const usualLosses: Record<Meaning["kind"], string> = {
  number: "mean_squared_error",
  class: "sparse_categorical_crossentropy",
  onehot: "categorical_crossentropy",
  binary: "binary_crossentropy",
  multilabel: "binary_crossentropy",
};
