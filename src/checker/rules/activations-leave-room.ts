/** NN305: an activation sees numbers of both signs; behind another that bounds them, most of its answers cannot come out. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { type Head, headOf, isActivation } from "../heads.ts";
import type { Application, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const activationsLeaveRoom: Rule = (model, context) =>
  context.applicationsOf(isActivation).flatMap((application) => {
    const own = headOf(model, { value: application.outputs[0] }, context);
    const before = activationBefore(application, model, context);
    const found = before === undefined ? undefined : squeezed(own, before);
    if (before === undefined || found === undefined) return [];
    const help = `Remove \`${before.activation}\`, or this \`${own.activation}\`.`;
    const related = [{ span: before.span, message: `\`${before.activation}\` is applied here` }];
    return [report(messages.noEffect, application.span, { found, help }, { related })];
  });

/** The activation of the layer just before, where that layer applies it itself. */
function activationBefore({ inputs }: Application, model: Model, context: RuleContext): Head | undefined {
  const head = headOf(model, { value: inputs[0] }, context);
  return head.layer !== undefined && head.layer === context.maker(inputs[0]) ? head : undefined;
}

function squeezed(own: Head, before: Head): string | undefined {
  if (own.activation === before.activation) return undefined;
  const isBounded = before.range === "probability" || before.range === "distribution";
  if (own.activation === "sigmoid" && (isBounded || before.range === "non-negative"))
    return `\`sigmoid\` behind \`${before.activation}\` is never below 0.5: it cannot say no.`;
  if (own.activation === "softmax" && isBounded)
    return `\`softmax\` behind \`${before.activation}\` makes all shares nearly equal.`;
  return undefined;
}
