/** NN402: the settings of a training can work together. What depends on the number of rows is judged when they are read. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const trainingAddsUp: Rule = (model, context) => [
  ...tooPatient(model, context),
  ...batchOfOne(model, context),
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
