/** All regularizers, in the order in which documentation lists them. */
import type { Regularizer } from "../define-regularizer.ts";

export const regularizers: readonly Regularizer[] = [];
