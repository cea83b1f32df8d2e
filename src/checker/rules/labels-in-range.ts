/** NN211, NN213: declared ranges of labels hold nothing that their loss cannot read. What is in a file is judged when it is read. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { judgedLosses } from "../judged-losses.ts";
import type { ModelTarget } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

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
    const signs = low === -1 && high === 1;
    if (expects.truth === "binary" && !name.includes("hinge") && (low < 0 || high > 1))
      return [
        report(
          messages.binaryLabel,
          target.span,
          {
            place,
            text: `${low}..${high}`,
            help: helpFor(low, high),
          },
          { fix: signs ? typeFix(target, 'binary("-1", "1")', context) : undefined },
        ),
      ];
    if (expects.truth !== "class-number" || typeof last !== "number" || (low >= 0 && high < last)) return [];
    const label = {
      fault: "number",
      text: String(high >= last ? high : low),
      first: 0,
      count: last,
    } as const;
    const counted = low === 1 && high === last;
    const fix = counted ? typeFix(target, `class(1..${last})`, context) : undefined;
    return [report(messages.classLabel, target.span, { place, label }, { fix })];
  });

/** The edit of what stands behind the name of a target. */
function typeFix({ span }: ModelTarget, type: string, { text }: RuleContext): Fix | undefined {
  const written = /^\s*:\s*(real(?:\[1\])?\s*in\s*-?\d+\s*\.\.\s*-?\d+)/.exec(
    text({ ...span, start: span.end, end: span.end + longestType }),
  );
  if (written === null) return undefined;
  const end = span.end + written[0].length;
  const place = { ...span, start: end - written[1].length, end };
  return { title: `Write ${type}`, safe: false, edits: [{ span: place, text: type }] };
}

const longestType = 80;

function helpFor(low: number, high: number): string {
  if (low === -1 && high === 1) return 'Declare it as `binary("-1", "1")`, or train it by `hinge`.';
  return `Scale it to 0..1 (divide by ${high}), or train it by \`mse\`.`;
}
