/**
 * NN209: a loss that takes logarithms sees no negative values. A bare output under mean_squared_logarithmic_error is often found and
 * mostly learns to stay above 0: that is a hint.
 */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { activationFix } from "../activation-fix.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Rule } from "../rule-context.ts";
import { wordFix } from "../word-fix.ts";

const logarithmic = new Set(["mean_squared_logarithmic_error", "poisson", "kl_divergence"]);

export const logarithmsOfPositives: Rule = (model, context) =>
  judgedLosses(model, context).flatMap(({ name, head, target, loss }) => {
    if (!logarithmic.has(name)) return [];
    const meaning = target?.meaning;
    if (meaning?.kind === "number" && meaning.low !== undefined && meaning.low < 0) {
      const holes = {
        loss: name,
        what: `the target \`${target?.name}\` (${meaning.low}..${meaning.high})`,
        help: "Use `mean_squared_error`.",
      };
      return [
        report(messages.logarithmOfNegative, loss.span, holes, {
          related: [{ span: target?.span ?? loss.span, message: "the range is declared here" }],
          fix: wordFix(loss.span, "mean_squared_error", context),
        }),
      ];
    }
    const negative =
      head.range === "real" || head.range === "signed-unit" || head.range === "log-probability";
    if (!negative || name === "kl_divergence") return [];
    const severity = name !== "poisson" && head.range === "real" ? ("hint" as const) : undefined;
    const holes = { loss: name, what: "this output", help: "End with `activation=softplus`.", severity };
    return [
      report(messages.logarithmOfNegative, loss.span, holes, {
        related: [{ span: head.span, message: "the output comes from here" }],
        fix: activationFix(head, "softplus", context),
      }),
    ];
  });
