/** A metric's value under the names that it has in logs: one, or one for each part of a vector. */
import { reshape, slice, type Tensor } from "../tensor/index.ts";
import type { Metric, MetricState } from "./define-metric.ts";
import type { Library } from "./library.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import type { PlainCall } from "./value.ts";

export interface MetricReading {
  readonly name: string;
  /** Scalar f32. */
  readonly value: Tensor;
}

/** `label` for a single value, `label_0`, `label_1`, … for several (a class each, or a threshold each). */
export function readMetric(
  label: string,
  metric: PlainCall,
  state: MetricState,
  library: Library,
): readonly MetricReading[] {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric, library);
  const result = entry.result(state, values);
  const [count = 1] = result.shape as readonly number[];
  if (count === 1) return [{ name: label, value: reshape(result, []) }];
  const part = (i: number) => reshape(slice(result, [i], [1]), []);
  return Array.from({ length: count }, (_, i) => ({ name: `${label}_${i}`, value: part(i) }));
}
