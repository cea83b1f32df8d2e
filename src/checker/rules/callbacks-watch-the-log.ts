/** NN224: a callback watches a number that the run produces. */
import { report } from "../../diagnostics/define-message.ts";
import type { Fix } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { Callback } from "../../library/define-callback.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import type { Span } from "../../source.ts";
import { logNames } from "../log-names.ts";
import type { Rule } from "../rule-context.ts";

export const callbacksWatchTheLog: Rule = (model, { library, broken, place, text }) => {
  const { train, compile } = model;
  if (broken || compile === undefined) return [];
  const own = logNames(model);
  const validated = train.validationSplit > 0 || train.validationData !== undefined;
  const names = validated ? [...own, ...own.map((name) => `val_${name}`)] : own;
  return train.callbacks.flatMap((call, i) => {
    const { entry, values } = realizeWithoutFlow<Callback>("callbacks", call, library);
    const monitor = entry.monitors(values);
    if (monitor === undefined || names.includes(monitor) || monitor === "learning_rate") return [];
    const unvalidated = !validated && monitor.startsWith("val_");
    const suggestion = suggest(monitor, names) ?? names.find((name) => name.startsWith(monitor));
    const holes = { callback: entry.name, monitor, names, suggestion, unvalidated };
    const span = place(`callbacks.${i}`);
    const fix =
      unvalidated || suggestion === undefined ? undefined : monitorFix(span, text(span), monitor, suggestion);
    return [report(messages.monitorUnknown, span, holes, { fix })];
  });
};

/** The edit of the name, where it is plain to see. */
function monitorFix(span: Span, text: string, monitor: string, suggestion: string): Fix | undefined {
  const at = text.indexOf(monitor);
  if (at === -1 || at !== text.lastIndexOf(monitor)) return undefined;
  const start = span.start + at;
  const edits = [{ span: { ...span, start, end: start + monitor.length }, text: suggestion }];
  return { title: `Watch ${suggestion}`, safe: false, edits };
}
