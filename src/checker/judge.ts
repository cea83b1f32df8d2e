/** Judges a checked model by all rules. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CheckedModel } from "./check-model.ts";
import { ruleContext } from "./rule-context.ts";
import { rules } from "./rules/index.ts";
import { scoresCanBeComputed } from "./rules/scores-can-be-computed.ts";
import type { Run } from "./run.ts";

/** The findings, one for each code and place: a block is judged at each of its uses. */
export function judge(checked: CheckedModel, run: Run): readonly Diagnostic[] {
  if (checked.draft.exhausted) return [];
  const context = ruleContext(checked, run);
  const found = new Map<string, Diagnostic>();
  const said = rules.flatMap((rule) => rule(checked.model, context));
  const sound = ![...run.diagnostics, ...said].some(({ severity }) => severity === "error");
  for (const diagnostic of sound ? [...said, ...scoresCanBeComputed(checked.model, context)] : said) {
    const { file, start, end } = diagnostic.span;
    const key = JSON.stringify([diagnostic.code, file, start, end]);
    if (!found.has(key)) found.set(key, diagnostic);
  }
  return [...found.values()];
}
