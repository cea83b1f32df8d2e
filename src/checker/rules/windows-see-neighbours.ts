/** NN107: where a window looks for neighbours, there are some. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { dimensionOrigin } from "../dimension-origin.ts";
import type { Rule } from "../rule-context.ts";
import { hasWindow, sizesOf } from "./strides-cover-input.ts";

export const windowsSeeNeighbours: Rule = (model, context) =>
  context.broken
    ? []
    : context.applicationsOf(hasWindow).flatMap((application) => {
        const { type, call } = context.layerOf(application);
        const window = sizesOf(call.arguments, "kernel_size") ?? sizesOf(call.arguments, "pool_size");
        if (window === undefined || window.every((size) => size === 1)) return [];
        const spatial = model.values[application.inputs[0]].type.shape.slice(1, -1);
        if (spatial.length === 0 || !spatial.every((size) => size === 1)) return [];
        const [before] = dimensionOrigin(model, application.inputs[0], 1).slice(-1);
        const size = spatial.length === 1 ? "a single step" : spatial.map(() => "1").join(" × ");
        const found = `\`${type}\` looks for neighbours, but its input is ${size}: there are none.`;
        const related =
          before?.layer === undefined ? [] : [{ span: before.span, message: "the size becomes 1 here" }];
        return [report(messages.nothingLeft, application.span, { found }, { related })];
      });
