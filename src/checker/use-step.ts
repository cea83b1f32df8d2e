/** A step of a flow: what its name means, in the order parameter, shared layer, block, library. */
import { messages } from "../diagnostics/messages.ts";
import type { Value } from "../library/value.ts";
import type { Argument, Call, Missing, Name } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Flowing, StepCall } from "./around.ts";
import { evaluate, evaluateArguments, type GivenArgument } from "./evaluate.ts";
import { givenValues, sayGivenValues } from "./given-values.ts";
import { respelled } from "./respell.ts";
import { sayForeignStep } from "./say-foreign-step.ts";
import { sayUnknown } from "./say-problem.ts";
import {
  type FlowValue,
  findBlock,
  findLayer,
  findName,
  isMissing,
  markUsed,
  type Scope,
  say,
  spanOf,
  visibleNames,
} from "./scope.ts";
import { useBlock } from "./use-block.ts";
import { useLayer } from "./use-layer.ts";
import { useShared } from "./use-shared.ts";

export function useStep(
  step: Name | Call | Missing,
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { scope, draft } = flowing;
  if (step.kind === "Missing") {
    draft.broken = true;
    return [undefined];
  }
  const name = step.kind === "Call" ? step.name : step;
  const span = spanOf(scope, step);
  const nameSpan = name === step ? span : spanOf(scope, name);
  const call: StepCall = { name: name.text, nameSpan, span };
  const written = step.kind === "Call" ? evaluateArguments(step.arguments, scope) : nothingGiven;
  const among = step.kind === "Call" ? givenValues(step, scope) : undefined;
  const given =
    among === undefined ? written : written.filter((_, i) => among.others.includes(argumentsOf(step)[i]));
  if (step.kind === "Call" && among !== undefined) {
    const names = inputs.map((value) => (value === undefined ? undefined : draft.values[value].name));
    sayGivenValues(step, among, names, scope);
  }
  const all = among === undefined ? inputs : [...inputs, ...among.values];
  const first = draft.applications.length;
  const outputs = useCall(name, call, given, all, flowing);
  draft.steps.push({ span, nameSpan, inputs: all, outputs, first, end: draft.applications.length });
  return outputs;
}

const nothingGiven: readonly GivenArgument[] = [];

function argumentsOf(step: Name | Call): readonly Argument[] {
  return step.kind === "Call" ? step.arguments.items : [];
}

function useCall(
  name: Name,
  call: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const stands = stepParameter(name, flowing.scope);
  if (stands === undefined) return useNamed(call, given, inputs, flowing);
  return useValue(stands.value, call, given, inputs, flowing);
}

/** Whether a name can be a step here. */
export function isStepName(name: string, scope: Scope): boolean {
  const { layers, activations } = scope.run.library;
  const known =
    layers.find(name) ?? activations.find(name) ?? findLayer(scope, name) ?? findBlock(scope, name);
  const binding = findName(scope, name);
  return (
    known !== undefined ||
    binding?.kind === "constant" ||
    respelled(name, "layers", scope.run.library) !== undefined
  );
}

function useNamed(
  call: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { scope } = flowing;
  const shared = findLayer(scope, call.name);
  if (shared !== undefined) return useShared(shared, call, given, inputs, flowing);
  const block = findBlock(scope, call.name);
  if (block !== undefined) return useBlock(block, call, given, inputs, flowing);
  const { layers, activations } = scope.run.library;
  if (layers.find(call.name) !== undefined || activations.find(call.name) !== undefined)
    return useLayer(call, given, inputs, flowing);
  const spelled = findName(scope, call.name)?.kind === "flow" ? undefined : respellStep(call, scope);
  if (spelled !== undefined) return useLayer({ ...call, name: spelled }, given, inputs, flowing);
  if (!isMissing(scope, call.name)) sayNoStep(call, scope);
  flowing.draft.broken = true;
  return [undefined];
}

function respellStep({ name, nameSpan }: StepCall, { run }: Scope): string | undefined {
  return run.respell?.("layers", name, nameSpan);
}

/** A parameter that holds a layer or an activation: `block b(act: activation = relu) { …; act }`. */
function stepParameter(name: Name, scope: Scope): { readonly value: Value | undefined } | undefined {
  const binding = findName(scope, name.text);
  if (binding?.kind !== "constant") return undefined;
  const value = binding.value();
  if (value !== undefined && value.kind !== "name" && value.kind !== "call" && value.kind !== "string")
    return undefined;
  if (value === undefined && isLibraryName(name.text, scope)) return undefined;
  return { value: evaluate(name, scope) };
}

function useValue(
  value: Value | undefined,
  call: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { scope, draft } = flowing;
  if (value === undefined || (value.kind !== "name" && value.kind !== "call" && value.kind !== "string")) {
    draft.broken = true;
    return [undefined];
  }
  const own = value.kind === "call" ? value.arguments : [];
  if (own.length > 0 && given.length > 0)
    say(scope, messages.wrongArgument, call.span, {
      found: `\`${call.name}\` has its arguments already.`,
      help: `Write \`${call.name}\` alone.`,
    });
  const name = value.kind === "string" ? value.text : value.name;
  return useNamed({ ...call, name }, own.length > 0 ? own : given, inputs, flowing);
}

function sayNoStep({ name, nameSpan }: StepCall, scope: Scope): void {
  const binding = findName(scope, name);
  if (binding?.kind === "flow") {
    markUsed(scope, binding.span, nameSpan);
    say(scope, messages.wrongArgument, nameSpan, {
      found: `\`${name}\` is a value, and a step has to be a layer or a block.`,
      help: `To join it with the flow, write \`(a, ${name}) -> concatenate\` or \`add\`.`,
    });
  } else if (isModel(name, scope)) {
    say(scope, messages.notSupported, nameSpan, {
      what: "A model as a step is",
      help: `Make \`${name}\` a block, and use it in both models.`,
    });
  } else {
    const { layers, activations } = scope.run.library;
    const own = [...visibleNames(scope, "layers"), ...visibleNames(scope, "blocks")];
    const known = [...own, ...layers.names, ...activations.names];
    if (!sayTwoWords(name, nameSpan, known, scope) && !sayForeignStep(name, nameSpan, scope))
      sayUnknown(scope, nameSpan, "layer or block", name, known);
  }
}

/** `batch normalization`: a name with a space in it. */
function sayTwoWords(name: string, nameSpan: Span, known: readonly string[], scope: Scope): boolean {
  const rest = scope.run.sources.get(scope.file)?.text.slice(nameSpan.end) ?? "";
  const next = /^[ \t]+(\w+)/.exec(rest);
  const joined = next === null ? "" : `${name}_${next[1]}`;
  if (next === null || !known.includes(joined)) return false;
  const span = { ...nameSpan, end: nameSpan.end + next[0].length };
  const fix = { title: `Write ${joined}`, safe: true, edits: [{ span, text: joined }] };
  say(
    scope,
    messages.unknownName,
    span,
    { what: "layer or block", name: `${name} ${next[1]}`, suggestion: joined },
    { fix },
  );
  return true;
}

function isModel(name: string, scope: Scope): boolean {
  return scope.models.has(name) || (scope.parent !== undefined && isModel(name, scope.parent));
}

function isLibraryName(name: string, scope: Scope): boolean {
  return (
    scope.run.library.layers.find(name) !== undefined ||
    scope.run.library.activations.find(name) !== undefined
  );
}
