/** NN201, NN203–NN206: the values of an output lie in the domain of its loss. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic, Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { OutputRange } from "../../library/define-activation.ts";
import { activationFix } from "../activation-fix.ts";
import { rangeWords } from "../heads.ts";
import { type JudgedLoss, judgedLosses } from "../judged-losses.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { wordFix } from "../word-fix.ts";

export const lossesFitOutputs: Rule = (model, context) =>
  judgedLosses(model, context).flatMap((judged) => judge(judged, context));

function judge(judged: JudgedLoss, context: RuleContext): readonly Diagnostic[] {
  const { head, expects } = judged;
  const { ranges } = expects;
  if (ranges === "any" || head.range === "unknown" || fits(head.range, judged)) return [];
  if (judged.fromLogits) return [appliedTwice(judged, context)];
  if (!ranges.includes("probability") && !ranges.includes("distribution")) return [outside(judged, context)];
  if (ranges.includes("non-negative")) return [];
  if (head.range === "real") return [bareScores(judged, context)];
  if (head.range === "probability") return judged.last === 1 ? [] : [notCompeting(judged, context)];
  if (head.range === "distribution")
    return judged.last === 1 || judged.target?.meaning.kind === "binary"
      ? []
      : [classesScoredAlone(judged, context)];
  return [outside(judged, context)];
}

/** The labels say which of the two was meant, where the file declares them. */
function classesScoredAlone(judged: JudgedLoss, context: RuleContext): Diagnostic {
  const { head, loss, target, name } = judged;
  const kind = target?.implicit === false ? target.meaning.kind : undefined;
  const fix =
    kind === "onehot"
      ? wordFix(loss.span, "categorical_crossentropy", context)
      : kind === "multilabel"
        ? (activationFix(head, "sigmoid", context) ?? wordFix(head.span, "sigmoid", context))
        : undefined;
  return report(messages.softmaxForLabels, head.span, { loss: name }, { ...lossPlace(judged), fix });
}

/** Probabilities of one class each are fine where the loss asks for no more than values from 0 to 1. */
function fits(range: OutputRange, { expects: { ranges }, fromLogits }: JudgedLoss): boolean {
  if (ranges === "any" || ranges.includes(range)) return true;
  return fromLogits && (range === "non-negative" || range === "signed-unit" || range === "log-probability");
}

/** The activation that the loss is made for. */
function wanted({ expects: { ranges, truth } }: JudgedLoss): string {
  if (ranges === "any" || ranges.includes("real")) return "linear";
  return truth === "binary" ? "sigmoid" : "softmax";
}

function bareScores(judged: JudgedLoss, context: RuleContext): Diagnostic {
  const { head, name } = judged;
  const logits = context.library.losses.find(name)?.parameters.from_logits !== undefined;
  const fix = wanted(judged);
  return report(
    messages.scoresForProbabilities,
    head.span,
    { loss: name, ending: endingWith(fix, judged, context), logits },
    { ...lossPlace(judged), fix: activationFix(judged.head, fix, context) },
  );
}

/** The activation stays, so that predictions are probabilities. */
function appliedTwice(judged: JudgedLoss, context: RuleContext): Diagnostic {
  const { head, name, loss } = judged;
  const place = context.argumentIn(loss.span, "from_logits");
  return report(
    messages.activationInBoth,
    head.span,
    { loss: name, activation: head.activation ?? "an activation" },
    {
      ...lossPlace(judged),
      fix: place === undefined ? undefined : context.removal(place, "argument"),
    },
  );
}

function notCompeting(judged: JudgedLoss, context: RuleContext): Diagnostic {
  const { head, name, last } = judged;
  const values = typeof last === "number" ? last : "several";
  const elsewhere = sharesOut(head.activation);
  return report(
    messages.sigmoidForClasses,
    head.span,
    { loss: name, values, activation: head.activation ?? "sigmoid", elsewhere },
    { ...lossPlace(judged), fix: elsewhere ? undefined : competingFix(judged, context) },
  );
}

/** What a step does alone is another name there. */
function competingFix({ head }: JudgedLoss, context: RuleContext): Fix | undefined {
  return activationFix(head, "softmax", context) ?? wordFix(head.span, "softmax", context);
}

/** A softmax whose values are probabilities on their own shares out along another axis. */
function sharesOut(activation: string | undefined): boolean {
  return activation === "softmax" || activation === "sparsemax";
}

function outside(judged: JudgedLoss, context: RuleContext): Diagnostic {
  const { head, name, expects } = judged;
  const values = head.range === "unknown" ? "values" : rangeWords[head.range];
  const fix = wanted(judged);
  const compares = fix === "linear" ? ("signs" as const) : ("probabilities" as const);
  const ranges = expects.ranges === "any" ? [] : expects.ranges.map((range) => rangeWords[range]);
  const needs = compares === "signs" ? "numbers on both sides of 0" : ranges.join(" or ");
  const ending = endingWith(fix, judged, context);
  const holes = { loss: name, activation: head.activation ?? "this", values, needs, ending, compares };
  return report(messages.rangeMissesLoss, head.span, holes, {
    ...lossPlace(judged),
    fix: activationFix(judged.head, fix, context),
  });
}

function lossPlace({ loss }: JudgedLoss) {
  return { related: [{ span: loss.span, message: "the loss is chosen here" }] };
}

/** How a model that ends with this layer gets another activation. A recurrent layer uses its own inside too. */
function endingWith(activation: string, { head, last }: JudgedLoss, context: RuleContext): string {
  const entry = head.layer === undefined ? undefined : context.entryOf(head.layer);
  if (entry?.linear) return `activation=${activation}`;
  if (entry?.family !== "recurrent") return activation;
  const units = typeof last === "number" ? last : "units";
  return activation === "linear" ? `dense(${units})` : `dense(${units}, activation=${activation})`;
}
