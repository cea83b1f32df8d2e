/** Settings: the keys that a form does not have yet, and what stands behind each; losses and metrics that fit the labels first. */
import type { Meaning, Model } from "../../checker/model.ts";
import { trainKinds } from "../../checker/read-train.ts";
import { settingDocs } from "../../checker/setting-docs.ts";
import type { Expectation } from "../../library/define-loss.ts";
import type { Entry } from "../../library/entry.ts";
import type { Kind } from "../../library/kind.ts";
import type { Library } from "../../library/library.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import { RESOLVED_NAMES } from "../../library/resolve-accuracy.ts";
import type { Settings } from "../../parser/tree.ts";
import { valuesOf } from "./argument-candidates.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Context } from "./context.ts";
import { settingCategory } from "./context-of.ts";
import { entryCandidate } from "./entry-candidate.ts";
import { expressionCandidates } from "./expression-candidates.ts";
import type { Here } from "./here.ts";

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

export function settingValueCandidates(
  { form, key, named }: Value,
  here: Here,
  before: number,
  model: Model | undefined,
): readonly Candidate[] {
  const { library } = here.scope.run;
  const category = settingCategory(key);
  if (category === "losses" || category === "metrics")
    return needsKey(named, model) ? outputKeys(model) : judged(category, library, model);
  if (category !== undefined)
    return library[category].entries.map((entry) => entryCandidate(category, entry, 4));
  if (form === "test") return key === "given" ? inputKeys(model) : outputNames(model);
  if (key === "loss_weights") return named ? expressionCandidates(here, before) : outputKeys(model);
  if (key === "class_weight") return named ? expressionCandidates(here, before) : classKeys(model);
  const known: { readonly [name: string]: Kind<unknown> } = trainKinds;
  return form === "train" && known[key] !== undefined ? valuesOf(known[key], here, before) : [];
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

function outputNames(model: Model | undefined): readonly Candidate[] {
  return (model?.outputs ?? []).map(({ name }) => ({
    label: name,
    kind: kinds.value,
    rank: 0,
    detail: "output",
  }));
}

function classKeys(model: Model | undefined): readonly Candidate[] {
  return (model?.targets ?? []).flatMap(({ meaning }) => {
    if (meaning.kind !== "class" && meaning.kind !== "binary") return [];
    const numbers =
      meaning.kind === "class"
        ? Array.from({ length: Math.min(meaning.count, 20) }, (_, i) => String(i + meaning.first))
        : ["0", "1"];
    const labels = meaning.names?.map((name) => JSON.stringify(name)) ?? numbers;
    return labels.map((label) => keyed(label, "class"));
  });
}

/** What the labels are, in the words in which losses and metrics say what they expect. */
const truths: Readonly<Record<Meaning["kind"], Expectation["truth"]>> = {
  number: "real",
  class: "class-number",
  onehot: "one-hot",
  binary: "binary",
  multilabel: "binary",
};

function judged(
  category: "losses" | "metrics",
  library: Library,
  model: Model | undefined,
): readonly Candidate[] {
  const wanted = new Set(model?.targets.map(({ meaning }) => truths[meaning.kind]));
  return library[category].entries.map((entry) => {
    const truth = truthOf(category, entry, library);
    const fits = truth !== undefined && (wanted.size === 0 || wanted.has(truth));
    return entryCandidate(category, entry, isOpen(entry) ? 3 : fits ? 4 : 6);
  });
}

/** `accuracy` and the like mean whatever fits. */
function isOpen({ name }: Entry): boolean {
  return RESOLVED_NAMES.includes(name);
}

/** Undefined where it needs arguments before it can say so. */
function truthOf(
  category: "losses" | "metrics",
  { name, parameters }: Entry,
  library: Library,
): Expectation["truth"] | undefined {
  if (Object.values(parameters).some((kind) => kind.default === undefined)) return undefined;
  const call = {
    name,
    arguments: Object.fromEntries(
      Object.entries(parameters).map(([key, kind]) => [key, kind.default ?? null]),
    ),
  };
  const { entry, values } = realizeWithoutFlow<Entry & { expects?: (values: never) => Expectation }>(
    category,
    call,
    library,
  );
  return entry.expects?.(values).truth;
}
