/** NN304: dropout stands before the last layer with weights, and leaves something. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { isActivation } from "../heads.ts";
import type { Application, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const dropoutBeforeTheHead: Rule = (model, context) => [
  ...context
    .applicationsOf(({ family }) => family === "regularization")
    .flatMap((application) => dropsAll(application, context)),
  ...model.outputs.flatMap(({ value }) => dropsAnswers(value, model, context)),
];

/** The dropout before the last layer with weights, in the same flow or on a line of its own. */
function moved(dropout: Application, context: RuleContext): Fix | undefined {
  const { span, blocks } = dropout;
  let head = context.maker(dropout.inputs[0]);
  while (head !== undefined && isActivation(context.entryOf(head))) head = context.maker(head.inputs[0]);
  const taken = context.removal(span, "step");
  if (head === undefined || taken === undefined || !context.entryOf(head).linear) return undefined;
  if (head.span.file !== span.file || head.blocks.length + blocks.length > 0) return undefined;
  const text = `${context.text(span)} -> `;
  const at = { ...head.span, end: head.span.start };
  return { title: "Move it there", safe: false, edits: [{ span: at, text }, ...taken.edits] };
}

function isDropout(application: Application, context: RuleContext): boolean {
  return (
    context.layerOf(application).call.arguments.rate !== undefined &&
    context.entryOf(application).family === "regularization"
  );
}

function dropsAll(application: Application, context: RuleContext) {
  const { call } = context.layerOf(application);
  if (!isDropout(application, context) || Number(call.arguments.rate) < 1) return [];
  const found = `A dropout with the rate ${call.arguments.rate} drops every value while training.`;
  return [
    report(messages.dropoutAtTheEnd, application.span, {
      found,
      help: "Use a rate from 0.1 to 0.5.",
      severity: "error",
    }),
  ];
}

/** From the output back over activations: a dropout there wipes out answers. */
function dropsAnswers(value: number, model: Model, context: RuleContext) {
  if (model.compile === undefined) return [];
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(maker.inputs[0])) {
    const { type } = context.layerOf(maker);
    if (isDropout(maker, context) && Number(context.layerOf(maker).call.arguments.rate) < 1) {
      const found = `This \`${type}\` stands at the output: while training it sets some of the answers to 0.`;
      return [
        report(
          messages.dropoutAtTheEnd,
          maker.span,
          { found, help: "Move it above the last layer with weights." },
          { fix: moved(maker, context) },
        ),
      ];
    }
    if (!isActivation(context.entryOf(maker))) return [];
  }
  return [];
}
