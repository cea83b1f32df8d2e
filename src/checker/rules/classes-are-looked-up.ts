/** NN113: class numbers are looked up or made one-hot, not calculated with. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Rule } from "../rule-context.ts";

const mostOrdinary = 2;

export const classesAreLookedUp: Rule = (model, context) =>
  model.inputs.flatMap(({ value, name, meaning, span }) => {
    if (meaning.kind !== "class" || meaning.count <= mostOrdinary) return [];
    const numeric = context
      .readers(value)
      .filter((reader) => context.entryOf(reader).reads === "f32" && context.entryOf(reader).linear);
    return numeric.map((reader) => {
      const holes = { input: name, count: meaning.count, layer: context.layerOf(reader).type };
      return report(messages.classAsNumber, reader.span, holes, {
        related: [{ span, message: "its classes are declared here" }],
      });
    });
  });
