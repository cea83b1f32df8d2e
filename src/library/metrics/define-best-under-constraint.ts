/** Makes the metrics "the best A at a threshold where B is at least so much". */
import { add, divNoNan, greaterEqual, max, maximum, select, type Tensor } from "../../tensor/index.ts";
import { defineMetric, type Metric } from "../define-metric.ts";
import { float } from "../kinds/float.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import type { Scene } from "../scenes.ts";
import { answersOf } from "./answers-of.ts";
import { addCounts, CONFUSION_COUNTS, confusionCounts } from "./confusion-counts.ts";
import { logName } from "./log-name.ts";
import { evenThresholds } from "./thresholds.ts";

/** Which counts a share is made of: the first divided by the sum of both. */
const SHARES = {
  sensitivity: ["true_positives", "false_negatives"],
  recall: ["true_positives", "false_negatives"],
  specificity: ["true_negatives", "false_positives"],
  precision: ["true_positives", "false_positives"],
} as const;

type Share = keyof typeof SHARES;

interface Declaration {
  readonly name: string;
  readonly keras: string;
  readonly doc: string;
  readonly scene: Scene;
  readonly example: string;
  readonly best: Share;
  /** The share that has a least value, and the argument that says it. */
  readonly under: Share;
}

export function defineBestUnderConstraint({
  name,
  keras,
  doc,
  scene,
  example,
  best,
  under,
}: Declaration): Metric {
  return defineMetric({
    name,
    keras,
    doc: `${doc}, over \`num_thresholds\` thresholds between 0 and 1; 0 where none is good enough.`,
    scene,
    example,
    parameters: {
      [under]: float(undefined, { least: 0, most: 1 }),
      num_thresholds: positiveInt(200),
      class_id: nullable(nonNegativeInt()),
      name: logName(),
    },
    expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
    accumulators: (values) => CONFUSION_COUNTS.map((count) => ({ name: count, shape: [countOf(values)] })),
    update: ({ values, state, ...batch }) => {
      const classId = values.class_id as number | null;
      const answers = answersOf({ ...batch, thresholds: evenThresholds(countOf(values)), classId });
      return addCounts(state, confusionCounts(answers));
    },
    result: (state, values) => {
      const good = greaterEqual(shareOf(state, under), values[under] as number);
      return maximum(max(select(good, shareOf(state, best), 0)), 0);
    },
    better: "higher",
  });
}

function countOf(values: { readonly [name: string]: unknown }): number {
  return values.num_thresholds as number;
}

function shareOf(state: { readonly [name: string]: Tensor }, share: Share): Tensor {
  const [right, wrong] = SHARES[share];
  return divNoNan(state[right], add(state[right], state[wrong]));
}
