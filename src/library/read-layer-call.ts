/**
 * Reads the use of a layer by its name. An activation without a layer of its own (`gelu`) becomes `activation(gelu)`, and a
 * layer that stands as an argument may have a name (`bidirectional(lstm(64, name="reader"))`).
 */
import type { Span } from "../source.ts";
import type { EntryProblem } from "./entry-problem.ts";
import type { KindContext } from "./kind.ts";
import { readArguments } from "./read-arguments.ts";
import type { ArgumentValue, PlainCall } from "./value.ts";

interface CallText {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  readonly arguments: readonly ArgumentValue[];
}

export type ReadLayerCall = { readonly plain: PlainCall } | { readonly problems: readonly EntryProblem[] };

/** The call with its defaults filled in, or all that is wrong with it. */
export function readLayerCall(text: CallText, context: KindContext): ReadLayerCall {
  const layer = context.library.layers.find(text.name);
  if (layer === undefined) return readActivationCall(text, context);
  context.found?.(text.nameSpan, { kind: "entry", category: "layers", entry: layer });
  const isName = ({ name, value }: ArgumentValue) =>
    name === "name" && value.kind === "string" && value.text !== "";
  const named = text.arguments.find(isName);
  const others = text.arguments.filter((argument) => argument !== named);
  const result = readArguments(layer, others, text.span, context);
  if ("problems" in result) return result;
  const layerName = named?.value.kind === "string" ? { layerName: named.value.text } : {};
  return { plain: { name: layer.name, arguments: result.plain, ...layerName } };
}

function readActivationCall(text: CallText, context: KindContext): ReadLayerCall {
  const { layers, activations } = context.library;
  const activation = activations.find(text.name);
  if (activation === undefined) {
    const candidates = [...new Set([...layers.names, ...activations.names])];
    return {
      problems: [
        { problem: "unknown-name", span: text.nameSpan, category: "layers", name: text.name, candidates },
      ],
    };
  }
  context.found?.(text.nameSpan, { kind: "entry", category: "activations", entry: activation });
  const result = readArguments(activation, text.arguments, text.span, context);
  if ("problems" in result) return result;
  return {
    plain: {
      name: "activation",
      arguments: { activation: { name: activation.name, arguments: result.plain } },
    },
  };
}
