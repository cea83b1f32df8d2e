/** The metrics of a batch into their accumulators, and the numbers of the log out of them. */

import { type NamedMetric, namedLosses, namedMetrics } from "../checker/log-names.ts";
import type { Model } from "../checker/model.ts";
import { combineWeights } from "../library/combine-weights.ts";
import type { Metric } from "../library/define-metric.ts";
import type { Library } from "../library/library.ts";
import { readMetric } from "../library/read-metric.ts";
import { realizeWithoutFlow } from "../library/realize-without-flow.ts";
import { type Dim, div, type Tensor, withOrigin } from "../tensor/index.ts";
import { addToMean, meanSpecs, stateOf } from "./accumulators.ts";
import type { LogEntry, SlotSpec } from "./lowered.ts";
import type { OutputInStep, TracedLoss } from "./trace-loss.ts";

/** All accumulators of a model: of the loss, of the losses of outputs, of the metrics. */
export function accumulatorSpecs(model: Model, library: Library): readonly SlotSpec[] {
  const means = ["loss", ...namedLosses(model).map(({ name }) => name)].flatMap(meanSpecs);
  return [
    ...means,
    ...namedMetrics(model).flatMap((named) => specsOf(named, predictionShape(model, named), library)),
  ];
}

/** The accumulators after a batch. */
export function traceMetrics(
  model: Model,
  library: Library,
  state: ReadonlyMap<string, Tensor>,
  {
    outputs,
    loss,
    batch,
  }: { readonly outputs: readonly OutputInStep[]; readonly loss: TracedLoss; readonly batch: Tensor },
): ReadonlyMap<string, Tensor> {
  const graph = batch.graph;
  const means = withOrigin(graph, { phase: "metric" }, () => [
    ...addToMean("loss", state, loss.total, batch),
    ...namedLosses(model).flatMap(({ name }, i) => [...addToMean(name, state, loss.outputs[i], batch)]),
  ]);
  const metrics = namedMetrics(model).flatMap((named) =>
    withOrigin(graph, { phase: "metric", span: named.metric.span }, () =>
      updateOf(named, library, state, outputs),
    ),
  );
  return new Map([...means, ...metrics]);
}

/** A number of the log, scalar f32, and its better direction. */
export interface TracedLog extends LogEntry {
  readonly tensor: Tensor;
}

/** The numbers of the log in their order, from the accumulators. A metric may have several. */
export function traceLogs(
  model: Model,
  library: Library,
  state: ReadonlyMap<string, Tensor>,
): readonly TracedLog[] {
  const means = ["loss", ...namedLosses(model).map(({ name }) => name)].map((name): TracedLog => {
    const [total, count] = meanSpecs(name).map((spec) => stateOf(state, spec.name));
    return { name, better: "lower", tensor: div(total, count) };
  });
  const metrics = namedMetrics(model).flatMap((named) => {
    const { call } = named.metric;
    const { better } = realizeWithoutFlow<Metric>("metrics", call, library).entry;
    const own = ownState(named, specsOf(named, predictionShape(model, named), library), state);
    const [{ graph }] = state.values();
    const readings = withOrigin(graph, { phase: "metric", span: named.metric.span }, () =>
      readMetric(named.name, call, own, library),
    );
    return readings.map(({ name, value }): TracedLog => ({ name, better, tensor: value }));
  });
  return [...means, ...metrics];
}

function specsOf(
  { name, metric }: NamedMetric,
  prediction: readonly Dim[],
  library: Library,
): readonly SlotSpec[] {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric.call, library);
  return entry.accumulators(values, prediction).map((accumulator) => ({
    name: `metrics/${name}/${accumulator.name}`,
    dtype: "f32",
    shape: accumulator.shape,
    initial: 0,
  }));
}

function predictionShape(model: Model, { metric }: NamedMetric): readonly Dim[] {
  const output = model.outputs.find(({ name }) => name === metric.output);
  if (output === undefined) throw new Error(`the metric ${metric.label} has no output ${metric.output}`);
  return model.values[output.value].type.shape;
}

function updateOf(
  named: NamedMetric,
  library: Library,
  state: ReadonlyMap<string, Tensor>,
  outputs: readonly OutputInStep[],
): readonly [string, Tensor][] {
  const { metric, name } = named;
  const given = outputs.find(({ output }) => output === metric.output);
  if (given === undefined) throw new Error(`the metric ${metric.label} has no target`);
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric.call, library);
  const { truth, prediction } = given;
  const own = ownState(named, specsOf(named, prediction.tensor.shape, library), state);
  const weight = combineWeights(metric.weighted ? given.weight : undefined, prediction.mask);
  const next = entry.update({ values, state: own, truth, prediction: prediction.tensor, weight });
  return Object.entries(next).map(([accumulator, tensor]) => [`metrics/${name}/${accumulator}`, tensor]);
}

/** The metric's accumulators under their own names. */
function ownState(
  { name }: NamedMetric,
  specs: readonly SlotSpec[],
  state: ReadonlyMap<string, Tensor>,
): { readonly [name: string]: Tensor } {
  const prefix = `metrics/${name}/`;
  return Object.fromEntries(specs.map((spec) => [spec.name.slice(prefix.length), stateOf(state, spec.name)]));
}
