/** All constraints, in the order in which documentation lists them. */
import type { Constraint } from "../define-constraint.ts";
import { maxNorm } from "./max-norm.ts";
import { minMaxNorm } from "./min-max-norm.ts";
import { nonNeg } from "./non-neg.ts";
import { unitNorm } from "./unit-norm.ts";

export const constraints: readonly Constraint[] = [maxNorm, minMaxNorm, nonNeg, unitNorm];
