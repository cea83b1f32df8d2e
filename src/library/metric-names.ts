/** What a metric's numbers are called in logs, known before anything runs. */
import { addInput, createGraph, type Dim } from "../tensor/index.ts";
import type { Metric } from "./define-metric.ts";
import type { Library } from "./library.ts";
import { readMetric } from "./read-metric.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import type { PlainCall } from "./value.ts";

/** `label` alone, or a name for each part where the result is a vector. Throws ShapeProblem where the prediction [batch, …] does not suit. */
export function metricNames(
  label: string,
  metric: PlainCall,
  prediction: readonly Dim[],
  library: Library,
): readonly string[] {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric, library);
  const graph = createGraph("names", { phase: "metric" });
  const state = entry
    .accumulators(values, prediction)
    .map(({ name, shape }) => [name, addInput(graph, { dtype: "f32", shape })]);
  return readMetric(label, metric, Object.fromEntries(state), library).map(({ name }) => name);
}
