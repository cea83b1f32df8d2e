/** NN212: labels have the form that their loss reads. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { TruthForm } from "../../library/define-loss.ts";
import { type JudgedLoss, judgedLosses } from "../judged-losses.ts";
import type { Meaning } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { usualLosses } from "../usual-losses.ts";

const needs: Record<TruthForm, string> = {
  real: "measures distances, which such labels do not have",
  "class-number": "wants class numbers",
  "one-hot": "wants one-hot labels, a number for each class",
  binary: "wants a yes or no for each output",
};

const forms: Record<Meaning["kind"], string> = {
  number: "a number",
  class: "a class number",
  onehot: "one-hot",
  binary: "a yes or no",
  multilabel: "a yes or no for each label",
};

/** What fits each kind of target. Class labels with two names are compared with one value or with two. */
const fitting: Record<Meaning["kind"], readonly TruthForm[]> = {
  number: ["real", "one-hot", "binary"],
  class: ["class-number"],
  onehot: ["one-hot", "binary", "real"],
  binary: ["binary", "real"],
  multilabel: ["binary", "real"],
};

export const labelsFitLoss: Rule = (model, context) =>
  judgedLosses(model, context).flatMap((judged) => {
    const { target, expects, loss, name } = judged;
    if (target === undefined || !misfits(judged)) return [];
    if (target.meaning.kind === "number" && target.meaning.low !== undefined && outOfRange(judged)) return [];
    const { kind } = target.meaning;
    const holes = {
      target: target.name,
      form: forms[kind],
      loss: name,
      needs: needs[expects.truth],
      help: helpFor(judged),
    };
    const related = [{ span: target.span, message: "the labels are declared here" }];
    return [
      report(messages.labelsMissLoss, loss.span, holes, {
        related,
        fix: lossFix(judged, usualLosses[kind], context),
      }),
    ];
  });

function helpFor({ target, expects, last }: JudgedLoss): string {
  const { meaning } = target ?? {};
  const isYesOrNo = meaning?.kind === "class" && meaning.count === 2 && expects.truth === "binary";
  if (isYesOrNo && last === 1) {
    const names = meaning.names?.map((name) => JSON.stringify(name)).join(", ");
    return `Declare the target as \`binary${names === undefined ? "" : `(${names})`}\`.`;
  }
  if (meaning?.kind === "binary" && last !== 1 && expects.truth !== "real")
    return "Write `binary_crossentropy`, and end with one value.";
  return `Write \`${usualLosses[meaning?.kind ?? "number"]}\`.`;
}

/** Whether the loss reads labels of another form than the file declares. Yes or no may be class numbers of two outputs. */
export function misfits({ target, expects, last }: JudgedLoss): boolean {
  if (target === undefined || target.implicit || fitting[target.meaning.kind].includes(expects.truth))
    return false;
  return !(target.meaning.kind === "binary" && expects.truth === "class-number" && last === 2);
}

/** That is said by NN211 already. */
function outOfRange({ target, last }: JudgedLoss): boolean {
  const { meaning } = target ?? {};
  return (
    meaning?.kind === "number" &&
    typeof last === "number" &&
    ((meaning.low ?? 0) < 0 || (meaning.high ?? 0) >= last)
  );
}

/** The other loss in place of this one, where it stands alone and without arguments. */
function lossFix(
  { loss, head, last, target }: JudgedLoss,
  next: string,
  context: RuleContext,
): Fix | undefined {
  const plain = loss.terms.length === 1 && /^\w+$/.test(context.text(loss.span));
  const shaped =
    next === "binary_crossentropy"
      ? head.range === "probability"
      : head.range === "distribution" && (next !== usualLosses.number || target?.type.shape.at(-1) === last);
  return plain && shaped
    ? { title: `Write ${next}`, safe: true, edits: [{ span: loss.span, text: next }] }
    : undefined;
}
