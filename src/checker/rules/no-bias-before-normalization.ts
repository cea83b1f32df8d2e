/** NN303: no bias is added that a batch normalization subtracts right away. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
import { addedArgument } from "../added-argument.ts";
import { lastActivationOf } from "../heads.ts";
import type { Rule } from "../rule-context.ts";

export const noBiasBeforeNormalization: Rule = (model, context) =>
  context.applicationsOf(isBatchNormalization).flatMap((application) => {
    const before = context.maker(application.inputs[0]);
    if (
      before === undefined ||
      !context.entryOf(before).linear ||
      context.readers(application.inputs[0]).length > 1
    )
      return [];
    const { type, call, name } = context.layerOf(before);
    if (
      call.arguments.use_bias !== true ||
      lastActivationOf(before, context) !== undefined ||
      context.written(before).has("use_bias")
    )
      return [];
    const bias = model.weights.find(({ path }) => path === `${name}/bias`);
    const count = bias?.shape.reduce((product, dim) => product * dim, 1) ?? 0;
    const edit = addedArgument(before.span, "use_bias=false", context);
    const fix = edit === undefined ? undefined : { title: "Leave the bias out", safe: true, edits: [edit] };
    return [report(messages.biasBeforeNormalization, before.span, { layer: type, count }, { fix })];
  });

function isBatchNormalization({ name }: Layer): boolean {
  return name === "batch_normalization";
}
