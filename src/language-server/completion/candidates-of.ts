/** What may stand where the cursor is, by what stands around it. */
import type { Model } from "../../checker/model.ts";
import { findName } from "../../checker/scope.ts";
import { typesOf } from "../show-shapes.ts";
import type { Snapshot } from "../snapshot.ts";
import { stepsIn } from "../traced-steps.ts";
import { argumentCandidates, typedCandidates } from "./argument-candidates.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Context } from "./context.ts";
import { continuationCandidates, settingContinuations } from "./continuation-candidates.ts";
import type { CursorPath } from "./cursor-path.ts";
import { expectationCandidates } from "./expectation-candidates.ts";
import {
  countCandidates,
  expressionCandidates,
  itemsCandidates,
  libraryCandidates,
  searchCandidates,
} from "./expression-candidates.ts";
import { type Here, hereAt } from "./here.ts";
import * as names from "./name-candidates.ts";
import { endingsOf, forgottenPathCandidates, quotedPathCandidates } from "./path-candidates.ts";
import { settingKeyCandidates, settingValueCandidates } from "./setting-candidates.ts";
import { formCandidates } from "./statement-candidates.ts";
import { type Home, layerCandidates, stepCandidates } from "./step-candidates.ts";
import { flowCandidates } from "./value-candidates.ts";

export function candidatesOf(context: Context, snapshot: Snapshot, cursor: CursorPath): readonly Candidate[] {
  const here = hereAt(snapshot, cursor);
  const before = cursor.word.start;
  const home = { compiled: here.compiled, source: snapshot.source };
  switch (context.kind) {
    case "statement":
      return [
        ...continuationCandidates(snapshot, cursor),
        ...statementCandidates(context.place, here, home, before),
      ];
    case "step":
      return stepCandidates(here.scope, arriving(context, here), home);
    case "shared-step":
      return stepCandidates(here.scope, undefined, home);
    case "source":
      return [
        ...flowCandidates(here, before, 0),
        ...(context.several ? [] : stepCandidates(here.scope, currentTypes(here), home)),
      ];
    case "argument":
    case "argument-value":
      if (cursor.path.some(({ kind }) => kind === "Test"))
        return expectationCandidates(modelAt(here, cursor), undefined, here, before);
      if (context.kind === "argument-value" && context.name === "weights")
        return quotedPathCandidates(snapshot, endingsOf(context.name) ?? []);
      return argumentCandidates(context, here, before, modelAt(here, cursor));
    case "setting-key":
      return [
        ...settingContinuations(context.settings, snapshot, cursor),
        ...settingKeyCandidates(context.form, context.settings),
        ...(context.data === undefined
          ? []
          : names.bindingCandidates(modelAt(here, cursor), names.boundIn(context.settings))),
      ];
    case "setting-value":
      return [
        ...quotedPathCandidates(snapshot, endingsOf(context.setting.key.text) ?? []),
        ...settingValueCandidates(context, here, before, modelAt(here, cursor), home),
      ];
    case "data-name":
      return names.bindingCandidates(modelAt(here, cursor), names.boundIn(context.settings));
    case "column":
      return names.columnCandidates(context.data, context.flow, snapshot);
    case "preparation":
      return layerCandidates(here.scope, undefined).filter(({ detail }) => detail === "preprocessing");
    case "type":
      return names.typeCandidates(context.of);
    case "dim":
      return [...countCandidates(here, before), ...names.sizeCandidates(here)];
    case "count":
      return countCandidates(here, before);
    case "search":
      return searchCandidates();
    case "constant":
      return [...expressionCandidates(here, before), ...libraryCandidates(here)];
    case "items":
      return itemsCandidates(here, before);
    case "expression":
      return expressionCandidates(here, before);
    case "typed-value":
      return typedCandidates(context.type, here, before);
    case "path":
      return forgottenPathCandidates(snapshot, context.statement, before);
    case "output":
      return names.outputCandidates(context.statement, here, before);
    case "target":
      return names.targetCandidates(modelAt(here, cursor));
    case "import":
      return names.importCandidates(context.statement, snapshot);
    case "assert":
      return [...(context.isLimit ? [] : names.quantityCandidates()), ...expressionCandidates(here, before)];
    case "nothing":
      return [];
  }
}

function statementCandidates(
  place: Extract<Context, { kind: "statement" }>["place"],
  here: Here,
  home: Home,
  before: number,
): readonly Candidate[] {
  if (place === "File") return formCandidates(place, 0);
  const several = beginnings(here, before);
  const steps = stepCandidates(here.scope, currentTypes(here), home);
  if (several.length > 0) {
    const later = steps.map((step) => ({ ...step, rank: step.rank + behindAll }));
    return [...several, ...formCandidates(place, 300), ...later];
  }
  return [...steps, ...flowCandidates(here, before, 200), ...formCandidates(place, 300)];
}

/** A bare layer would not know which input it goes on from. */
const behindAll = 1000;

/** Where there are several inputs and no flow yet: a flow begins with one of them, or with all together. */
function beginnings(here: Here, before: number): readonly Candidate[] {
  const values = here.current === undefined ? flowCandidates(here, before, 1) : [];
  if (values.length < 2) return [];
  const together = `(${values
    .map(({ label }) => label)
    .toReversed()
    .join(", ")})`;
  return [
    { label: together, kind: kinds.value, rank: 0, insert: `${together} -> $0`, detail: "all inputs" },
    ...values,
  ];
}

function currentTypes({ draft, current }: Here) {
  return draft === undefined || current === undefined ? undefined : typesOf(draft, current);
}

/** What the step before gives, or where the flow begins. */
function arriving({ flow, index }: Extract<Context, { kind: "step" }>, here: Here) {
  const before = index === 0 ? flow.source : flow.steps[index - 1];
  const { imagined, draft } = here;
  const step =
    imagined === undefined ? undefined : draft?.steps.find(({ span }) => span.start === before.start);
  if (draft !== undefined && step !== undefined) return typesOf(draft, step.outputs);
  const [traced] = stepsIn(here.compiled, here.scope.file).get(before.start)?.traced ?? [];
  if (traced !== undefined) return typesOf(traced.draft, traced.step.outputs);
  const sources = before.kind === "Tuple" ? before.items : [before];
  const values = sources.flatMap((source) => {
    const binding = source.kind === "Name" ? findName(here.scope, source.text) : undefined;
    return binding?.kind === "flow" ? binding.values : [undefined];
  });
  return here.draft === undefined ? undefined : typesOf(here.draft, values);
}

/** The model around the cursor. */
function modelAt({ compiled, scope }: Here, { path }: CursorPath): Model | undefined {
  const around = path.find(({ kind }) => kind === "Model");
  if (around?.kind !== "Model") return undefined;
  return compiled.models.find(({ span }) => span.file === scope.file && span.start === around.name.start);
}
