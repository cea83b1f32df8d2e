/** The layer that a use applies: a new one with its name, or, inside a shared layer, the one that an earlier use made there. */
import { messages } from "../diagnostics/messages.ts";
import { kerasName } from "../library/keras-name.ts";
import { nameNestedLayers } from "../library/name-nested-layers.ts";
import type { PlainCall, Value } from "../library/value.ts";
import type { Flowing, StepCall } from "./around.ts";
import type { BaseArguments } from "./base-arguments.ts";
import { type DraftLayer, nextName } from "./draft.ts";
import type { GivenArgument } from "./evaluate.ts";
import { removal } from "./removal.ts";
import { say } from "./scope.ts";

/** How a step uses a layer; it is doubtful where some of its arguments are at fault. */
interface LayerUse {
  readonly call: PlainCall;
  readonly base: BaseArguments;
  readonly given: readonly GivenArgument[];
  readonly doubtful: boolean;
}

/** Its number among the model's layers; undefined after a report. */
export function layerOf(
  step: StepCall,
  { call, base, given, doubtful }: LayerUse,
  flowing: Flowing,
): number | undefined {
  const { draft, around } = flowing;
  const key = sharedKey(step, flowing);
  const known = key === undefined ? undefined : draft.shared.get(key);
  if (known !== undefined) return known;
  const { library } = flowing.scope.run;
  const named = nameNestedLayers(call, library, (stem) => nextName(draft, around.prefix + stem, step.span));
  const name = layerName(step, call, base, flowing);
  if (name === undefined) return undefined;
  const weightsFile = base.weightsFile ?? around.weightsFile;
  const layer: DraftLayer = {
    name,
    type: call.name,
    call: named,
    trainable: around.trainable && (base.trainable ?? true),
    span: step.span,
    doubtful,
    given,
    reads: readsOf(given),
  };
  const index = draft.layers.push(weightsFile === undefined ? layer : { ...layer, weightsFile }) - 1;
  if (key !== undefined) draft.shared.set(key, index);
  return index;
}

/** Tells the layers inside a shared layer apart: by their place, and by the round of the repeats around them. */
export function sharedKey({ span }: StepCall, { around, round }: Flowing): string | undefined {
  return around.shared === undefined ? undefined : `${around.shared}/${span.start}.${round}`;
}

function layerName(
  step: StepCall,
  call: PlainCall,
  base: BaseArguments,
  flowing: Flowing,
): string | undefined {
  const { draft, around, scope } = flowing;
  const automatic = around.prefix + kerasName(scope.run.library.layers.find(call.name)?.keras ?? call.name);
  const given = base.name ?? around.name;
  if (given === undefined) return nextName(draft, automatic, step.span);
  const instance = around.instances.at(-1)?.instance;
  const name = instance === undefined ? given : `${instance}_${given}`;
  const before = draft.names.taken.get(name);
  if (before === undefined || flowing.round !== "") return nextName(draft, name, step.span);
  const related = [{ span: before, message: "this layer is called so already" }];
  const span = base.nameSpan ?? step.span;
  say(
    scope,
    messages.givenTwice,
    span,
    { what: "layer name", name, help: "Give one of the two another name." },
    { related, fix: base.nameSpan === undefined ? undefined : removal(scope.run, base.nameSpan, "argument") },
  );
  return undefined;
}

const nothingRead: readonly number[] = [];

/** The values of the flow inside of arguments. */
function readsOf(given: readonly GivenArgument[]): readonly number[] {
  if (given.every(({ value }) => value === undefined || value.kind === "number")) return nothingRead;
  return given.flatMap(({ value }) => (value === undefined ? nothingRead : valuesIn(value)));
}

function valuesIn(value: Value): readonly number[] {
  if (value.kind === "tensor") return [value.value];
  if (value.kind === "list") return value.items.flatMap(valuesIn);
  return value.kind === "call" ? value.arguments.flatMap((argument) => valuesIn(argument.value)) : [];
}
