/** How a metric is written: accumulators, their update by a batch, and the result, over symbolic tensors. */
import type { Dim, Tensor } from "../tensor/index.ts";
import type { Expectation } from "./define-loss.ts";
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

/** An accumulator: f32, starts as zeros. Its shape may depend on the prediction's (r2_score keeps one value a column). */
export interface Accumulator {
  readonly name: string;
  readonly shape: readonly number[];
}

/** What an update sees: truth and prediction of one batch, and a weight for each sample ([batch]) or none. */
export interface MetricContext<P> {
  readonly values: Arguments<P>;
  readonly state: { readonly [name: string]: Tensor };
  readonly truth: Tensor;
  readonly prediction: Tensor;
  readonly weight?: Tensor;
}

export interface Metric extends Entry {
  readonly expects: (values: never) => Expectation;
  readonly accumulators: (values: never, prediction: readonly Dim[]) => readonly Accumulator[];
  readonly update: (context: MetricContext<never>) => { readonly [name: string]: Tensor };
  /** The metric's value (scalar f32) from its accumulators. */
  readonly result: (state: { readonly [name: string]: Tensor }, values: never) => Tensor;
  /** Which way is better, for early_stopping's mode=auto. */
  readonly better: "higher" | "lower";
}

interface Declaration<P extends Parameters> {
  name: string;
  aliases?: readonly string[];
  keras: string;
  doc: string;
  parameters: P;
  rules?: Entry["rules"];
  expects: (values: Arguments<P>) => Expectation;
  accumulators: (values: Arguments<P>, prediction: readonly Dim[]) => readonly Accumulator[];
  update: (context: MetricContext<P>) => { readonly [name: string]: Tensor };
  result: (state: { readonly [name: string]: Tensor }, values: Arguments<P>) => Tensor;
  better: "higher" | "lower";
}

export function defineMetric<P extends Parameters>(declaration: Declaration<P>): Metric {
  return { ...declaration, aliases: declaration.aliases ?? [] } as Metric;
}
