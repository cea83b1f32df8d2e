/** All metrics, in the order in which documentation lists them. */
import type { Metric } from "../define-metric.ts";

export const metrics: readonly Metric[] = [];
