/** A use of a library layer: its arguments read, its name given, its shapes traced; the values that come out. */
import { messages } from "../diagnostics/messages.ts";
import type { Layer } from "../library/define-layer.ts";
import type { PlainCall } from "../library/value.ts";
import { ShapeProblem } from "../tensor/index.ts";
import type { Flowing, StepCall } from "./around.ts";
import { takeBaseArguments } from "./base-arguments.ts";
import { addValue } from "./draft.ts";
import type { GivenArgument } from "./evaluate.ts";
import { readLayerOnce } from "./layer-memory.ts";
import { layerOf } from "./layer-of.ts";
import { spend } from "./limits.ts";
import { mendCall } from "./mend-call.ts";
import { counted } from "./say-problem.ts";
import { sayQuotedNames } from "./say-quoted-names.ts";
import { sayShapeProblem } from "./say-shape-problem.ts";
import { type FlowValue, type Scope, say } from "./scope.ts";
import { traceLayer } from "./trace-layer.ts";
import { useArguments } from "./use-arguments.ts";

/** One unknown value where the layer, its arguments or its inputs are not known; nothing that follows is reported. */
export function useLayer(
  step: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { scope, draft } = flowing;
  const { library } = scope.run;
  const found = library.layers.find(step.name) ?? library.activations.find(step.name);
  const parameters = found?.parameters ?? nothingNamed;
  const { base, others } = takeBaseArguments(given, parameters, step.name, scope);
  const sound = useArguments(others, parameters, scope, (whole) => readLayerOnce(step, whole, scope.run));
  const own = library.layers.find(sound?.name ?? step.name);
  const call = sound ?? (own === undefined ? undefined : mendCall(own, step, others, scope));
  const layer = call === undefined ? undefined : own;
  if (sound !== undefined) sayQuotedNames(others, parameters, scope);
  else if (isPassedOver(own, call, inputs)) return inputs;
  const goes = spend(draft, scope, "layers", step.span) && call !== undefined && layer !== undefined;
  if (goes && areKnown(inputs) && takes(layer, step, inputs.length, scope)) {
    const use = { call, base, given: others, doubtful: sound === undefined };
    const index = layerOf(step, use, flowing);
    const results = index === undefined ? undefined : trace(layer, call, index, inputs, step, flowing);
    if (results !== undefined) return results;
  }
  draft.broken = true;
  return [undefined];
}

function areKnown(inputs: readonly FlowValue[]): inputs is readonly number[] {
  return !inputs.includes(undefined);
}

const nothingNamed: Layer["parameters"] = {};

/** Dropout and its like change no shape: with a wrong rate they are left out, and the flow goes on. */
function isPassedOver(
  layer: Layer | undefined,
  call: PlainCall | undefined,
  inputs: readonly FlowValue[],
): boolean {
  return call === undefined && layer?.family === "regularization" && inputs.length === 1;
}

/** A layer that joins values needs two of them: alone it would do nothing, and Keras refuses it too. */
function takes(layer: Layer, { name, span }: StepCall, count: number, scope: Scope): boolean {
  const { most } = layer.inputs;
  const joins = most === Number.POSITIVE_INFINITY;
  const least = joins ? Math.max(2, layer.inputs.least) : layer.inputs.least;
  if (count >= least && count <= most) return true;
  const range =
    least === most
      ? counted(least, "value")
      : joins
        ? `${least} or more values`
        : `${least} to ${most} values`;
  const few = `Give it several: \`(a, b) -> ${name}\`.`;
  const many = "Join them first (`(a, b) -> concatenate`), or name the one you mean.";
  const found = `\`${name}\` gets ${counted(count, "value")}.`;
  say(scope, messages.numberOfValues, span, {
    found,
    expected: `It takes ${range}.`,
    help: count < least ? few : many,
  });
  return false;
}

function trace(
  layer: Layer,
  call: PlainCall,
  index: number,
  inputs: readonly number[],
  { span }: StepCall,
  { draft, scope, around }: Flowing,
): readonly FlowValue[] | undefined {
  try {
    const results = traceLayer(layer, index, inputs, { draft, run: scope.run, around });
    const outputs = results.map((result) => addValue(draft, result, span));
    draft.applications.push({ layer: index, inputs, outputs, blocks: around.instances, span });
    return outputs;
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error;
    sayShapeProblem(error.details, { call, span, inputs }, draft, scope);
    return undefined;
  }
}
