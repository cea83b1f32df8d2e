/** What a text does not say and a reader wants to know, shown inside of it: shapes and parameters, resolved metrics, defaults. */

import type { InlayHint } from "vscode-languageserver-types";
import { elementsOf } from "../checker/cost-of-model.ts";
import { defaultHints } from "./default-hints.ts";
import { imaginedAround } from "./imagined/imagined-around.ts";
import { showImagined } from "./imagined/named-sizes.ts";
import { resolvedHints } from "./resolved-hints.ts";
import type { Settings } from "./settings.ts";
import { showAll, showCount, showSpread, typesOf } from "./show-shapes.ts";
import type { Snapshot } from "./snapshot.ts";
import { type StepInText, type StepsInText, stepsOf } from "./traced-steps.ts";
import { weightsOf } from "./weights-of.ts";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A hint before it has a place on the page. */
export interface Hint {
  readonly at: number;
  readonly label: string;
  readonly tooltip?: string;
}

/** The hints of a stretch of the text, in its order. */
export function inlayHints(
  snapshot: Snapshot,
  stretch: Stretch,
  { inlayHints: wanted }: Pick<Settings, "inlayHints">,
): readonly InlayHint[] {
  const hints = [
    ...(wanted.shapes ? shapeHints(snapshot, stretch) : []),
    ...(wanted.resolved ? resolvedHints(snapshot) : []),
    ...(wanted.defaults ? defaultHints(snapshot) : []),
  ];
  return hints
    .filter(({ at }) => isIn(at, stretch))
    .toSorted((a, b) => a.at - b.at)
    .map((hint) => shown(hint, snapshot));
}

function shown({ at, label, tooltip }: Hint, { lines }: Snapshot): InlayHint {
  return {
    position: lines.positionAt(at),
    label,
    paddingLeft: true,
    ...(tooltip === undefined ? {} : { tooltip: { kind: "markdown", value: tooltip } }),
  };
}

function shapeHints(snapshot: Snapshot, stretch: Stretch): readonly Hint[] {
  const steps = stepsOf(snapshot);
  return [...steps.values()]
    .filter(({ span }) => isIn(span.end, stretch))
    .flatMap((step) => shapeHint(step) ?? imaginedHint(step, steps, snapshot) ?? []);
}

/** Of a step in a block that nobody uses: sizes have the names of its parameters, and nothing is counted. */
function imaginedHint({ span }: StepInText, steps: StepsInText, snapshot: Snapshot): Hint | undefined {
  const shapes = showImagined(imaginedAround(snapshot, span.start, snapshot.compiled(), steps), (draft) =>
    draft.steps.filter((step) => step.span.start === span.start).map(({ outputs }) => outputs),
  );
  return shapes === undefined ? undefined : { at: span.end, label: `→ ${shapes}` };
}

function shapeHint({ span, traced }: StepInText): Hint | undefined {
  const uses = traced.flatMap(({ draft, step }) => {
    const types = typesOf(draft, step.outputs);
    return types === undefined ? [] : [{ types, weights: weightsOf(draft, step.first, step.end) }];
  });
  const shapes = showAll(uses.map(({ types }) => types));
  if (shapes === undefined) return undefined;
  const counts = uses.map(({ weights }) => elementsOf(weights));
  const parameters = Math.max(...counts) === 0 ? "" : ` · ${showSpread(counts)}`;
  const [{ weights }] = uses;
  const rows = weights.map(
    (weight) => `- \`${weight.path}\` [${weight.shape.join(", ")}]: ${showCount(elementsOf([weight]))}`,
  );
  return {
    at: span.end,
    label: `→ ${shapes}${parameters}`,
    ...(rows.length === 0 ? {} : { tooltip: rows.join("\n") }),
  };
}

function isIn(offset: number, { start, end }: Stretch): boolean {
  return offset >= start && offset <= end;
}
