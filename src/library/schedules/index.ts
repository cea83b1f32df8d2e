/** All schedules, in the order in which documentation lists them. */
import type { Schedule } from "../define-schedule.ts";
import { cosineDecay } from "./cosine-decay.ts";
import { cosineDecayRestarts } from "./cosine-decay-restarts.ts";
import { exponentialDecay } from "./exponential-decay.ts";
import { inverseTimeDecay } from "./inverse-time-decay.ts";
import { piecewiseConstantDecay } from "./piecewise-constant-decay.ts";
import { polynomialDecay } from "./polynomial-decay.ts";

export const schedules: readonly Schedule[] = [
  cosineDecay,
  cosineDecayRestarts,
  exponentialDecay,
  inverseTimeDecay,
  piecewiseConstantDecay,
  polynomialDecay,
];
