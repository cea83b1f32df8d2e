/** Reads `compile`: optimizer, losses and metrics, each output with its own; and pairs the targets with the outputs. */

import { messages } from "../diagnostics/messages.ts";
import { readCall } from "../library/kinds/read-call.ts";
import type { PlainCall } from "../library/value.ts";
import type { CompileStatement, Setting } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Draft } from "./draft.ts";
import { evaluate } from "./evaluate.ts";
import type { CompileSettings, ModelTarget, OutputLoss } from "./model.ts";
import type { DraftOutput } from "./model-outputs.ts";
import { modelTargets } from "./model-targets.ts";
import { type Losses, readLosses } from "./read-losses.ts";
import { readMetrics } from "./read-metrics.ts";
import { onlyOne, readSettings } from "./read-settings.ts";
import type { DeclaredTarget } from "./read-targets.ts";
import { sayProblems } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";

export interface Compiling {
  readonly draft: Draft;
  readonly scope: Scope;
  readonly outputs: readonly DraftOutput[];
  readonly declared: readonly DeclaredTarget[];
}

const unsupported = new Map([
  ["run_eagerly", "A model always runs as one program; leave it out."],
  ["steps_per_execution", "The loss is read once an epoch already; leave it out."],
  ["jit_compile", "A model is always compiled; leave it out."],
  ["auto_scale_loss", "All numbers are float32, where losses need no scaling; leave it out."],
]);

export interface ReadCompile {
  readonly compile?: CompileSettings;
  readonly targets: readonly ModelTarget[];
  readonly optimizerSpan?: Span;
}

/** Undefined settings where the model has no `compile`; then its targets are those that the file declares. */
export function readCompile(statements: readonly CompileStatement[], compiling: Compiling): ReadCompile {
  const { scope, outputs, declared } = compiling;
  const statement = onlyOne(statements, "compile", scope);
  const targetOf = pairing(outputs, declared);
  if (statement === undefined) return { targets: modelTargets(compiling, [], targetOf) };
  const settings = readSettings(statement.settings, { form: "compile", unsupported }, scope);
  const optimizer = readOptimizer(settings.get("optimizer"), scope);
  const losses = readLosses(settings, { outputs, targetOf, scope }, compiling.draft);
  const span = spanOf(scope, { start: statement.start, end: statement.start + "compile".length });
  checkEveryLoss(losses, settings.get("loss"), span, compiling);
  const whole = [...losses.values()].filter((loss) => typeof loss !== "string");
  const targets = modelTargets(compiling, whole, targetOf);
  const metrics = readMetrics(settings, { outputs, targetOf, scope }, { draft: compiling.draft, targets });
  if (optimizer === undefined) return { targets };
  const written = settings.get("optimizer")?.entries[0];
  const place = written === undefined ? {} : { optimizerSpan: spanOf(scope, written) };
  return { compile: { optimizer, losses: whole, metrics }, targets, ...place };
}

/** Which target belongs to an output: the one of its name, or the only one to the only one. */
function pairing(outputs: readonly DraftOutput[], declared: readonly DeclaredTarget[]) {
  const alone = outputs.length === 1 && declared.length === 1;
  return (output: string) => (alone ? declared[0] : declared.find(({ name }) => name === output));
}

/** Keras's default is rmsprop. */
function readOptimizer(setting: Setting | undefined, scope: Scope): PlainCall | undefined {
  const [entry, ...more] = setting?.entries ?? [];
  const span = setting === undefined ? { file: scope.file, start: 0, end: 0 } : spanOf(scope, setting);
  const value =
    entry === undefined ? ({ kind: "name", name: "rmsprop", span } as const) : evaluate(entry.value, scope);
  if (more.length > 0 || entry?.key !== undefined) {
    const found = "A model is trained by one optimizer.";
    say(scope, messages.wrongArgument, spanOf(scope, more[0] ?? entry), {
      found,
      help: "Write `optimizer adam`.",
    });
  }
  if (value === undefined) return undefined;
  const result = readCall(value, "optimizers", "optimizer", scope.run);
  if ("plain" in result) return result.plain;
  sayProblems(result.problems, scope);
  return undefined;
}

/** Each output is trained by something, or said not to be (`age: none`). */
function checkEveryLoss(
  losses: Losses,
  setting: Setting | undefined,
  span: OutputLoss["span"],
  { outputs, scope }: Compiling,
): void {
  if (setting === undefined) {
    const found = "This `compile` has no loss, so there is nothing to train by.";
    say(scope, messages.missingDeclaration, span, {
      found,
      help: "Add one: `loss mse` for numbers, `loss sparse_categorical_crossentropy` for classes.",
    });
    return;
  }
  if (losses.size < setting.entries.length) return;
  for (const { name, span: place } of outputs) {
    if (losses.has(name)) continue;
    const related = [{ span: place, message: `\`${name}\` is made an output here` }];
    const fix = `Add \`${name}: …\` to the losses, or \`${name}: none\` if nothing is to train it.`;
    say(scope, messages.outputWithoutLoss, spanOf(scope, setting.key), { output: name, fix }, { related });
  }
}
