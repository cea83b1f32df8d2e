/** NN223: where almost all labels are of one class, accuracy is not the only metric. */
import { accuracyAlone, skew } from "../../../checker/accuracy-alone.ts";
import { report } from "../../../diagnostics/define-message.ts";
import { skewedAccuracy } from "../../../diagnostics/messages/skewed-accuracy.ts";
import type { DataRule } from "./judge-data.ts";
import { labelClasses } from "./label-classes.ts";

/** Class weights say that the author knows: the checker judges these. */
export const skewedLabelsShowMore: DataRule = ({ model, training, preparation, file }) => {
  if (model.train.classWeight !== undefined) return [];
  return model.targets.flatMap((target) => {
    const metric = accuracyAlone(model, target);
    const classes = labelClasses(target, preparation);
    if (metric === undefined || classes === undefined) return [];
    const counts = classes.countIn(training);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const most = counts.indexOf(Math.max(...counts));
    const share = counts[most] / total;
    // With a single class there is nothing to learn at all, which is said elsewhere.
    if (share * (skew + 1) < skew || share === 1) return [];
    const evidence = { file, share, label: classes.nameOf(most) };
    return [report(skewedAccuracy, metric.span, { target: target.name, meaning: target.meaning, evidence })];
  });
};
