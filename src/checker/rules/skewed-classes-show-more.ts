/** NN223: where class weights say that classes are skewed, accuracy is not the only metric. How a file is skewed is seen when it is read. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Rule } from "../rule-context.ts";

/** Rarer than one in eleven: then accuracy alone says little. */
const skew = 10;

export const skewedClassesShowMore: Rule = ({ train, targets, compile }) => {
  const weights = Object.values(train.classWeight ?? {}).filter((weight) => weight > 0);
  const target = targets.find(
    ({ meaning }) => meaning.kind === "class" || meaning.kind === "binary" || meaning.kind === "onehot",
  );
  const metrics = (compile?.metrics ?? []).filter(({ output }) => output === target?.output);
  if (weights.length < 2 || target === undefined || metrics.length === 0) return [];
  const ratio = Math.round(Math.max(...weights) / Math.min(...weights));
  const only = metrics.every(({ call, weighted }) => call.name.endsWith("accuracy") && !weighted);
  return ratio >= skew && only
    ? [report(messages.skewedAccuracy, metrics[0].span, { target: target.name, ratio })]
    : [];
};
