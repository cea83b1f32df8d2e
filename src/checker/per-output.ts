/** Entries of a setting that may speak of an output each: `loss price: mse, kind: hinge`, or `loss mse` for the one output. */
import { messages } from "../diagnostics/messages.ts";
import type { Entry, Expression, Setting } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { noteUse } from "./code-index.ts";
import type { DraftOutput } from "./model-outputs.ts";
import type { DeclaredTarget } from "./read-targets.ts";
import { sayUnknown } from "./say-problem.ts";
import { findName, type Scope, say, spanOf } from "./scope.ts";

/** What settings can speak of: outputs, by their names and by those of their targets. */
export interface Outputs {
  readonly outputs: readonly DraftOutput[];
  readonly targetOf: (output: string) => DeclaredTarget | undefined;
  readonly scope: Scope;
}

/** The values given for each output, in the order of the file. What names no output is reported and left out. */
export function perOutput(
  { key, entries }: Setting,
  given: Outputs,
): readonly { output: string; value: Expression }[] {
  const { outputs, scope } = given;
  const keyed = entries.filter((entry) => entry.key !== undefined);
  const bare = entries.filter((entry) => entry.key === undefined);
  if (keyed.length > 0 && bare.length > 0) {
    const found = `Some entries of \`${key.text}\` name an output and some do not.`;
    say(scope, messages.wrongArgument, spanOf(scope, bare[0]), {
      found,
      help: "Put the output's name before each: `name: value`.",
    });
    return [];
  }
  if (bare.length > 0 && outputs.length > 1) {
    const names = outputs.map(({ name }) => name);
    const found = `This model has ${outputs.length} outputs, and \`${key.text}\` does not say which it speaks of.`;
    const help = `Write \`${key.text} ${names.map((name) => `${name}: …`).join(", ")}\`.`;
    say(scope, messages.wrongArgument, spanOf(scope, bare[0]), { found, help });
    return [];
  }
  if (bare.length > 0)
    return outputs.length === 0 ? [] : bare.map(({ value }) => ({ output: outputs[0].name, value }));
  return keyed.flatMap((entry) => named(entry, given));
}

/** An output is known by the name of its value, or by that of its target. */
export function noteOutput(
  use: Span,
  output: DraftOutput,
  text: string,
  target: Pick<DeclaredTarget, "span"> | undefined,
  scope: Scope,
): void {
  const value = text === output.name ? findName(scope, text)?.span : undefined;
  const declared = value ?? target?.span;
  if (declared !== undefined) noteUse(scope.run.index, use, { kind: "declared", declared });
}

function named(
  { key, value }: Entry,
  { outputs, targetOf, scope }: Outputs,
): readonly { output: string; value: Expression }[] {
  if (key === undefined) return [];
  const text = key.kind === "Name" ? key.text : String(key.value);
  const found =
    outputs.find(({ name }) => name === text) ?? outputs.find(({ name }) => targetOf(name)?.name === text);
  if (found !== undefined) {
    noteOutput(spanOf(scope, key), found, text, targetOf(found.name), scope);
    return [{ output: found.name, value }];
  }
  sayUnknown(
    scope,
    spanOf(scope, key),
    "output",
    text,
    outputs.map(({ name }) => name),
  );
  return [];
}
