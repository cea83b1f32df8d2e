/**
 * What uses of layers have come to in one run: the same text on values of the same types comes to the same. Models repeat few layers
 * many times, so most uses are only looked up.
 */
import type { FoundName, KindContext } from "../library/kind.ts";
import { type ReadLayerCall, readLayerCall } from "../library/read-layer-call.ts";
import type { ArgumentValue, PlainCall, Value } from "../library/value.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import type { Span } from "../source.ts";
import { type Tensor, type Type, typeOf } from "../tensor/index.ts";

/** A value that came out of a layer; without the tensor where the layer was only looked up. */
export interface Traced {
  readonly type: Type;
  readonly tensor?: Tensor;
  readonly mask?: Tensor;
}

/** What a layer gave on values of some types. Paths of weights begin behind the name of the layer. */
export interface TracedTypes {
  readonly outputs: readonly Traced[];
  readonly weights: readonly WeightSpec[];
}

interface ReadOnce {
  readonly result: ReadLayerCall;
  /** What names in the text turned out to be, by the number of their place. */
  readonly found: readonly { readonly place: number; readonly meaning: FoundName }[];
}

export interface LayerMemory {
  readonly calls: Map<string, ReadOnce>;
  /** By call, apart for layers that learn and frozen ones, then by the type that goes in, as `knownType` gives it. */
  readonly traces: Map<PlainCall, { readonly learning: Traces; readonly frozen: Traces }>;
  readonly types: Map<string, Type>;
}

export type Traces = Map<Type, TracedTypes>;

export function createLayerMemory(): LayerMemory {
  return { calls: new Map(), traces: new Map(), types: new Map() };
}

/** The type of a value, one object for all that are equal. */
export function knownType({ types }: LayerMemory, value: Tensor | Type): Type {
  let key: string = value.dtype;
  for (const dim of value.shape) key += typeof dim === "number" ? ` ${dim}` : ` (${dim.key})`;
  const known = types.get(key);
  if (known !== undefined) return known;
  const type = typeOf(value);
  types.set(key, type);
  return type;
}

type CallText = Parameters<typeof readLayerCall>[0];

/**
 * As `readLayerCall` of a step with these arguments, which reads a text only once: the same call each time, and the same names found,
 * each at its own place.
 */
export function readLayerOnce(
  step: Omit<CallText, "arguments">,
  given: readonly ArgumentValue[],
  context: KindContext & { readonly layers: LayerMemory },
): ReadLayerCall {
  const { calls } = context.layers;
  const own = given.length === 0 ? "()" : keyOfArguments(given);
  if (own === undefined) return readLayerCall({ ...step, arguments: given }, context);
  const key = step.name + own;
  const known = calls.get(key);
  if (known === undefined) return readFirst({ ...step, arguments: given }, key, context);
  if (known.found.length === 1) context.found?.(step.nameSpan, known.found[0].meaning);
  else {
    const places = placesOf(step.nameSpan, given);
    for (const { place, meaning } of known.found) context.found?.(places[place], meaning);
  }
  return known.result;
}

/** Remembered unless something was wrong, or spelled otherwise. */
function readFirst(
  text: CallText,
  key: string,
  context: KindContext & { readonly layers: LayerMemory },
): ReadLayerCall {
  const { library, layers } = context;
  const places = placesOf(text.nameSpan, text.arguments);
  const found: { place: number; meaning: FoundName }[] = [];
  let repeats = new Set(places).size === places.length;
  const result = readLayerCall(text, {
    library,
    found: (span, meaning) => {
      found.push({ place: places.indexOf(span), meaning });
      context.found?.(span, meaning);
    },
    respell: (category, name, span) => {
      repeats = false;
      return context.respell?.(category, name, span);
    },
  });
  if (!repeats || !("plain" in result) || found.some(({ place }) => place === -1)) return result;
  layers.calls.set(key, { result, found });
  layers.traces.set(result.plain, { learning: new Map(), frozen: new Map() });
  return result;
}

/** The places in a call's text at which names can stand, always in the same order. */
function placesOf(nameSpan: Span, given: readonly ArgumentValue[]): readonly Span[] {
  const places = [nameSpan];
  addPlaces(given, places);
  return places;
}

function addPlaces(given: readonly ArgumentValue[], places: Span[]): void {
  for (const { nameSpan, value } of given) {
    if (nameSpan !== undefined) places.push(nameSpan);
    addPlacesOf(value, places);
  }
}

function addPlacesOf(value: Value, places: Span[]): void {
  places.push(value.span);
  if (value.kind === "list") for (const item of value.items) addPlacesOf(item, places);
  if (value.kind !== "call") return;
  places.push(value.nameSpan);
  addPlaces(value.arguments, places);
}

/** Arguments as a text that no others have; undefined where a value of the flow is among them. */
function keyOfArguments(given: readonly ArgumentValue[]): string | undefined {
  let key = "(";
  for (const { name, nameSpan, value } of given) {
    const own = keyOf(value);
    if (own === undefined) return undefined;
    key += `${name ?? ""}${nameSpan === undefined ? ":" : "="}${own},`;
  }
  return `${key})`;
}

function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case "number":
      return Object.is(value.number, -0) ? "-0" : String(value.number);
    case "string":
      return JSON.stringify(value.text);
    case "boolean":
      return value.boolean ? "+" : "-";
    case "none":
      return "~";
    case "name":
      return `$${value.name}`;
    case "list":
      return keyOfArguments(value.items.map((item) => ({ value: item })))?.replace("(", "[");
    case "call": {
      const own = keyOfArguments(value.arguments);
      return own === undefined ? undefined : `$${value.name}${own}`;
    }
    case "tensor":
      return undefined;
  }
}
