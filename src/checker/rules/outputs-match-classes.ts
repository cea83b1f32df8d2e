/** NN105: an output has one value for each class of its target. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Application, Meaning, Model, ModelTarget } from "../model.ts";
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

/** The layer whose units decide the number of values: activations and dropout keep it. */
function lastLinear(value: number, context: RuleContext): Application | undefined {
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(maker.inputs[0])) {
    const { linear, family } = context.entryOf(maker);
    if (linear) return maker;
    if (family !== "activation" && family !== "regularization" && family !== "core") return undefined;
  }
  return undefined;
}

/** The edit of the number, where it stands there as a number. */
function countFix(
  layer: Application,
  values: number,
  classes: number,
  context: RuleContext,
): Fix | undefined {
  const written = context.written(layer);
  const place = written.get("units") ?? written.get("filters");
  if (place === undefined || context.text(place.span) !== String(values)) return undefined;
  return {
    title: `Give it ${classes} values`,
    safe: false,
    edits: [{ span: place.span, text: String(classes) }],
  };
}
