/** Makes a metric that is one of the four counts of right and wrong answers. */
import { defineMetric, type Metric } from "../define-metric.ts";
import type { Scene } from "../scenes.ts";
import { answersOf } from "./answers-of.ts";
import { addCounts, confusionCounts } from "./confusion-counts.ts";
import { logName } from "./log-name.ts";
import { thresholds } from "./thresholds.ts";

interface Declaration {
  readonly name: "true_positives" | "false_positives" | "true_negatives" | "false_negatives";
  readonly keras: string;
  readonly doc: string;
  readonly scene: Scene;
  readonly example: string;
  readonly better: "higher" | "lower";
}

export function defineConfusionCount({ name, keras, doc, scene, example, better }: Declaration): Metric {
  return defineMetric({
    name,
    keras,
    doc: `${doc}, at each of \`thresholds\` (0.5).`,
    scene,
    example,
    parameters: { thresholds: thresholds(), name: logName() },
    expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
    accumulators: (values) => [{ name, shape: [(values.thresholds ?? [0.5]).length] }],
    update: ({ values, state, ...batch }) =>
      addCounts(state, confusionCounts(answersOf({ ...batch, thresholds: values.thresholds ?? [0.5] }))),
    result: (state) => state[name],
    better,
  });
}
