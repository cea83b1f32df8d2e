/** Losses and metrics for a model, those first that fit its labels, or, where they are not declared, the way its output ends. */
import { headOf } from "../../checker/heads.ts";
import type { Meaning, Model } from "../../checker/model.ts";
import { headContext } from "../../checker/rule-context.ts";
import { usualLosses } from "../../checker/usual-losses.ts";
import type { OutputRange } from "../../library/define-activation.ts";
import type { Expectation } from "../../library/define-loss.ts";
import type { Entry } from "../../library/entry.ts";
import type { Library } from "../../library/library.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import { RESOLVED_NAMES } from "../../library/resolve-accuracy.ts";
import type { Candidate } from "./candidate.ts";
import { entryCandidate } from "./entry-candidate.ts";

/** What is judged: a model, or the one output that an entry of the setting names. */
export interface Judged {
  readonly model: Model | undefined;
  readonly output?: string;
}

export function judgedCandidates(
  category: "losses" | "metrics",
  library: Library,
  judged: Judged,
): readonly Candidate[] {
  const meanings = meaningsOf(judged, library);
  return library[category].entries.map((entry) =>
    entryCandidate(category, entry, rankOf(category, entry, meanings, library)),
  );
}

type MeaningKind = Meaning["kind"];

function rankOf(
  category: "losses" | "metrics",
  entry: Entry,
  meanings: ReadonlySet<MeaningKind>,
  library: Library,
): number {
  const [first, ...others] = meanings;
  const isNumber = first === "number" && others.length === 0;
  const isUsual = first !== undefined && entry.name === usualLosses[first];
  if (isUsual && (category === "losses" || isNumber)) return 2;
  if (isOpen(entry)) return isNumber ? 6 : 3;
  const truth = truthOf(category, entry, library);
  const fits =
    truth !== undefined && (first === undefined || [...meanings].some((one) => truths[one] === truth));
  if (!fits) return 6;
  // A loss as a metric tells what the loss tells; of numbers it is the usual metric all the same.
  return category === "metrics" && !isNumber && library.losses.find(entry.name) !== undefined ? 5 : 4;
}

/** What the labels are, in the words in which losses and metrics say what they expect. */
const truths: Readonly<Record<MeaningKind, Expectation["truth"]>> = {
  number: "real",
  class: "class-number",
  onehot: "one-hot",
  binary: "binary",
  multilabel: "binary",
};

/** What labels are most likely where an output ends so and nobody has said. */
const likely: Readonly<Partial<Record<OutputRange | "unknown", MeaningKind>>> = {
  distribution: "class",
  probability: "binary",
  real: "number",
  "non-negative": "number",
};

function meaningsOf({ model, output }: Judged, library: Library): ReadonlySet<MeaningKind> {
  if (model === undefined) return new Set();
  const declared = model.targets.filter(
    (target) => !target.implicit && (output === undefined || target.output === output),
  );
  if (declared.length > 0) return new Set(declared.map(({ meaning }) => meaning.kind));
  const context = headContext(model, library);
  const outputs = model.outputs.filter(({ name }) => output === undefined || name === output);
  return new Set(outputs.flatMap((one) => likely[headOf(model, one, context).range] ?? []));
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
