/** The outputs of a model: those that `output` names, or else the last value. */
import { messages } from "../diagnostics/messages.ts";
import type { Span } from "../source.ts";
import type { Flowing } from "./around.ts";
import type { DeclaredTarget } from "./read-targets.ts";
import type { FlowValue } from "./scope.ts";
import { say } from "./scope.ts";

/** An output; its value is undefined where a mistake left it unknown. */
export interface DraftOutput {
  readonly name: string;
  readonly value: FlowValue;
  readonly span: Span;
}

export function modelOutputs(flowing: Flowing, targets: readonly DeclaredTarget[]): readonly DraftOutput[] {
  const { outputs, current, draft, scope } = flowing;
  if (outputs !== undefined) {
    return outputs.flatMap(({ name, values, span }) => {
      if (values.length === 1) return [{ name, value: values[0], span }];
      const found = `\`${name}\` stands for ${values.length} values.`;
      const help = "Give each of them a name: `(a, b) = …`, then `output a, b`.";
      say(scope, messages.numberOfValues, span, { found, expected: "An output is one value.", help });
      return [{ name, value: undefined, span }];
    });
  }
  if (current === undefined || current.length === 0) return [];
  const [value] = current;
  if (value === undefined || draft.misordered) return unknownOutput(flowing, targets);
  const { span, name } = draft.values[value];
  if (current.length > 1) {
    const found = `The last flow gives ${current.length} values.`;
    const help = "Name them, and say which are outputs: `(a, b) = …`, then `output a, b`.";
    say(scope, messages.numberOfValues, span, {
      found,
      expected: "Without `output`, the last value is the one output.",
      help,
    });
  }
  const made = draft.applications.findLast(({ outputs: results }) => results.includes(value));
  const layer = made === undefined ? "output" : draft.layers[made.layer].name;
  const target = targets.length === 1 ? targets[0].name : undefined;
  return [{ name: name ?? target ?? layer, value, span }];
}

/** So that losses and targets which speak of the one output are not called unknown because of a mistake in a layer. */
function unknownOutput(
  { scope, draft }: Flowing,
  targets: readonly DeclaredTarget[],
): readonly DraftOutput[] {
  const span = { file: scope.file, start: 0, end: 0 };
  if (targets.length === 0) return [{ name: draft.values.at(-1)?.name ?? "output", value: undefined, span }];
  return targets.map(({ name }) => ({ name, value: undefined, span }));
}
