/** Reads `train`: Keras's `fit`, with its defaults. */
import { messages } from "../diagnostics/messages.ts";
import type { Kind } from "../library/kind.ts";
import { bool } from "../library/kinds/bool.ts";
import { fileName } from "../library/kinds/file-name.ts";
import { float } from "../library/kinds/float.ts";
import { int } from "../library/kinds/int.ts";
import { nullable } from "../library/kinds/nullable.ts";
import { positiveInt } from "../library/kinds/positive-int.ts";
import { readCall } from "../library/kinds/read-call.ts";
import type { Plain, PlainCall, Value } from "../library/value.ts";
import type { Setting, TrainStatement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { evaluate } from "./evaluate.ts";
import type { ModelTarget, TrainSettings } from "./model.ts";
import { projectPath } from "./project-path.ts";
import { readClassWeight } from "./read-class-weight.ts";
import { onlyOne, readSettings } from "./read-settings.ts";
import { sayProblem, sayProblems } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";

/** What the settings with one value take, and their defaults. */
export const trainKinds = {
  epochs: positiveInt(1),
  batch_size: positiveInt(32),
  validation_split: float(0, { least: 0, below: 1 }),
  shuffle: bool(true),
  seed: nullable(int(undefined, { least: 0, most: 2 ** 32 - 1 })),
  weights: nullable(fileName()),
  validation_data: nullable(fileName()),
} satisfies Record<string, Kind<unknown>>;

const unsupported = new Map([
  ["sample_weight", "Weigh the classes with `class_weight`, or repeat rows in the data."],
  ["initial_epoch", "`nnc train --resume` goes on where a run ended."],
  ["steps_per_epoch", "An epoch always goes through all training rows."],
  ["validation_steps", "The validation always goes through all its rows."],
  ["validation_batch_size", "`batch_size` holds for the validation too."],
  ["validation_freq", "The validation runs after each epoch."],
  ["verbose", "`nnc train` chooses what it prints by its own flags."],
]);

/** Settings, and the places of those that rules speak of. */
export interface ReadTrain {
  readonly settings: TrainSettings;
  readonly places: ReadonlyMap<string, Span>;
}

export function readTrain(
  statements: readonly TrainStatement[],
  targets: readonly ModelTarget[],
  scope: Scope,
): ReadTrain {
  const statement = onlyOne(statements, "train", scope);
  const settings =
    statement === undefined
      ? new Map<string, Setting>()
      : readSettings(statement.settings, { form: "train", unsupported }, scope);
  const read = <T extends Plain>(key: keyof typeof trainKinds) => readOne(key, settings.get(key), scope) as T;
  const seed = read<number | null>("seed");
  const path = (key: "weights" | "validation_data") =>
    pathOf(read<string | null>(key), settings.get(key), scope);
  const weightsFile = path("weights");
  const validationData = path("validation_data");
  const weights = settings.get("class_weight");
  const classWeight = weights === undefined ? undefined : readClassWeight(weights, targets, scope);
  const callbacks = readCallbacks(settings.get("callbacks"), scope);
  const train: TrainSettings = {
    epochs: read<number>("epochs"),
    batchSize: read<number>("batch_size"),
    validationSplit: read<number>("validation_split"),
    shuffle: read<boolean>("shuffle"),
    ...(seed === null ? {} : { seed }),
    callbacks: callbacks.map(({ call }) => call),
    ...(classWeight === undefined ? {} : { classWeight }),
    ...(weightsFile === undefined ? {} : { weightsFile }),
    ...(validationData === undefined ? {} : { validationData }),
  };
  const keys = [...settings].map(([key, setting]): [string, Span] => [key, spanOf(scope, setting)]);
  return {
    settings: train,
    places: new Map([...keys, ...callbacks.map(({ span }, i): [string, Span] => [`callbacks.${i}`, span])]),
  };
}

/** A setting's one value, or its default: also after a report, so that the rest can be checked. */
function readOne(key: keyof typeof trainKinds, setting: Setting | undefined, scope: Scope): Plain {
  const fallback = trainKinds[key].default ?? null;
  const [entry, ...more] = setting?.entries ?? [];
  if (entry === undefined) return fallback;
  const odd = entry.key === undefined ? more[0] : entry;
  if (odd !== undefined) {
    const help = `Write \`${key} …\` with a value alone.`;
    say(scope, messages.wrongArgument, spanOf(scope, odd), { found: `\`${key}\` takes one value.`, help });
  }
  const value = evaluate(entry.value, scope);
  const result = value === undefined ? undefined : trainKinds[key].parse(value, scope.run);
  if (result === undefined) return fallback;
  if ("plain" in result) return result.plain;
  for (const problem of result.problems)
    sayProblem(problem.problem === "wrong-kind" ? { name: key, ...problem } : problem, scope);
  return fallback;
}

function pathOf(path: string | null, setting: Setting | undefined, scope: Scope): string | undefined {
  return path === null || setting === undefined
    ? undefined
    : projectPath(path, spanOf(scope, setting.entries[0].value), scope);
}

function readCallbacks(
  setting: Setting | undefined,
  scope: Scope,
): readonly { readonly call: PlainCall; readonly span: Span }[] {
  const values = (setting?.entries ?? []).flatMap(({ value }) =>
    value.kind === "List" ? value.items : [value],
  );
  return values.flatMap((expression) => {
    const value = evaluate(expression, scope);
    if (value === undefined) return [];
    const result = readCall(value, "callbacks", "callback", scope.run);
    if ("plain" in result)
      return pathsStayInside(value, scope) ? [{ call: result.plain, span: value.span }] : [];
    sayProblems(result.problems, scope);
    return [];
  });
}

/** Whether a callback writes inside the project folder only; false after a report. */
function pathsStayInside(value: Value, scope: Scope): boolean {
  if (value.kind !== "call") return true;
  const parameters = scope.run.library.callbacks.find(value.name)?.parameters ?? {};
  const names = Object.keys(parameters);
  return value.arguments
    .filter(({ name }, i) => parameters[name ?? names[i]]?.isPath)
    .map((one) => one.value)
    .every((path) => path.kind !== "string" || projectPath(path.text, path.span, scope) !== undefined);
}
