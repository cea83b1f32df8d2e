/** Reads `class_weight 0: 1, 1: 5` or `"cat": 2`: a weight for each class number of the one target with classes. */
import { messages } from "../diagnostics/messages.ts";
import type { Entry, Setting } from "../parser/tree.ts";
import { evaluateNumber } from "./evaluate.ts";
import type { Meaning, ModelTarget } from "./model.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";

interface Classes {
  readonly count: number;
  readonly first: number;
  readonly names: readonly string[];
}

export function readClassWeight(
  setting: Setting,
  targets: readonly ModelTarget[],
  scope: Scope,
): { readonly [classNumber: string]: number } | undefined {
  const withClasses = targets.flatMap(({ meaning }) => classesOf(meaning) ?? []);
  if (withClasses.length !== 1) {
    if (targets.length === 0) return undefined;
    const found =
      withClasses.length === 0
        ? "No target of this model has classes to weigh."
        : `${withClasses.length} targets of this model have classes.`;
    const help = "`class_weight` is for models with one target of classes (`class(3)`, `binary`).";
    say(scope, messages.wrongArgument, spanOf(scope, setting.key), { found, help });
    return undefined;
  }
  const weights = new Map<number, number>();
  for (const entry of setting.entries) {
    const number = classNumber(entry, withClasses[0], scope);
    const weight = evaluateNumber(entry.value, scope);
    if (number === undefined || weight === undefined) continue;
    if (weights.has(number)) {
      const help = "Give each class one weight.";
      say(scope, messages.givenTwice, spanOf(scope, entry), {
        what: "weight of class",
        name: String(number),
        help,
      });
    } else if (weight < 0)
      say(scope, messages.wrongArgument, spanOf(scope, entry.value), {
        found: `The weight ${weight} is below 0.`,
        help: "A weight of 0 leaves a class out; more than 1 makes it count more.",
      });
    else weights.set(number, weight);
  }
  return Object.fromEntries(weights);
}

/** Class numbers as the model counts them: from 0. */
function classNumber(entry: Entry, { count, first, names }: Classes, scope: Scope): number | undefined {
  const { key } = entry;
  if (key === undefined) {
    const found = "A class weight names its class.";
    say(scope, messages.wrongArgument, spanOf(scope, entry), {
      found,
      help: "Write `class_weight 0: 1, 1: 5`.",
    });
    return undefined;
  }
  const span = spanOf(scope, key);
  if (key.kind === "Number") {
    const number = key.value - first;
    if (Number.isInteger(number) && number >= 0 && number < count) return number;
    const expected = `The classes are numbered ${first} to ${first + count - 1}.`;
    say(scope, messages.wrongArgument, span, {
      found: `There is no class ${key.raw}.`,
      expected,
      help: "Give the number of a class.",
    });
    return undefined;
  }
  const name = key.kind === "Name" ? key.text : key.value;
  const number = names.indexOf(name);
  if (number === -1) sayUnknown(scope, span, "class", name, names);
  return number === -1 ? undefined : number;
}

function classesOf(meaning: Meaning): Classes | undefined {
  switch (meaning.kind) {
    case "class":
      return { count: meaning.count, first: meaning.first, names: meaning.names ?? [] };
    case "binary":
      return { count: 2, first: 0, names: meaning.names ?? [] };
    case "onehot":
      return { count: meaning.count, first: 0, names: [] };
    default:
      return undefined;
  }
}
