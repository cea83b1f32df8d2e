/** A flow: where it begins, its steps one after the other, and the names that its values get. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Expression, Flow, Name, Step, Tuple } from "../parser/tree.ts";
import type { Flowing } from "./around.ts";
import { checkName, declare, sayGivenTwice } from "./declare.ts";
import { nameValue } from "./draft.ts";
import { givenValues } from "./given-values.ts";
import { textAt } from "./run.ts";
import { sameNameAgain } from "./same-name-again.ts";
import { counted } from "./say-problem.ts";
import { sayUnknownValue } from "./say-unknown-value.ts";
import {
  type Binding,
  type FlowValue,
  findLayer,
  findName,
  isMissing,
  markUsed,
  rebind,
  type Scope,
  say,
  spanOf,
  visibleNames,
} from "./scope.ts";
import { isStepName, useStep } from "./use-step.ts";
import { startsWithValue, valueArithmetic } from "./value-arithmetic.ts";

export function checkFlow(flow: Flow, flowing: Flowing): void {
  let values = begin(flow.source, flow, flowing);
  for (const step of flow.steps) values = useStep(step, values, flowing);
  bindNames(flow, values, flowing);
  flowing.current = values;
}

/** The values that a flow begins with. A name alone is a value where one is called so, and otherwise a layer. */
function begin(source: Expression, flow: Flow, flowing: Flowing): readonly FlowValue[] {
  const { scope } = flowing;
  switch (source.kind) {
    case "Name": {
      const binding = findName(scope, source.text);
      if (binding?.kind === "flow") {
        markUsed(scope, binding.span, spanOf(scope, source));
        return binding.values;
      }
      if (flow.steps.length === 0 || isStepName(source.text, scope) || isMissing(scope, source.text))
        return useStep(source, continued(source, flowing), flowing);
      const values = visibleNames(scope, "names");
      const known = [...values, ...scope.run.library.layers.names];
      sayUnknownValue(flowing, spanOf(scope, source), "value or layer", source.text, known);
      return unknown(flowing);
    }
    case "Call": {
      const isGiven = givenValues(source, scope) !== undefined;
      return useStep(source, isGiven ? [] : continued(source, flowing), flowing);
    }
    case "Group":
      return begin(source.value, flow, flowing);
    case "Tuple":
      return beginTogether(source, flowing);
    case "Missing":
      return unknown(flowing);
    default:
      if (startsWithValue(source, scope)) valueArithmetic(source, scope);
      else sayNoSource(source, flow, flowing);
      return unknown(flowing);
  }
}

function beginTogether({ items }: Tuple, flowing: Flowing): readonly FlowValue[] {
  const { scope } = flowing;
  return items.flatMap((item): readonly FlowValue[] => {
    const binding = item.kind === "Name" ? findName(scope, item.text) : undefined;
    if (binding?.kind === "flow") {
      markUsed(scope, binding.span, spanOf(scope, item));
      return binding.values;
    }
    if (item.kind === "Group") return beginTogether({ ...item, kind: "Tuple", items: [item.value] }, flowing);
    if (item.kind === "Name" && isMissing(scope, item.text)) return unknown(flowing);
    if (item.kind === "Name" && !isStepName(item.text, scope))
      sayUnknownValue(flowing, spanOf(scope, item), "value", item.text, visibleNames(scope, "names"));
    else if (item.kind === "Name" && findLayer(scope, item.text) !== undefined) sayLayer(item, flowing);
    else if (item.kind !== "Missing")
      say(scope, messages.notSupported, spanOf(scope, item), {
        what: "Anything but the names of values between these parentheses is",
        help: "Name the value first (`a = x -> relu`), then write `(a, b) -> …`.",
      });
    return unknown(flowing);
  });
}

/** `(x, embed)` where `embed` is a shared layer: what it gives has no name yet. */
function sayLayer(item: Name, { scope }: Flowing): void {
  const found = `\`${item.text}\` is a layer, and a value is wanted here.`;
  const help = `Name what it gives first: \`y = x -> ${item.text}\`.`;
  markUsed(scope, spanOf(scope, findLayer(scope, item.text)?.statement.name ?? item));
  say(scope, messages.wrongArgument, spanOf(scope, item), { found, help });
}

/** What a bare layer continues from: the value before it, or else the one input. */
function continued(
  step: { readonly start: number; readonly end: number },
  flowing: Flowing,
): readonly FlowValue[] {
  const { current, inputs, scope } = flowing;
  if (current !== undefined) return current;
  if (inputs.length === 1) return inputs[0].values;
  const isSaid = hasStrayInput(flowing.scope) || (flowing.arriving?.length ?? 0) > 0;
  if (inputs.length === 0 && isSaid) return unknown(flowing);
  const names = inputs.map(({ name }) => name);
  const holes =
    inputs.length === 0
      ? {
          found: "There is no value yet to begin with.",
          help: "Declare an input before the first layer: `input x: [4]`.",
        }
      : {
          found: `There are ${inputs.length} inputs, and no flow says yet which of them it begins with.`,
          help: `Begin with one of them (\`${names[0]} -> …\`) or join them: \`(${names.join(", ")}) -> concatenate\`.`,
        };
  say(scope, messages.noValueBefore, spanOf(scope, step), holes);
  return unknown(flowing);
}

/** Whether an input of the file stands where none can: that is said already. */
function hasStrayInput({ run, file }: Scope): boolean {
  return run.diagnostics.some(
    ({ code, span }) =>
      code === messages.misplacedStatement.code && span.file === file && textAt(run, span) === "input",
  );
}

function bindNames(flow: Flow, values: readonly FlowValue[], flowing: Flowing): void {
  const { names } = flow;
  const { scope, draft } = flowing;
  if (names.length === 0) return;
  const broken = values.some((value) => value === undefined);
  if (!broken && names.length !== values.length) {
    sayUnequal(flow, values.length, flowing);
    draft.broken = true;
  }
  names.forEach((name, i) => {
    const own = broken || names.length !== values.length ? [undefined] : [values[i]];
    if (givenAgain(name, flow, values, flowing)) return;
    const bound = declare(scope, name, "value", { kind: "flow", span: spanOf(scope, name), values: own });
    draft.named.push({ span: spanOf(scope, name), value: own[0] });
    if (!bound) draft.broken = true;
    else if (own[0] !== undefined) nameValue(draft, own[0], name.text);
  });
}

/** `x = x -> relu`, what other languages do at every line: reported, and understood as the author meant it. */
function givenAgain(name: Name, flow: Flow, values: readonly FlowValue[], flowing: Flowing): boolean {
  const { scope, current, inputs } = flowing;
  const before = findName(scope, name.text);
  const own = flow.names.length === 1 && flow.source.kind === "Name" && flow.source.text === name.text;
  if (before?.kind !== "flow" || !own || !checkName(scope, name)) return false;
  const [first] = flow.steps;
  const last = current ?? (inputs.length === 1 ? inputs[0].values : []);
  const goesOn = before.values.every((value, i) => value !== undefined && value === last[i]);
  markUsed(scope, before.span, spanOf(scope, name));
  if (first !== undefined && goesOn) sayGoesOn(name, flow, first, before, flowing);
  else sayGivenTwice(scope, name, "value", before);
  rebind(scope, name.text, { ...before, values });
  return true;
}

function sayGoesOn(name: Name, flow: Flow, step: Step, before: Binding, { scope }: Flowing): void {
  const { title, text, span } = alone(name, flow, step, scope);
  const parsed = scope.run.index.files.get(scope.file)?.parsed;
  const isCalled = flow.source.end > step.start;
  const fix: Fix | undefined =
    isCalled || parsed === undefined
      ? { title, safe: false, edits: [{ span, text }] }
      : sameNameAgain(parsed, flow, name.text);
  const help = `A bare layer goes on by itself: ${title[0].toLowerCase()}${title.slice(1)}, and give the last value a name of its own.`;
  const related = [{ span: before.span, message: "it is first given here" }];
  say(
    scope,
    messages.givenTwice,
    spanOf(scope, name),
    { what: "value", name: name.text, help },
    { related, fix },
  );
}

/** The edit that leaves the layer alone, of `x = x -> relu` or `x = relu(x)`. */
function alone({ text }: Name, flow: Flow, step: Step, scope: Scope) {
  const before = spanOf(scope, { start: flow.start, end: step.start });
  if (flow.source.end <= step.start)
    return { title: `Drop \`${text} = ${text} ->\``, span: before, text: "" };
  const layer = textAt(scope.run, spanOf(scope, step));
  return { title: `Write \`${layer}\` alone`, span: { ...before, end: flow.end }, text: layer };
}

function sayUnequal({ names, source, steps }: Flow, count: number, { scope }: Flowing): void {
  const last = steps.at(-1) ?? source;
  const text = names.map(({ text }) => text).join(", ");
  const expected = `The flow gives ${counted(count, "value")}.`;
  const more = Array.from({ length: count }, (_, i) => names[i]?.text ?? `value${i + 1}`).join(", ");
  const help = count === 1 ? `Write \`${names[0].text} = …\`.` : `Write \`(${more}) = …\`.`;
  const found =
    names.length === 1
      ? `One name, \`${text}\`, stands for ${counted(count, "value")}.`
      : `${names.length} names stand here: ${text}.`;
  const related = [{ span: spanOf(scope, last), message: `this gives ${counted(count, "value")}` }];
  const span = spanOf(scope, { start: names[0].start, end: names[names.length - 1].end });
  say(scope, messages.numberOfValues, span, { found, expected, help }, { related });
}

function sayNoSource(source: Expression, flow: Flow, { scope }: Flowing): void {
  const span = spanOf(scope, source);
  const named = flow.names.length === 1 && flow.steps.length === 0;
  const constant = {
    title: "Declare a constant",
    safe: false,
    edits: [{ span: { ...span, start: flow.start, end: flow.start }, text: "const " }],
  };
  say(
    scope,
    messages.wrongArgument,
    span,
    {
      found: "A flow cannot begin with this.",
      expected: "It begins with a value (`image -> …`), with several (`(a, b) -> …`) or with a layer.",
      help: named ? `For a constant write \`const ${flow.names[0].text} = …\`.` : undefined,
    },
    named ? { fix: constant } : {},
  );
}

function unknown({ draft }: Flowing): readonly FlowValue[] {
  draft.broken = true;
  return [undefined];
}
