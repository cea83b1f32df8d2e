/** How an output ends: the activation that its values come out of, and the range in which they lie. */
import type { Activation, OutputRange } from "../library/define-activation.ts";
import type { Layer } from "../library/define-layer.ts";
import { realizeWithoutFlow } from "../library/realize-without-flow.ts";
import type { PlainCall } from "../library/value.ts";
import type { Span } from "../source.ts";
import type { Application, Model, ModelOutput } from "./model.ts";
import type { RuleContext } from "./rule-context.ts";

export interface Head {
  readonly range: OutputRange | "unknown";
  /** The activation by name: `linear` where there is none, undefined where nothing is known. */
  readonly activation?: string;
  /** The same with its arguments, where one is applied. */
  readonly call?: PlainCall;
  /** The layer that applies it. */
  readonly layer?: Application;
  readonly span: Span;
}

/** What has to be known of a model to find how its outputs end. */
export type HeadContext = Pick<
  RuleContext,
  "library" | "maker" | "layerOf" | "entryOf" | "doubtful" | "heads" | "lastActivations"
>;

/** An activation with its arguments, as written and as its functions take them. */
export interface AppliedActivation {
  readonly call: PlainCall;
  readonly entry: Activation;
  readonly values: never;
}

export function headOf(model: Model, { value }: Pick<ModelOutput, "value">, context: HeadContext): Head {
  const known = context.heads[value];
  if (known !== undefined) return known;
  const head = findHead(model, value, context);
  context.heads[value] = head;
  return head;
}

function findHead(model: Model, value: number, context: HeadContext): Head {
  const maker = context.maker(value);
  if (maker === undefined || context.doubtful(maker))
    return { range: "unknown", span: model.values[value].span };
  const entry = context.entryOf(maker);
  const applied = lastActivationOf(maker, context);
  if (applied !== undefined) {
    const { call, entry, values } = applied;
    const range = entry.range(values, model.values[value].type.shape.length);
    return { range, activation: call.name, call, layer: maker, span: maker.span };
  }
  if (entry.linear || entry.family === "normalization")
    return { range: "real", activation: "linear", layer: maker, span: maker.span };
  const before =
    passesOn(entry.family) && maker.inputs.length === 1
      ? headOf(model, { value: maker.inputs[0] }, context)
      : undefined;
  if (before !== undefined && (before.range !== "distribution" || entry.family === "regularization"))
    return before;
  return { range: "unknown", span: maker.span };
}

/** The activation that an application's layer applies last, read once for all uses of one call; undefined where that is `linear`. */
export function lastActivationOf(
  application: Application,
  { library, layerOf, entryOf, lastActivations }: HeadContext,
): AppliedActivation | undefined {
  const layer = layerOf(application).call;
  if (lastActivations.has(layer)) return lastActivations.get(layer);
  const call = entryOf(application).lastActivation?.(layer.arguments, library);
  const applied =
    call === undefined || call.name === "linear"
      ? undefined
      : { call, ...realizeWithoutFlow<Activation>("activations", call, library) };
  lastActivations.set(layer, applied);
  return applied;
}

/** Layers that apply an activation themselves, and no more than that. */
export function isActivation({ family, name }: Layer): boolean {
  return family === "activation" || name === "activation";
}

/** Families whose layers give no value that was not there before, up to averages. */
function passesOn(family: string): boolean {
  return family === "regularization" || family === "reshaping" || family === "pooling";
}

/** What values of a range are, in words. */
export const rangeWords: Record<OutputRange, string> = {
  real: "any number",
  probability: "numbers from 0 to 1",
  distribution: "numbers from 0 to 1 that sum to 1",
  "log-probability": "numbers up to 0",
  "non-negative": "no number below 0",
  "signed-unit": "numbers from -1 to 1",
};
