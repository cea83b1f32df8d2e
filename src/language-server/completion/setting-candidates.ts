/** Settings: the keys that a form does not have yet, and what stands behind each. */
import type { Model } from "../../checker/model.ts";
import { trainKinds } from "../../checker/read-train.ts";
import { settingDocs } from "../../checker/setting-docs.ts";
import type { Kind } from "../../library/kind.ts";
import { only } from "../../library/kinds/only.ts";
import type { Library } from "../../library/library.ts";
import type { Entry, Expression, Settings } from "../../parser/tree.ts";
import { valuesOf } from "./argument-candidates.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Context } from "./context.ts";
import { settingCategory } from "./context-of.ts";
import { standIn } from "./cursor-path.ts";
import { entryCandidate } from "./entry-candidate.ts";
import { classesOf, exampleCandidates, expectationCandidates } from "./expectation-candidates.ts";
import { expressionCandidates } from "./expression-candidates.ts";
import type { Here } from "./here.ts";
import { judgedCandidates } from "./judged-candidates.ts";
import { type Home, lossBlockCandidates } from "./step-candidates.ts";

export function settingKeyCandidates(
  form: keyof typeof settingDocs,
  settings: Settings,
): readonly Candidate[] {
  const given = new Set(settings.items.flatMap((item) => (item.kind === "Setting" ? [item.key.text] : [])));
  return Object.entries(settingDocs[form])
    .filter(([key]) => !given.has(key))
    .map(([label, documentation]) => ({
      label,
      kind: kinds.argument,
      rank: 1,
      insert: `${label} $0`,
      detail: form,
      documentation,
    }));
}

type Value = Extract<Context, { kind: "setting-value" }>;

/** What has not been said yet: no output, class or metric is offered a second time. */
export function settingValueCandidates(
  context: Value,
  here: Here,
  before: number,
  model: Model | undefined,
  home: Home,
): readonly Candidate[] {
  const given = givenIn(context, here.scope.run.library);
  return allValues(context, here, before, model, home).filter(({ label }) => !given.has(label));
}

function allValues(
  { form, setting, entry }: Value,
  here: Here,
  before: number,
  model: Model | undefined,
  home: Home,
): readonly Candidate[] {
  const { library } = here.scope.run;
  const key = setting.key.text;
  const output = entry?.key?.kind === "Name" ? entry.key.text : undefined;
  const named = entry?.key !== undefined;
  const category = settingCategory(key);
  if (category === "losses" || category === "metrics") {
    if (needsKey(named, model)) return outputKeys(model);
    if (entry !== undefined && isFactor(entry.value)) return expressionCandidates(here, before);
    const judged = judgedCandidates(category, library, {
      model,
      ...(output === undefined ? {} : { output }),
    });
    return category === "losses" ? [...judged, ...lossBlockCandidates(here.scope, home)] : judged;
  }
  if (category !== undefined)
    return library[category].entries.map((one) => entryCandidate(category, one, rankOfUse(one.name)));
  if (form === "test" && key === "expect") return expectationCandidates(model, entry, here, before);
  if (form === "test") return output === undefined ? inputKeys(model) : exampleCandidates(model, output);
  if (key === "loss_weights") return named ? expressionCandidates(here, before) : outputKeys(model);
  if (key === "class_weight") return named ? expressionCandidates(here, before) : classKeys(model);
  const kind = settingKinds[form]?.[key];
  return kind === undefined ? [] : valuesOf(kind, here, before, model);
}

/** Whether the cursor is at what a loss is multiplied with or divided by: `mse * |`. */
function isFactor(value: Expression): boolean {
  if (value.kind !== "Binary") return false;
  const { operator, left, right } = value;
  if (right.kind === "Name" && right.text === standIn)
    return (operator === "*" || operator === "/") && left.kind !== "Number";
  return isFactor(left) || isFactor(right);
}

/** The optimizers that most models are trained by come first; of other things the library's order says enough. */
const mostUsed = ["adam", "adamw", "sgd", "rmsprop"];

function rankOfUse(name: string): number {
  const place = mostUsed.indexOf(name);
  return place === -1 ? mostUsed.length : place;
}

/** What the settings with one value take. */
const settingKinds: { readonly [form: string]: { readonly [key: string]: Kind<unknown> } } = {
  train: trainKinds,
  data: { header: only(true, "the first line names the columns") },
};

/** The names of whole entries, and metrics; a callback may stand twice (`model_checkpoint`). */
function givenIn({ setting: { key, entries }, entry }: Value, library: Library): ReadonlySet<string> {
  const others = entries.filter((one) => one !== entry);
  const keys = others.flatMap((one) => (one.key === undefined ? [] : [`${printed(one.key)}:`]));
  if (settingCategory(key.text) !== "metrics") return new Set(keys);
  const beside = entry?.value.kind === "List" ? entry.value.items : [];
  const values = [...(entry?.key === undefined ? others.map(({ value }) => value) : []), ...beside];
  return new Set([
    ...keys,
    ...values.flatMap((value) => library.metrics.find(calledName(value))?.name ?? []),
  ]);
}

function printed(key: NonNullable<Entry["key"]>): string {
  if (key.kind === "String") return JSON.stringify(key.value);
  return key.kind === "Name" ? key.text : String(key.value);
}

function calledName(value: Expression): string {
  if (value.kind === "Call") return value.name.text;
  return value.kind === "Name" ? value.text : "";
}

/** Of several outputs each is named before anything is said of it. */
function needsKey(named: boolean, model: Model | undefined): boolean {
  return !named && model !== undefined && model.outputs.length > 1;
}

/** `price: ` in front of what is said of one of several outputs. */
function outputKeys(model: Model | undefined): readonly Candidate[] {
  if (model === undefined || model.outputs.length < 2) return [];
  return model.outputs.map(({ name }) => keyed(name, "output"));
}

function inputKeys(model: Model | undefined): readonly Candidate[] {
  return (model?.inputs ?? []).map(({ name }) => keyed(name, "input"));
}

function keyed(name: string, detail: string): Candidate {
  return { label: `${name}:`, kind: kinds.value, rank: 0, insert: `${name}: $0`, detail };
}

function classKeys(model: Model | undefined): readonly Candidate[] {
  return (model?.targets ?? []).flatMap(({ meaning }) => {
    if (meaning.kind !== "class" && meaning.kind !== "binary") return [];
    return classesOf(meaning).map((label) => keyed(label, "class"));
  });
}
