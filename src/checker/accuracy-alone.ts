/** Whether accuracy is all that a model watches of a target: on classes of which one is far more frequent that says little. */
import type { Model, ModelTarget, OutputMetric } from "./model.ts";

/** So many times as frequent as the rest is far more frequent. */
export const skew = 10;

/** The metric, where there is none besides accuracies. */
export function accuracyAlone({ compile }: Model, target: ModelTarget): OutputMetric | undefined {
  const metrics = (compile?.metrics ?? []).filter(({ output }) => output === target.output);
  const alone = metrics.every(({ call, weighted }) => call.name.endsWith("accuracy") && !weighted);
  return alone ? metrics[0] : undefined;
}
