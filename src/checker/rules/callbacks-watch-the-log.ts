/** NN224: a callback watches, and writes into the names of files, numbers that the run produces. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { messages } from "../../diagnostics/messages.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { Callback } from "../../library/define-callback.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import type { Span } from "../../source.ts";
import { isValidated, watchedNames } from "../log-names.ts";
import type { Rule, RuleContext } from "../rule-context.ts";

export const callbacksWatchTheLog: Rule = (model, context) => {
  const { train, compile } = model;
  if (context.broken || compile === undefined) return [];
  const validated = isValidated(model);
  const names = watchedNames(model, context.library);
  return train.callbacks.flatMap((call, i) => {
    const { entry, values } = realizeWithoutFlow<Callback>("callbacks", call, context.library);
    const monitor = entry.monitors(values);
    const watched = monitor === undefined ? [] : [{ act: "watches" as const, monitor }];
    const written = entry.writes(values).map((name) => ({ act: "writes" as const, monitor: name }));
    return [...watched, ...written]
      .filter((one) => !names.includes(one.monitor))
      .map((one) => {
        const unvalidated = !validated && one.monitor.startsWith("val_");
        return unknownMonitor({ ...one, callback: entry.name, names, unvalidated }, i, context);
      });
  });
};

interface Missing {
  readonly callback: string;
  readonly act: "watches" | "writes";
  readonly monitor: string;
  readonly names: readonly string[];
  readonly unvalidated: boolean;
}

function unknownMonitor(missing: Missing, callback: number, { place, text }: RuleContext): Diagnostic {
  const { monitor, names, unvalidated } = missing;
  const suggestion = suggest(monitor, names) ?? names.find((name) => name.startsWith(monitor));
  const span = monitorPlace(place(`callbacks.${callback}`), text, monitor);
  const edits = [{ span, text: suggestion ?? monitor }];
  const plain = !unvalidated && suggestion !== undefined && text(span) === monitor;
  const fix = plain ? { title: `Write ${suggestion}`, safe: false, edits } : undefined;
  return report(messages.monitorUnknown, span, { ...missing, suggestion }, { fix });
}

/** The name inside of the callback, where it is plain to see; else the callback. */
function monitorPlace(span: Span, text: RuleContext["text"], monitor: string): Span {
  const whole = text(span);
  const at = whole.indexOf(monitor);
  if (at === -1 || at !== whole.lastIndexOf(monitor)) return span;
  const start = span.start + at;
  return { ...span, start, end: start + monitor.length };
}
