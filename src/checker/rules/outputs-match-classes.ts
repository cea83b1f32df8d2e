/** NN105: an output has one value for each class of its target. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { countFix } from "../count-fix.ts";
import { judgedLosses } from "../judged-losses.ts";
import { lastLinear } from "../last-linear.ts";
import type { Meaning, Model, ModelTarget } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const outputsMatchClasses: Rule = (model, context) =>
  model.targets.flatMap((target) => {
    const classes = classesOf(target.meaning);
    const values = wrongCount(target, model, context);
    const output = model.outputs.find(({ name }) => name === target.output);
    if (classes === undefined || values === undefined || output === undefined || target.implicit) return [];
    const layer = lastLinear(output.value, context);
    const holes = {
      target: target.name,
      classes,
      values,
      layer: layer === undefined ? undefined : context.layerOf(layer).type,
    };
    const span = layer?.span ?? model.values[output.value].span;
    const fix = layer === undefined ? undefined : countFix(layer, values, classes, context);
    const related = [{ span: target.span, message: `${classes} classes are declared here` }];
    return [report(messages.classCountDiffers, span, holes, { related, fix })];
  });

/** How many values the output has, where that differs from the classes and the loss is one over classes. */
export function wrongCount(target: ModelTarget, model: Model, context: RuleContext): number | undefined {
  const classes = classesOf(target.meaning);
  const output = model.outputs.find(({ name }) => name === target.output);
  if (classes === undefined || output === undefined) return undefined;
  const loss = judgedLosses(model, context).find((judged) => judged.output === output);
  if (
    loss !== undefined &&
    (loss.expects.truth === "real" || loss.expects.truth === "binary") &&
    target.meaning.kind === "class"
  )
    return undefined;
  const values = model.values[output.value].type.shape.at(-1);
  return typeof values === "number" && values !== classes ? values : undefined;
}

function classesOf(meaning: Meaning): number | undefined {
  return meaning.kind === "class" || meaning.kind === "onehot" || meaning.kind === "multilabel"
    ? meaning.count
    : undefined;
}
