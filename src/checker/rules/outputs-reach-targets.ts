/** NN207: every declared value of a target can come out of its output. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { OutputRange } from "../../library/define-activation.ts";
import { type Head, headOf, rangeWords } from "../heads.ts";
import { libraryLosses } from "../library-losses.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

const bounds: Partial<Record<OutputRange, readonly [number, number]>> = {
  probability: [0, 1],
  distribution: [0, 1],
  "log-probability": [Number.NEGATIVE_INFINITY, 0],
  "non-negative": [0, Number.POSITIVE_INFINITY],
  "signed-unit": [-1, 1],
};

export const outputsReachTargets: Rule = (model, context) =>
  model.targets.flatMap(({ name, output, meaning, span }) => {
    const made = model.outputs.find((one) => one.name === output);
    if (
      made === undefined ||
      meaning.kind !== "number" ||
      meaning.low === undefined ||
      meaning.high === undefined
    )
      return [];
    const head = headOf(model, made, context);
    const range = head.range === "unknown" ? undefined : bounds[head.range];
    if (
      head.range === "unknown" ||
      range === undefined ||
      (meaning.low >= range[0] && meaning.high <= range[1])
    )
      return [];
    const losses = (model.compile?.losses ?? []).filter((loss) => loss.output === output);
    if (losses.some((loss) => libraryLosses(loss).some(({ name }) => takesSigns(name)))) return [];
    const holes = {
      target: name,
      low: meaning.low,
      high: meaning.high,
      activation: head.activation ?? "this layer",
      values: rangeWords[head.range],
      help: helpFor(head, model.values[made.value].type.shape.at(-1), context),
    };
    return [
      report(messages.rangeMissesTarget, head.span, holes, {
        related: [{ span, message: "the range is declared here" }],
        fix: withoutActivation(head, context),
      }),
    ];
  });

/** The edit that leaves the last activation out, whether an argument or a step. */
function withoutActivation({ layer, span }: Head, context: RuleContext): Fix | undefined {
  if (layer === undefined || layer.blocks.length > 0) return undefined;
  const { linear, family } = context.entryOf(layer);
  const place = context.written(layer).get("activation")?.span;
  if (linear) return place === undefined ? undefined : context.removal(place, "argument");
  return family === "activation" ? context.removal(span, "step") : undefined;
}

function helpFor({ layer, activation }: Head, last: unknown, context: RuleContext): string {
  const { linear = false, family = "" } = layer === undefined ? {} : context.entryOf(layer);
  const scaled = "or scale the target into that range";
  if (linear) return `Leave the activation out, ${scaled}.`;
  return family === "recurrent"
    ? `End with \`dense(${typeof last === "number" ? last : "units"})\`, ${scaled}.`
    : `Remove \`${activation}\`, ${scaled}.`;
}

/** Losses that compare signs or probabilities: their labels are judged by NN213 and NN211. */
function takesSigns(loss: string): boolean {
  return loss.includes("hinge") || loss.includes("crossentropy");
}
