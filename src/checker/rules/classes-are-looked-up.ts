/** NN113: class numbers are looked up or made one-hot, not calculated with. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Application } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

const mostOrdinary = 2;

/** The layers that calculate with a value as it came in, but for its shape and for what stands beside it. */
function calculating(value: number, context: RuleContext): readonly Application[] {
  return context.readers(value).flatMap((reader) => {
    const { reads, linear, family } = context.entryOf(reader);
    if (linear) return reads === "f32" ? [reader] : [];
    const passes = family === "merging" || family === "reshaping";
    return passes ? calculating(reader.outputs[0], context) : [];
  });
}

export const classesAreLookedUp: Rule = (model, context) =>
  model.inputs.flatMap(({ value, name, meaning, span }) => {
    if (meaning.kind !== "class" || meaning.count <= mostOrdinary) return [];
    return calculating(value, context).map((reader) => {
      const holes = { input: name, count: meaning.count, layer: context.layerOf(reader).type };
      return report(messages.classAsNumber, reader.span, holes, {
        related: [{ span, message: "its classes are declared here" }],
      });
    });
  });
