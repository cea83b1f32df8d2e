/** Makes precision and recall: a count of right answers divided by it and a count of wrong ones. */
import { add, divNoNan } from "../../tensor/index.ts";
import { defineMetric, type Metric } from "../define-metric.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import type { Scene } from "../scenes.ts";
import { answersOf, NEVER } from "./answers-of.ts";
import { addCounts, confusionCounts } from "./confusion-counts.ts";
import { logName } from "./log-name.ts";
import { thresholds } from "./thresholds.ts";

interface Declaration {
  readonly name: string;
  readonly keras: string;
  readonly doc: string;
  readonly scene: Scene;
  readonly example: string;
  /** What the right answers are compared with. */
  readonly wrong: "false_positives" | "false_negatives";
}

interface Values {
  readonly thresholds: readonly number[] | null;
  readonly top_k: number | null;
}

export function defineShareOfAnswers({ name, keras, doc, scene, example, wrong }: Declaration): Metric {
  return defineMetric({
    name,
    keras,
    doc: `${doc}. An answer is yes above \`thresholds\` (0.5), or with \`top_k\` where it is among the k greatest of its row; with \`class_id\` only that class counts.`,
    scene,
    example,
    parameters: {
      thresholds: thresholds(),
      top_k: nullable(positiveInt()),
      class_id: nullable(nonNegativeInt()),
      name: logName(),
    },
    expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
    accumulators: (values) => {
      const shape = [thresholdsOf(values).length];
      return ["true_positives", wrong].map((count) => ({ name: count, shape }));
    },
    update: ({ values, state, ...batch }) => {
      const { top_k: topK, class_id: classId } = values;
      const answers = answersOf({ ...batch, thresholds: thresholdsOf(values), topK, classId });
      return addCounts(state, confusionCounts(answers));
    },
    result: (state) => divNoNan(state.true_positives, add(state.true_positives, state[wrong])),
    better: "higher",
  });
}

function thresholdsOf({ thresholds: given, top_k }: Values): readonly number[] {
  return given ?? [top_k === null ? 0.5 : NEVER];
}
