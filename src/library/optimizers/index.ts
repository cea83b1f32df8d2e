/** All optimizers, in the order in which documentation lists them. */
import type { Optimizer } from "../define-optimizer.ts";

export const optimizers: readonly Optimizer[] = [];
