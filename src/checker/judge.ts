/** Judges a checked model by all rules. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CheckedModel } from "./check-model.ts";
import { type RuleContext, ruleContext } from "./rule-context.ts";
import { rules } from "./rules/index.ts";
import { scoresCanBeComputed } from "./rules/scores-can-be-computed.ts";
import { placeKey, type Run, reportKey } from "./run.ts";

/** What the rules find, one finding for each code and place: a block is judged at each of its uses. */
export function judge(checked: CheckedModel, run: Run): readonly Diagnostic[] {
  if (checked.draft.exhausted) return [];
  const context = ruleContext(checked, run);
  const found = findingsOf(checked, context);
  return hasErrors(run.diagnostics) ? found : withScores(found, checked, context);
}

/** What the rules find in a file that is right otherwise, and what they find in one that is not. */
export interface Judgement {
  readonly sound: readonly Diagnostic[];
  readonly broken: readonly Diagnostic[];
}

export function judgeBothWays(checked: CheckedModel, run: Run): Judgement {
  if (checked.draft.exhausted) return { sound: [], broken: [] };
  const context = ruleContext(checked, run);
  const found = findingsOf(checked, context);
  return { sound: withScores(found, checked, context), broken: found };
}

function findingsOf(checked: CheckedModel, context: RuleContext): readonly Diagnostic[] {
  const doubtful = doubtfulPlaces(checked);
  const found = rules.flatMap((rule) => rule(checked.model, context));
  return onceEach(
    found.filter(
      ({ span, related }) =>
        ![span, ...related.map((one) => one.span)].some((one) => doubtful.has(placeKey(one))),
    ),
  );
}

/** Scores are traced only where nothing is wrong. */
function withScores(
  found: readonly Diagnostic[],
  { model }: CheckedModel,
  context: RuleContext,
): readonly Diagnostic[] {
  return hasErrors(found) ? found : onceEach([...found, ...scoresCanBeComputed(model, context)]);
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}

function onceEach(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return found.filter((one) => {
    const key = reportKey(one);
    return !seen.has(key) && seen.add(key);
  });
}

/** Where layers stand of which only the shapes are sure: no finding speaks of them. */
function doubtfulPlaces({ draft, model }: CheckedModel): ReadonlySet<string> {
  const doubtful = model.applications.filter(({ layer }) => draft.layers[layer].doubtful);
  return new Set(doubtful.map(({ span }) => placeKey(span)));
}
