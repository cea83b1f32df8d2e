/** The targets of a model: those of the file, each with its output, and for an output without one what its loss implies. */

import { messages } from "../diagnostics/messages.ts";
import type { Expectation, Loss, TruthForm } from "../library/define-loss.ts";
import type { Library } from "../library/library.ts";
import { realizeWithoutFlow } from "../library/realize-without-flow.ts";
import type { PlainCall } from "../library/value.ts";
import type { Type } from "../tensor/index.ts";
import type { Meaning, ModelTarget, OutputLoss } from "./model.ts";
import type { DraftOutput } from "./model-outputs.ts";
import { noteOutput } from "./per-output.ts";
import type { Compiling } from "./read-compile.ts";
import type { DeclaredTarget } from "./read-targets.ts";
import type { Run } from "./run.ts";
import { say } from "./scope.ts";

export function modelTargets(
  { outputs, declared, draft, scope }: Compiling,
  losses: readonly OutputLoss[],
  targetOf: (output: string) => DeclaredTarget | undefined,
): readonly ModelTarget[] {
  const paired = new Set(outputs.map(({ name }) => targetOf(name)));
  for (const { name, span } of declared.filter((target) => !paired.has(target))) {
    if (draft.broken || declared.some(({ read }) => read === undefined)) continue;
    say(scope, messages.targetWithoutOutput, span, {
      target: name,
      outputs: outputs.map((output) => output.name),
      targets: declared.map((target) => target.name),
    });
  }
  return outputs.flatMap((output) => {
    const target = targetOf(output.name);
    if (target === undefined) return impliedTarget(output, losses, draft.values, scope.run);
    const { name, span, read } = target;
    if (name === output.name) noteOutput(span, output, name, undefined, scope);
    return read === undefined ? [] : [{ name, output: output.name, ...read, implicit: false, span }];
  });
}

/** Where the file has no target: the truth that the loss compares the output with. */
function impliedTarget(
  { name, value, span }: DraftOutput,
  losses: readonly OutputLoss[],
  values: Compiling["draft"]["values"],
  run: Run,
): readonly ModelTarget[] {
  const term = losses.find(({ output }) => output === name)?.terms[0];
  if (term === undefined || value === undefined) return [];
  const { type } = values[value];
  const truth = "call" in term ? expectationOf(term.call, run.library).truth : "real";
  return [{ name, output: name, ...labelsFor(truth, type), implicit: true, span }];
}

/** What a loss expects of truth and prediction. */
export function expectationOf(call: PlainCall, library: Library): Expectation {
  const { entry, values } = realizeWithoutFlow<Loss>("losses", call, library);
  return entry.expects(values);
}

function labelsFor(truth: TruthForm, type: Type): { readonly type: Type; readonly meaning: Meaning } {
  const last = type.shape.length > 1 ? type.shape[type.shape.length - 1] : undefined;
  const numbers: Meaning = { kind: "number" };
  const f32: Type = { dtype: "f32", shape: type.shape };
  if (truth === "class-number") {
    const meaning: Meaning = typeof last === "number" ? { kind: "class", count: last, first: 0 } : numbers;
    return { type: { dtype: "i32", shape: type.shape.slice(0, -1) }, meaning };
  }
  if (truth === "one-hot" && typeof last === "number" && last > 1)
    return { type: f32, meaning: { kind: "onehot", count: last } };
  if (truth === "binary")
    return { type: f32, meaning: last === 1 ? { kind: "binary" } : { kind: "number", low: 0, high: 1 } };
  return { type: f32, meaning: numbers };
}
