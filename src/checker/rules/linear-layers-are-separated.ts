/** NN302: something stands between two linear layers. A narrow one between two wide ones is a bottleneck, and may be meant. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { addedArgument } from "../added-argument.ts";
import { lastActivationOf } from "../heads.ts";
import type { Application, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { sizesOf } from "./strides-cover-input.ts";

export const linearLayersAreSeparated: Rule = (model, context) =>
  context
    .applicationsOf(({ linear }) => linear)
    .flatMap((second) => {
      const first = linearBefore(second, model, context);
      if (first === undefined || !alike(first, second, context) || isBottleneck(first, second, model))
        return [];
      const holes = { first: context.layerOf(first).type, second: context.layerOf(second).type };
      const related = [{ span: second.span, message: "the next layer reads it as it is" }];
      return [report(messages.linearInARow, first.span, holes, { related, fix: reluFix(first, context) })];
    });

/** The linear layer whose result this one reads, and alone reads, with nothing but dropout between them. An output is read by the world. */
function linearBefore(
  second: Application,
  { outputs }: Model,
  context: RuleContext,
): Application | undefined {
  let value = second.inputs[0];
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(value)) {
    const alone = context.readers(value).length === 1 && outputs.every((output) => output.value !== value);
    if (!alone || maker.inputs.length !== 1) return undefined;
    if (context.entryOf(maker).linear) return endsLinear(maker, context) ? maker : undefined;
    if (context.entryOf(maker).family !== "regularization") return undefined;
    value = maker.inputs[0];
  }
  return undefined;
}

/** No activation, and none said: `activation=linear` is on purpose. */
function endsLinear(application: Application, context: RuleContext): boolean {
  const isLinear = lastActivationOf(application, context) === undefined;
  return isLinear && !context.written(application).has("activation");
}

/** Two dense layers, or two convolutions of one kind whose windows both look at neighbours. */
function alike(first: Application, second: Application, context: RuleContext): boolean {
  const [a, b] = [context.layerOf(first), context.layerOf(second)];
  if (a.type !== b.type) return false;
  if (a.type === "dense") return true;
  const windows = [a, b].map(({ call }) => sizesOf(call.arguments, "kernel_size"));
  return windows.every((window) => window?.every((size) => size > 1));
}

function isBottleneck(first: Application, second: Application, { values }: Model): boolean {
  const width = (value: number) => Number(values[value].type.shape.at(-1));
  const [from, through, to] = [width(first.inputs[0]), width(first.outputs[0]), width(second.outputs[0])];
  return through < from && through < to;
}

function reluFix(first: Application, context: RuleContext): Fix | undefined {
  const edit = addedArgument(first.span, "activation=relu", context);
  return edit === undefined ? undefined : { title: "Put a relu between them", safe: false, edits: [edit] };
}
