/** NN211, NN213: declared ranges of labels hold nothing that their loss cannot read. What is in a file is judged when it is read. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { Rule } from "../rule-context.ts";

export const labelsInRange: Rule = (model, context) =>
  judgedLosses(model, context).flatMap(({ expects, last, target, name }) => {
    const meaning = target?.meaning;
    if (
      target === undefined ||
      meaning?.kind !== "number" ||
      meaning.low === undefined ||
      meaning.high === undefined
    )
      return [];
    const place = `The declared range of \`${target.name}\``;
    const { low, high } = meaning;
    if (expects.truth === "binary" && !name.includes("hinge") && (low < 0 || high > 1))
      return [
        report(messages.binaryLabel, target.span, {
          place,
          text: `${low}..${high}`,
          help: helpFor(low, high),
        }),
      ];
    if (expects.truth !== "class-number" || typeof last !== "number" || (low >= 0 && high < last)) return [];
    const label = {
      fault: "number",
      text: String(high >= last ? high : low),
      first: 0,
      count: last,
    } as const;
    return [report(messages.classLabel, target.span, { place, label })];
  });

function helpFor(low: number, high: number): string {
  if (low === -1 && high === 1) return 'Declare it as `binary("-1", "1")`, or train it by `hinge`.';
  return `Scale it to 0..1 (divide by ${high}), or train it by \`mse\`.`;
}
