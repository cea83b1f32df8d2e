/** `binary_io_u`: the overlap of the regions of yes, and of no. */
import { cast, greaterEqual } from "../../tensor/index.ts";
import { defineMetric } from "../define-metric.ts";
import { float } from "../kinds/float.ts";
import { listOf } from "../kinds/list-of.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { confusionMatrix } from "./confusion-matrix.ts";
import { logName } from "./log-name.ts";
import { addOverlaps, overlapAccumulators, overlapOf, targetRules } from "./overlap.ts";

export const binaryIoU = defineMetric({
  name: "binary_io_u",
  aliases: ["binary_iou"],
  keras: "BinaryIoU",
  doc: "The mean overlap of the classes in `target_class_ids` (0 is no, 1 is yes): `hits / (hits + missed + wrongly found)` of each. An output is yes from `threshold` on.",
  scene: "mask",
  example: "metrics binary_iou(target_class_ids=[1])",
  parameters: {
    target_class_ids: listOf(nonNegativeInt(), [0, 1]),
    threshold: float(0.5),
    name: logName(),
  },
  rules: targetRules,
  expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
  accumulators: () => overlapAccumulators(2),
  update: ({ values, state, truth, prediction, weight }) => {
    const yes = cast(greaterEqual(prediction, values.threshold), "f32");
    return addOverlaps(state, confusionMatrix({ truth, prediction: yes, weight, classes: 2, ignored: null }));
  },
  result: (state, { target_class_ids }) => overlapOf(state, target_class_ids),
  better: "higher",
});
