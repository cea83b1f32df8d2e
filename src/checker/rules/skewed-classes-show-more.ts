/** NN223: where class weights say that classes are skewed, accuracy is not the only metric. How a file is skewed is seen when it is read. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { accuracyAlone, skew } from "../accuracy-alone.ts";
import type { Rule } from "../rule-context.ts";

export const skewedClassesShowMore: Rule = (model) => {
  const { train, targets } = model;
  const weights = Object.values(train.classWeight ?? {}).filter((weight) => weight > 0);
  const target = targets.find(
    ({ meaning }) => meaning.kind === "class" || meaning.kind === "binary" || meaning.kind === "onehot",
  );
  const metric = target === undefined ? undefined : accuracyAlone(model, target);
  if (weights.length < 2 || target === undefined || metric === undefined) return [];
  const ratio = Math.round(Math.max(...weights) / Math.min(...weights));
  if (ratio < skew) return [];
  const holes = { target: target.name, meaning: target.meaning, evidence: { ratio } };
  return [report(messages.skewedAccuracy, metric.span, holes)];
};
