/** A layer as an argument (`bidirectional(lstm(64))`); `build` receives it ready to be applied. */
import { applyLayer } from "../apply-layer.ts";
import type { Layer, LayerCall } from "../define-layer.ts";
import type { Kind, KindContext, RealizeContext } from "../kind.ts";
import type { Library } from "../library.ts";
import { readLayerCall } from "../read-layer-call.ts";
import type { Plain, PlainCall, Value } from "../value.ts";
import { nameIn } from "./name-in.ts";
import { wrongKind } from "./wrong-kind.ts";

/** With `family`, only layers of that family are taken. */
export function layer(family?: string): Kind<LayerCall> {
  const name = family === undefined ? "layer" : `${family} layer`;
  return {
    name,
    category: "layers",
    parse: (value, context) => parseLayer(value, name, family, context),
    realize: layerCallOf,
  };
}

function parseLayer(value: Value, expected: string, family: string | undefined, context: KindContext) {
  const { layers, activations } = context.library;
  const written = value.kind === "call" ? value.name : nameIn(value);
  if (written === undefined) return { problems: [wrongKind(value, expected)] };
  const [nameSpan, given] = value.kind === "call" ? [value.nameSpan, value.arguments] : [value.span, []];
  const isKnown = layers.find(written) !== undefined || activations.find(written) !== undefined;
  const name = isKnown ? written : (context.respell?.("layers", written, nameSpan) ?? written);
  const entry = layers.find(name);
  if (family !== undefined && entry !== undefined && entry.family !== family) {
    return { problems: [wrongKind(value, expected, namesOf(family, context.library))] };
  }
  return readLayerCall({ name, nameSpan, span: value.span, arguments: given }, context);
}

function namesOf(family: string, { layers }: Library): readonly string[] {
  return layers.entries.filter((entry) => entry.family === family).map(({ name }) => name);
}

function layerCallOf(plain: Plain, context: RealizeContext): LayerCall {
  const call = plain as PlainCall;
  const entry = context.library.layers.find(call.name) as Layer;
  return {
    layer: entry,
    call,
    apply: (inputs, build, options = {}) =>
      applyLayer({ layer: entry, call, inputs, build, context, ...options }),
  };
}
