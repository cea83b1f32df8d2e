/** How a loss is written: a value for each sample from truth and prediction, and what the checker must know of both. */
import type { Tensor } from "../tensor/index.ts";
import type { OutputRange } from "./define-activation.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { Scene } from "./scenes.ts";

/** What the truth must be for a loss or metric to mean anything. */
export type TruthForm =
  | "real" // numbers of the prediction's shape
  | "class-number" // i32 without the prediction's last axis
  | "one-hot" // a distribution over the last axis
  | "binary"; // 0 or 1, of the prediction's shape (hinge converts to -1 and 1)

/** What a loss or metric expects of what it compares. `ranges`: outputs it works with; others are judged by NN2xx. */
export interface Expectation {
  readonly truth: TruthForm;
  /** Ranges of outputs that fit; "any" where the loss does not care (mse). */
  readonly ranges: readonly OutputRange[] | "any";
}

export interface Loss extends Entry {
  readonly expects: (values: never) => Expectation;
  /**
   * [batch, …] values, one for each sample (Keras's mean over the last axis done): reduction and weights come later, in
   * `computeLoss`. Truth f32 or i32, prediction f32. Throws ShapeProblem ("mismatch") where their shapes do not fit.
   */
  readonly apply: (truth: Tensor, prediction: Tensor, values: never) => Tensor;
  /** bool of the values' shape: which of them count, where the loss leaves some out (`ignore_class`). */
  readonly counts?: (truth: Tensor, prediction: Tensor, values: never) => Tensor | undefined;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  scene: Scene;
  expects: (values: Arguments<P>) => Expectation;
  apply: (truth: Tensor, prediction: Tensor, values: Arguments<P>) => Tensor;
  counts?: (truth: Tensor, prediction: Tensor, values: Arguments<P>) => Tensor | undefined;
}

export function defineLoss<P extends Parameters>(declaration: Declaration<P>): Loss {
  return { ...declaration, aliases: declaration.aliases ?? [] } as Loss;
}
