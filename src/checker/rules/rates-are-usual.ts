/** NN401: the learning rate lies where the optimizer trains. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { isCall } from "../../library/complete-call.ts";
import type { Plain } from "../../library/value.ts";
import type { Span } from "../../source.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

/** Beyond these rates training diverges in most models, and the rate that each optimizer usually has. */
const bands: ReadonlyMap<string, { readonly most: number; readonly usual: number }> = new Map([
  ["sgd", { most: 1, usual: 0.01 }],
  ...["adam", "adamw", "adamax", "nadam", "rmsprop", "lamb"].map(
    (name) => [name, { most: 0.1, usual: 0.001 }] as const,
  ),
  ["lion", { most: 0.01, usual: 0.0001 }],
]);

export const ratesAreUsual: Rule = ({ compile }, context) => {
  const { place } = context;
  if (compile === undefined) return [];
  const { name, arguments: given } = compile.optimizer;
  const rate = firstRate(given.learning_rate);
  const band = bands.get(name);
  const span = place("optimizer");
  if (rate === undefined) return [];
  if (rate <= 0 || !Number.isFinite(rate)) {
    const found = `With a learning rate of ${rate} no weight ever changes.`;
    return [
      report(
        messages.learningRate,
        span,
        {
          found,
          help: `Use a rate above 0, such as ${band?.usual ?? 0.001}.`,
          severity: "error",
        },
        { fix: rateFix(rate, band?.usual ?? 0.001, span, context) },
      ),
    ];
  }
  if (band === undefined || rate <= band.most) return [];
  const found = `\`${name}\` with a learning rate of ${rate} takes ${Math.round(rate / band.usual).toLocaleString("en")} times the usual steps: in most models the loss becomes infinite within an epoch.`;
  const fix = rateFix(rate, band.usual, span, context);
  return [report(messages.learningRate, span, { found, help: `Try ${band.usual}.` }, { fix })];
};

/** The edit of the number, where it stands once in what is written of the optimizer. */
function rateFix(rate: number, usual: number, span: Span, { text }: RuleContext): Fix | undefined {
  const numbers = [...text(span).matchAll(/(?<![\w.])-?\d[\d_]*(?:\.\d+)?(?:e[-+]?\d+)?/gi)].filter(
    ([number]) => Number(number.replaceAll("_", "")) === rate,
  );
  const [found, ...more] = numbers;
  if (found === undefined || more.length > 0) return undefined;
  const start = span.start + found.index;
  const place = { ...span, start, end: start + found[0].length };
  return { title: `Write ${usual}`, safe: false, edits: [{ span: place, text: String(usual) }] };
}

/** The number that a rate is, or that a schedule begins with. */
function firstRate(rate: Plain | undefined): number | undefined {
  if (typeof rate === "number") return rate;
  if (rate === undefined || rate === null || !isCall(rate)) return undefined;
  const values = rate.arguments.values;
  const first = rate.arguments.initial_learning_rate ?? (Array.isArray(values) ? values[0] : undefined);
  const warmed = rate.arguments.warmup_target;
  return typeof warmed === "number" ? warmed : typeof first === "number" ? first : undefined;
}
