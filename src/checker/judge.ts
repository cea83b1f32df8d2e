/** Judges a checked model by all rules. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CheckedModel } from "./check-model.ts";
import { ruleContext } from "./rule-context.ts";
import { rules } from "./rules/index.ts";
import type { Run } from "./run.ts";

/** The findings, one for each code and place: a block is judged at each of its uses. */
export function judge(checked: CheckedModel, run: Run): readonly Diagnostic[] {
  if (checked.draft.exhausted) return [];
  const context = ruleContext(checked, run);
  const found = new Map<string, Diagnostic>();
  for (const diagnostic of rules.flatMap((rule) => rule(checked.model, context))) {
    const { file, start, end } = diagnostic.span;
    const key = JSON.stringify([diagnostic.code, file, start, end]);
    if (!found.has(key)) found.set(key, diagnostic);
  }
  return [...found.values()];
}
