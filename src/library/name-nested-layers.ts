/**
 * Gives the layers that stand as arguments (`bidirectional(lstm(64))`) the automatic names that Keras would: the checker calls
 * this before it names the layer itself, since Keras makes the inner layer first.
 */
import { isCall } from "./complete-call.ts";
import { kerasName } from "./keras-name.ts";
import type { Parameters } from "./kind.ts";
import type { Library } from "./library.ts";
import type { Plain, PlainCall } from "./value.ts";

/** The same call, its inner layers named; `nextName` makes a stem unique (`lstm`, `lstm_1`). */
export function nameNestedLayers(
  call: PlainCall,
  library: Library,
  nextName: (stem: string) => string,
): PlainCall {
  const parameters = library.layers.find(call.name)?.parameters ?? {};
  if (!takesLayers(parameters)) return call;
  const named = Object.entries(call.arguments).map(([name, value]): [string, Plain] => {
    const isLayer =
      Object.hasOwn(parameters, name) && parameters[name].category === "layers" && isCall(value);
    return [name, isLayer ? nameLayer(value, library, nextName) : value];
  });
  return { ...call, arguments: Object.fromEntries(named) };
}

function takesLayers(parameters: Parameters): boolean {
  for (const name in parameters) if (parameters[name].category === "layers") return true;
  return false;
}

function nameLayer(call: PlainCall, library: Library, nextName: (stem: string) => string): PlainCall {
  const inner = nameNestedLayers(call, library, nextName);
  if (inner.layerName !== undefined) return inner;
  return { ...inner, layerName: nextName(kerasName(library.layers.find(call.name)?.keras ?? call.name)) };
}
