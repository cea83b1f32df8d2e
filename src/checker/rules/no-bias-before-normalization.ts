/** NN303: no bias is added that a batch normalization subtracts right away. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
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
    const last = context.entryOf(before).lastActivation?.(call.arguments, context.library);
    if (
      call.arguments.use_bias !== true ||
      (last !== undefined && last.name !== "linear") ||
      context.written(before).has("use_bias")
    )
      return [];
    const bias = model.weights.find(({ path }) => path === `${name}/bias`);
    const count = bias?.shape.reduce((product, dim) => product * dim, 1) ?? 0;
    const text = context.text(before.span);
    const at = { ...before.span, start: before.span.end - 1, end: before.span.end - 1 };
    const edits = [{ span: at, text: ", use_bias=false" }];
    const fix = text.endsWith(")") ? { title: "Leave the bias out", safe: true, edits } : undefined;
    return [report(messages.biasBeforeNormalization, before.span, { layer: type, count }, { fix })];
  });

function isBatchNormalization({ name }: Layer): boolean {
  return name === "batch_normalization";
}
