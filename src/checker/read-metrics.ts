/** Reads the metrics of each output, `accuracy` resolved by the shapes of truth and output as Keras does it. */
import { messages } from "../diagnostics/messages.ts";
import { readCall } from "../library/kinds/read-call.ts";
import { metricLabel } from "../library/metric-label.ts";
import { RESOLVED_NAMES, resolveAccuracy } from "../library/resolve-accuracy.ts";
import type { Value } from "../library/value.ts";
import type { Setting } from "../parser/tree.ts";
import type { Draft } from "./draft.ts";
import { evaluate } from "./evaluate.ts";
import type { ModelTarget, OutputMetric } from "./model.ts";
import { type Outputs, perOutput } from "./per-output.ts";
import { sayProblems } from "./say-problem.ts";
import { type Scope, say } from "./scope.ts";

interface Shapes {
  readonly draft: Draft;
  readonly targets: readonly ModelTarget[];
}

export function readMetrics(
  settings: ReadonlyMap<string, Setting>,
  given: Outputs,
  shapes: Shapes,
): readonly OutputMetric[] {
  return (["metrics", "weighted_metrics"] as const).flatMap((key) => {
    const setting = settings.get(key);
    const weighted = key === "weighted_metrics";
    return setting === undefined ? [] : readSetting(setting, weighted, given, shapes);
  });
}

function readSetting(
  setting: Setting,
  weighted: boolean,
  given: Outputs,
  shapes: Shapes,
): readonly OutputMetric[] {
  const { scope } = given;
  return perOutput(setting, given).flatMap(({ output, value }) => {
    const items = value.kind === "List" || value.kind === "Tuple" ? value.items : [value];
    return items.flatMap((item) => {
      const read = evaluate(item, scope);
      return read === undefined ? [] : readMetric(read, output, weighted, given, shapes);
    });
  });
}

function readMetric(
  written: Value,
  output: string,
  weighted: boolean,
  { outputs, scope }: Outputs,
  { draft, targets }: Shapes,
): readonly OutputMetric[] {
  const value = inOurSpelling(written, scope);
  const label = labelOf(value);
  const prediction = outputs.find(({ name }) => name === output)?.value;
  const target = targets.find((one) => one.output === output);
  const truth = target?.type.shape;
  const known = prediction !== undefined && truth !== undefined;
  const resolved = known ? resolveAccuracy(label, truth, draft.values[prediction].type.shape) : undefined;
  if (!known && RESOLVED_NAMES.includes(label)) return [];
  const named = resolved === undefined ? value : renamed(value, resolved);
  const result = readCall(named, "metrics", "metric", scope.run);
  if ("plain" in result) {
    if (resolved !== undefined && !isMisleading(resolved, target)) sayResolved(label, resolved, value, scope);
    return [
      { output, label: metricLabel(label, result.plain), call: result.plain, weighted, span: value.span },
    ];
  }
  sayProblems(result.problems, scope);
  return [];
}

/** Of labels that exclude nothing, the largest is not the answer: that is said as a warning. */
function isMisleading(resolved: string, target: ModelTarget | undefined): boolean {
  return target?.meaning.kind === "multilabel" && resolved === "categorical_accuracy";
}

/** `Accuracy` is reported, and goes on as `accuracy`. */
function inOurSpelling(value: Value, { run }: Scope): Value {
  const name = labelOf(value);
  if (name === "" || RESOLVED_NAMES.includes(name) || run.library.metrics.find(name) !== undefined)
    return value;
  const span = value.kind === "call" ? value.nameSpan : value.span;
  const spelled = run.respell?.("metrics", name, span);
  return spelled === undefined ? value : renamed(value, spelled);
}

/** The name in the log: as the author wrote it. */
function labelOf(value: Value): string {
  if (value.kind === "string") return value.text;
  return value.kind === "call" || value.kind === "name" || value.kind === "tensor" ? value.name : "";
}

function renamed(value: Value, name: string): Value {
  return value.kind === "call" ? { ...value, name } : { kind: "name", name, span: value.span };
}

const meanings = [
  ["binary", "its output is one value, compared with 0.5"],
  ["sparse", "its truth is a class number, compared with the largest output"],
  ["categorical", "its truth has a number for each class; the largest of each are compared"],
];

function sayResolved(label: string, resolved: string, value: Value, scope: Scope): void {
  const [, meaning] = meanings.find(([start]) => resolved.startsWith(start)) ?? ["", ""];
  const span = value.kind === "call" ? value.nameSpan : value.span;
  const fix = { title: `Write ${resolved}`, safe: false, edits: [{ span, text: resolved }] };
  say(scope, messages.accuracyResolved, span, { label, resolved, meaning }, { fix });
}
