/** How a metric is written: accumulators, their update by a batch, and the result, over symbolic tensors. */
import type { Dim, Tensor } from "../tensor/index.ts";
import { combineWeights } from "./combine-weights.ts";
import type { Expectation } from "./define-loss.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { Scene } from "./scenes.ts";

/** An accumulator: f32, starts as zeros. Its shape may depend on the prediction's (r2_score keeps one value a column). */
export interface Accumulator {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Accumulators by name. */
export type MetricState = { readonly [name: string]: Tensor };

/** What an update sees of one batch: truth and prediction, and what they weigh. */
export interface MetricContext<V> {
  readonly values: V;
  readonly state: MetricState;
  readonly truth: Tensor;
  readonly prediction: Tensor;
  /** f32 [batch], or of more of the prediction's leading axes. A metric's own `update` finds the mask in it. */
  readonly weight?: Tensor;
  /** bool, of the prediction's leading axes: the positions that count. */
  readonly mask?: Tensor;
}

export interface Metric extends Entry {
  readonly expects: (values: never) => Expectation;
  /** Throws ShapeProblem where the prediction has a shape that the metric cannot take. */
  readonly accumulators: (values: never, prediction: readonly Dim[]) => readonly Accumulator[];
  /** All accumulators after the batch. Throws ShapeProblem ("mismatch") where truth and prediction do not fit. */
  readonly update: (context: MetricContext<never>) => MetricState;
  /**
   * The metric's value from its accumulators, f32: a scalar, or a vector where the arguments ask for several
   * (`thresholds=[0.3, 0.5]`, `average=none`); `readMetric` gives each of these a name.
   */
  readonly result: (state: MetricState, values: never) => Tensor;
  /** Which way is better, for early_stopping's mode=auto. */
  readonly better: "higher" | "lower";
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  scene: Scene;
  expects: (values: Arguments<P>) => Expectation;
  accumulators: (values: Arguments<P>, prediction: readonly Dim[]) => readonly Accumulator[];
  update: (context: MetricContext<Arguments<P>>) => MetricState;
  result: (state: MetricState, values: Arguments<P>) => Tensor;
  better: "higher" | "lower";
}

export function defineMetric<P extends Parameters>(declaration: Declaration<P>): Metric {
  const { aliases = [], update } = declaration;
  return {
    ...declaration,
    aliases,
    update: ({ mask, ...context }: MetricContext<Arguments<P>>) =>
      update({ ...context, weight: combineWeights(context.weight, mask) }),
  } as Metric;
}
