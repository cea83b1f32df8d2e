/** A layer as an argument (`bidirectional(lstm(64))`); `build` receives it ready to be applied. */
import { applyLayer } from "../apply-layer.ts";
import type { Layer, LayerCall } from "../define-layer.ts";
import type { Kind, RealizeContext } from "../kind.ts";
import { readLayerCall } from "../read-layer-call.ts";
import type { Plain, PlainCall } from "../value.ts";
import { nameIn } from "./name-in.ts";
import { wrongKind } from "./wrong-kind.ts";

export function layer(): Kind<LayerCall> {
  return {
    name: "layer",
    category: "layers",
    parse: (value, context) => {
      const name = value.kind === "call" ? value.name : nameIn(value);
      if (name === undefined) return { problems: [wrongKind(value, "layer")] };
      const [nameSpan, given] = value.kind === "call" ? [value.nameSpan, value.arguments] : [value.span, []];
      return readLayerCall({ name, nameSpan, span: value.span, arguments: given }, context);
    },
    realize: layerCallOf,
  };
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
