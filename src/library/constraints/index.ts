/** All constraints, in the order in which documentation lists them. */
import type { Constraint } from "../define-constraint.ts";

export const constraints: readonly Constraint[] = [];
