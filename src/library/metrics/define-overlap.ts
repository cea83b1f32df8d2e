/** Makes the metrics of overlapping regions that compare class numbers or the scores of classes. */
import { argMax, type Tensor } from "../../tensor/index.ts";
import { defineMetric, type Metric } from "../define-metric.ts";
import { axis } from "../kinds/axis.ts";
import { bool } from "../kinds/bool.ts";
import { int } from "../kinds/int.ts";
import { listOf } from "../kinds/list-of.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import type { Scene } from "../scenes.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { logName } from "./log-name.ts";
import { addOverlaps, overlapAccumulators, overlapOf, targetRules } from "./overlap.ts";

interface Declaration {
  readonly name: string;
  readonly keras: string;
  readonly doc: string;
  readonly scene: Scene;
  readonly example: string;
  /** Whether the classes to average over are chosen, or all. */
  readonly chosen: boolean;
  /** Whether the truth is always one-hot. */
  readonly oneHot: boolean;
}

interface OverlapValues {
  readonly num_classes: number;
  readonly target_class_ids?: readonly number[];
  readonly ignore_class: number | null;
  readonly sparse_y_true?: boolean;
  readonly sparse_y_pred: boolean;
  readonly axis: number;
}

const classNumbers =
  " Truth and output are class numbers; with `sparse_y_true=false` and `sparse_y_pred=false` they are scores of the classes along `axis`.";

export function defineOverlap({ name, keras, doc, scene, example, chosen, oneHot }: Declaration): Metric {
  return defineMetric({
    name,
    keras,
    doc: `${doc}: \`hits / (hits + missed + wrongly found)\` of each.${oneHot ? "" : classNumbers}`,
    scene,
    example,
    parameters: {
      num_classes: positiveInt(),
      ...(chosen ? { target_class_ids: listOf(nonNegativeInt()) } : {}),
      name: logName(),
      ignore_class: nullable(int()),
      ...(oneHot ? {} : { sparse_y_true: bool(true) }),
      sparse_y_pred: bool(!oneHot),
      axis: axis(-1),
    },
    ...(chosen ? { rules: targetRules } : {}),
    expects: (values) => ({
      truth: takesClassNumbers(values as OverlapValues) ? "class-number" : "one-hot",
      ranges: "any",
    }),
    accumulators: (values) => overlapAccumulators(values.num_classes),
    update: ({ values, state, truth, prediction, weight }) => {
      const {
        num_classes: classes,
        ignore_class: ignored,
        sparse_y_pred,
        axis: along,
      } = values as OverlapValues;
      const numbers = (x: Tensor, sparse: boolean) => (sparse ? x : argMax(x, along));
      const y = numbers(truth, takesClassNumbers(values as OverlapValues));
      const p = numbers(prediction, sparse_y_pred);
      return addOverlaps(state, confusionMatrix({ truth: y, prediction: p, weight, classes, ignored }));
    },
    result: (state, values) => {
      const { num_classes, target_class_ids = Array.from({ length: num_classes }, (_, i) => i) } =
        values as OverlapValues;
      return overlapOf(state, target_class_ids);
    },
    better: "higher",
  });
}

function takesClassNumbers({ sparse_y_true = false }: OverlapValues): boolean {
  return sparse_y_true;
}
