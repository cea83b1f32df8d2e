/** All regularizers, in the order in which documentation lists them. */
import type { Regularizer } from "../define-regularizer.ts";
import { l1 } from "./l1.ts";
import { l1L2 } from "./l1-l2.ts";
import { l2 } from "./l2.ts";
import { orthogonalRegularizer } from "./orthogonal-regularizer.ts";

export const regularizers: readonly Regularizer[] = [l1, l2, l1L2, orthogonalRegularizer];
