/** NN202: a softmax shares out among several values, and a categorical loss chooses among several. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { headOf, lastActivationOf } from "../heads.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Application, Model, ModelOutput } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { wordFix } from "../word-fix.ts";
import { wrongCount } from "./outputs-match-classes.ts";

export const softmaxHasSeveralValues: Rule = (model, context) => {
  const miscounted = new Set(
    model.outputs.filter((output) => isMiscounted(output, model, context)).map(({ value }) => value),
  );
  return [
    ...context
      .applicationsOf(({ lastActivation }) => lastActivation !== undefined)
      .filter(({ outputs }) => !miscounted.has(outputs[0]))
      .flatMap((one) => softmaxOfOne(one, model, context)),
    ...model.outputs
      .filter(({ value }) => !miscounted.has(value))
      .flatMap((output) => choiceOfOne(output, model, context)),
  ];
};

/** That is said by NN105 already. */
function isMiscounted({ name }: ModelOutput, model: Model, context: RuleContext): boolean {
  const target = model.targets.find(({ output }) => output === name);
  return target !== undefined && !target.implicit && wrongCount(target, model, context) !== undefined;
}

function softmaxOfOne(application: Application, model: Model, context: RuleContext): readonly Diagnostic[] {
  const [value] = application.outputs;
  const call = context.doubtful(application) ? undefined : lastActivationOf(application, context)?.call;
  if (call?.name !== "softmax") return [];
  const { shape } = model.values[value].type;
  if (shape.at(Number(call.arguments.axis ?? -1)) !== 1) return [];
  const place = context.written(application).get("activation");
  const output = model.outputs.find((one) => one.value === value);
  const sure = place !== undefined && output !== undefined && !isCategorical(output, model, context);
  const fix = sure
    ? { title: "Use sigmoid", safe: true, edits: [{ span: place.span, text: "sigmoid" }] }
    : output !== undefined && !isCategorical(output, model, context)
      ? wordFix(application.span, "sigmoid", context)
      : undefined;
  const help =
    output === undefined
      ? "Let it run over the axis with several values (`softmax(axis=1)`), or use `sigmoid`."
      : "Use `sigmoid` for a yes or no, or one value for each class.";
  return [report(messages.softmaxOfOne, application.span, { what: "softmax", help }, { fix })];
}

/** A categorical loss over a single value that is no softmax. */
function choiceOfOne(output: ModelOutput, model: Model, context: RuleContext): readonly Diagnostic[] {
  const head = headOf(model, output, context);
  const { shape } = model.values[output.value].type;
  const target = model.targets.find((one) => one.output === output.name);
  if (shape.length < 2 || shape.at(-1) !== 1 || head.range !== "probability" || target?.implicit === false)
    return [];
  if (!isCategorical(output, model, context)) return [];
  const help = "Use `binary_crossentropy` for a yes or no, or one value for each class.";
  const loss = judgedLosses(model, context).find((judged) => judged.output === output)?.loss;
  const fix = loss === undefined ? undefined : wordFix(loss.span, "binary_crossentropy", context);
  return [report(messages.softmaxOfOne, head.span, { what: "loss", help }, { fix })];
}

function isCategorical(output: ModelOutput, model: Model, context: RuleContext): boolean {
  const truths = judgedLosses(model, context)
    .filter((loss) => loss.output === output)
    .map(({ expects }) => expects.truth);
  return truths.some((truth) => truth === "one-hot" || truth === "class-number");
}
