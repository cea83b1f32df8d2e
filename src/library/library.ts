/** The library as the other rooms see it: rooms of entries by name, each entry found under its name and its aliases. */
import type { Activation } from "./define-activation.ts";
import type { Callback } from "./define-callback.ts";
import type { Constraint } from "./define-constraint.ts";
import type { Initializer } from "./define-initializer.ts";
import type { Layer } from "./define-layer.ts";
import type { Loss } from "./define-loss.ts";
import type { Metric } from "./define-metric.ts";
import type { Optimizer } from "./define-optimizer.ts";
import type { Regularizer } from "./define-regularizer.ts";
import type { Schedule } from "./define-schedule.ts";
import type { Registry } from "./registry.ts";

export interface Library {
  readonly layers: Registry<Layer>;
  readonly activations: Registry<Activation>;
  readonly initializers: Registry<Initializer>;
  readonly regularizers: Registry<Regularizer>;
  readonly constraints: Registry<Constraint>;
  readonly optimizers: Registry<Optimizer>;
  readonly schedules: Registry<Schedule>;
  readonly losses: Registry<Loss>;
  readonly metrics: Registry<Metric>;
  readonly callbacks: Registry<Callback>;
}

export type Category = keyof Library;
