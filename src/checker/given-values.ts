/** `add(a, b)` and `concatenate([a, b])`: values among the arguments of a layer, where other languages put what goes in. */
import { messages } from "../diagnostics/messages.ts";
import type { Argument, Call, Expression } from "../parser/tree.ts";
import { type FlowValue, findBlock, findLayer, findName, type Scope, say, spanOf } from "./scope.ts";

export interface GivenValues {
  readonly names: readonly string[];
  readonly values: readonly FlowValue[];
  /** What else stands between the parentheses. */
  readonly others: readonly Argument[];
}

/**
 * Undefined where there are none, where an argument that the layer needs would be missing without them, and for what a file
 * declares: blocks may have values as parameters.
 */
export function givenValues(call: Call, scope: Scope): GivenValues | undefined {
  const given = call.arguments.items.filter(
    (item) => item.name === undefined && areValues(item.value, scope),
  );
  if (given.length === 0) return undefined;
  const { layers, activations } = scope.run.library;
  const name = call.name.text;
  const isOfLibrary = (layers.find(name) ?? activations.find(name)) !== undefined;
  if (!isOfLibrary || findBlock(scope, name) !== undefined || findLayer(scope, name) !== undefined)
    return undefined;
  const others = call.arguments.items.filter((item) => !given.includes(item));
  const needed = Object.values(layers.find(name)?.parameters ?? {}).filter(
    (kind) => kind.default === undefined,
  );
  if (others.length < needed.length) return undefined;
  const names = given.flatMap(({ value }) => namesIn(value));
  const values = names.flatMap((one) => {
    const binding = findName(scope, one);
    return binding?.kind === "flow" ? binding.values : [];
  });
  return { names, values, others };
}

/** Says how it is written; `before` are the names of the values that go in already, where they have any. */
export function sayGivenValues(
  call: Call,
  { names, others }: GivenValues,
  before: readonly (string | undefined)[],
  scope: Scope,
): void {
  const all = [...before.map((name) => name ?? "a"), ...names];
  const layer = others.length === 0 ? call.name.text : `${call.name.text}(…)`;
  const from = all.length === 1 ? all[0] : `(${all.join(", ")})`;
  const naming = before.includes(undefined) ? "Give the value before it a name, and write" : "Write";
  say(scope, messages.wrongArgument, spanOf(scope, call.arguments), {
    found: `${names.map((name) => `\`${name}\``).join(" and ")} ${names.length === 1 ? "is given" : "are given"} to \`${call.name.text}\` as ${names.length === 1 ? "an argument" : "arguments"}.`,
    expected: "What goes into a layer stands before it.",
    help: `${naming} \`${from} -> ${layer}\`.`,
  });
}

function areValues(value: Expression, scope: Scope): boolean {
  if (value.kind === "Number") return false;
  if (value.kind === "Name") return isValue(value.text, scope);
  const names = namesIn(value);
  return names.length > 0 && names.every((name) => isValue(name, scope));
}

function isValue(name: string, scope: Scope): boolean {
  return findName(scope, name)?.kind === "flow";
}

/** The names that an expression consists of; none where there is anything else in it. */
function namesIn(value: Expression): readonly string[] {
  if (value.kind === "Name") return [value.text];
  if (value.kind === "Group") return namesIn(value.value);
  if (value.kind !== "List" && value.kind !== "Tuple") return [];
  const names = value.items.map(namesIn);
  return names.some((one) => one.length === 0) ? [] : names.flat();
}
