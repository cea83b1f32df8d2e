/** Rules of Keras between the two layers of a bidirectional one: one runs backwards, and they give results of one form. */
import type { Span } from "../../source.ts";
import { isCall } from "../complete-call.ts";
import type { EntryProblem } from "../entry-problem.ts";
import type { PlainArguments, PlainCall } from "../value.ts";

export function bidirectionalRules(
  values: PlainArguments,
  at: (parameter: string) => Span,
): readonly EntryProblem[] {
  const { layer, backward_layer } = values;
  if (!isCall(layer)) return [];
  const rule = (parameter: string, found: string, help: string): EntryProblem => ({
    problem: "rule",
    span: at(parameter),
    found,
    expected: "One layer reads forwards, the other backwards, and their results are joined.",
    help,
  });
  const backward = isCall(backward_layer) ? backward_layer : turned(layer);
  if (layer.arguments.go_backwards === backward.arguments.go_backwards) {
    const way = layer.arguments.go_backwards ? "backwards" : "forwards";
    const parameter = isCall(backward_layer) ? "backward_layer" : "layer";
    return [
      rule(parameter, `Both layers run ${way}.`, "Give one of them go_backwards=true, and not the other."),
    ];
  }
  return ["return_sequences", "return_state"]
    .filter((name) => layer.arguments[name] !== backward.arguments[name])
    .map((name) =>
      rule("backward_layer", `The two layers differ in ${name}.`, `Give both the same ${name}.`),
    );
}

function turned(layer: PlainCall): PlainCall {
  return { ...layer, arguments: { ...layer.arguments, go_backwards: true } };
}
