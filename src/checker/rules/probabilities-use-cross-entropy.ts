/** NN208: probabilities of classes are best trained by cross-entropy. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Rule } from "../rule-context.ts";
import { wordFix } from "../word-fix.ts";

const better = {
  binary: "binary_crossentropy",
  multilabel: "binary_crossentropy",
  onehot: "categorical_crossentropy",
} as const;

export const probabilitiesUseCrossEntropy: Rule = (model, context) =>
  judgedLosses(model, context).flatMap(({ name, head, target, loss }) => {
    const kind = target?.meaning.kind;
    const squared = name === "mean_squared_error" || name === "mean_absolute_error";
    if (!squared || (head.range !== "probability" && head.range !== "distribution")) return [];
    if (kind !== "binary" && kind !== "multilabel" && kind !== "onehot") return [];
    return [
      report(
        messages.squaresForClasses,
        loss.span,
        { loss: name, better: better[kind] },
        {
          related: [{ span: head.span, message: "the probability comes from here" }],
          fix: wordFix(loss.span, better[kind], context),
        },
      ),
    ];
  });
