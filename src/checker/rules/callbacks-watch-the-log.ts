/** NN224: a callback watches a number that the run produces. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import type { Callback } from "../../library/define-callback.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import { logNames } from "../log-names.ts";
import type { Rule } from "../rule-context.ts";

export const callbacksWatchTheLog: Rule = (model, { library, broken, place }) => {
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
    return [
      report(messages.monitorUnknown, place(`callbacks.${i}`), {
        callback: entry.name,
        monitor,
        names,
        suggestion,
        unvalidated,
      }),
    ];
  });
};
