/** Makes a metric that is the mean of something measured on every sample, over all samples of an epoch. */
import {
  add,
  broadcastTo,
  cast,
  dimension,
  divNoNan,
  mean,
  mul,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import { alignRanks } from "../align-ranks.ts";
import { combineWeights } from "../combine-weights.ts";
import type { Expectation } from "../define-loss.ts";
import { defineMetric, type Metric } from "../define-metric.ts";
import type { Arguments, Kind, Parameters } from "../kind.ts";
import type { Scene } from "../scenes.ts";
import { logName } from "./log-name.ts";

interface Declaration<P extends Parameters> {
  name: string;
  aliases?: readonly string[];
  keras: string;
  doc: string;
  scene: Scene;
  example: string;
  /** After `name`, which Keras mostly has first here; where it does not, they hold it themselves. */
  parameters: P;
  expects: (values: Arguments<P>) => Expectation;
  /** [batch, …] values; further axes are averaged for each sample. */
  measure: (truth: Tensor, prediction: Tensor, values: Arguments<P>) => Tensor;
  /** bool of the measured shape: what keeps its weight. As in Keras it is asked only where there are weights. */
  counts?: (truth: Tensor, prediction: Tensor, values: Arguments<P>) => Tensor | undefined;
  /** What to make of the mean, where it is not the result itself. */
  finish?: (mean: Tensor) => Tensor;
  better: "higher" | "lower";
}

export function defineMeanMetric<P extends { readonly [name: string]: Kind<unknown> }>(
  declaration: Declaration<P>,
): Metric {
  const { measure, finish = (value: Tensor) => value, parameters, expects, counts, ...rest } = declaration;
  return defineMetric({
    ...rest,
    parameters: Object.hasOwn(parameters, "name") ? parameters : { name: logName(), ...parameters },
    expects: (values) => expects(values as Arguments<P>),
    accumulators: () => [
      { name: "total", shape: [] },
      { name: "count", shape: [] },
    ],
    update: ({ values, state, truth, prediction, weight }) => {
      const given = values as Arguments<P>;
      const kept = weight && combineWeights(weight, counts?.(truth, prediction, given));
      const batch = totalOf(measure(truth, prediction, given), kept);
      return { total: add(state.total, batch.total), count: add(state.count, batch.count) };
    },
    result: ({ total, count }) => finish(divNoNan(total, count)),
  });
}

/** The weighted sum of the samples' values, and what they weigh together. */
function totalOf(measured: Tensor, weight: Tensor | undefined): { total: Tensor; count: Tensor } {
  if (weight === undefined) {
    const samples = eachSample(measured);
    return { total: sum(samples), count: cast(dimension(measured, samples.shape[0] ?? 1), "f32") };
  }
  const [values, weights] = alignRanks(measured, weight);
  const rank = weights.shape.length;
  const reduced = values.shape.length > rank ? mean(values, axesFrom(rank, values)) : values;
  const each = broadcastTo(weights, reduced.shape);
  return { total: sum(eachSample(mul(reduced, each))), count: sum(eachSample(each)) };
}

/** The mean of each sample's values. */
function eachSample(values: Tensor): Tensor {
  return values.shape.length > 1 ? mean(values, axesFrom(1, values)) : values;
}

function axesFrom(first: number, { shape }: Tensor): readonly number[] {
  return shape.map((_, axis) => axis).slice(first);
}
