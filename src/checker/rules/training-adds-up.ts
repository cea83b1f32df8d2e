/** NN402: the settings of a training can work together. What depends on the number of rows is judged when they are read. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { isCall } from "../../library/complete-call.ts";
import type { Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const trainingAddsUp: Rule = (model, context) => [
  ...tooPatient(model, context),
  ...batchOfOne(model, context),
  ...twoRates(model, context),
];

function tooPatient({ train }: Model, { place }: RuleContext): readonly Diagnostic[] {
  return train.callbacks.flatMap(({ name, arguments: { patience } }, i) => {
    if (typeof patience !== "number" || patience < train.epochs || train.epochs < 2) return [];
    const found = `\`${name}\` waits ${patience} epochs, and the training has ${train.epochs}: it will never act.`;
    const help = `Use a patience below ${train.epochs}, or train longer.`;
    return [report(messages.scheduleArithmetic, place(`callbacks.${i}`), { found, help })];
  });
}

function batchOfOne({ train, applications, values }: Model, context: RuleContext): readonly Diagnostic[] {
  const vectors = applications.some((application) => {
    const { type, trainable } = context.layerOf(application);
    return (
      type === "batch_normalization" && trainable && values[application.inputs[0]].type.shape.length === 2
    );
  });
  if (train.batchSize !== 1 || !vectors) return [];
  const found = "A batch of one example has no spread, and `batch_normalization` divides by it.";
  return [
    report(messages.scheduleArithmetic, context.place("batch_size"), {
      found,
      help: "Use a `batch_size` of at least 8, or `layer_normalization`.",
    }),
  ];
}

/** A schedule says the rate of every step, so a callback cannot set it. */
function twoRates({ train, compile }: Model, { library, place }: RuleContext): readonly Diagnostic[] {
  const rate = compile?.optimizer.arguments.learning_rate ?? null;
  if (!isCall(rate)) return [];
  return train.callbacks.flatMap(({ name }, i) => {
    if (library.callbacks.find(name)?.setsLearningRate !== true) return [];
    const holes = {
      found: `\`${name}\` lowers the learning rate, but \`${rate.name}\` decides it at every step.`,
      help: `Remove one of the two: the callback, or the schedule in \`${compile?.optimizer.name}\`.`,
      severity: "error" as const,
    };
    const related = [{ span: place("optimizer"), message: "the schedule is chosen here" }];
    return [report(messages.scheduleArithmetic, place(`callbacks.${i}`), holes, { related })];
  });
}
