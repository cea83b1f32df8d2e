/** A use of a `layer` statement: its chain of steps, with the layers that its first use made. */
import { messages } from "../diagnostics/messages.ts";
import type { Flowing, StepCall } from "./around.ts";
import type { GivenArgument } from "./evaluate.ts";
import { mayOpen } from "./limits.ts";
import { type FlowValue, type LayerDeclaration, markUsed, say, spanOf } from "./scope.ts";
import { useStep } from "./use-step.ts";

export function useShared(
  declaration: LayerDeclaration,
  call: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { statement, scope: home, instance } = declaration;
  const { draft, around } = flowing;
  markUsed(home, spanOf(home, statement.name), call.nameSpan);
  if (given.length > 0)
    say(flowing.scope, messages.wrongArgument, call.span, {
      found: `\`${call.name}\` is one layer, which has its arguments already.`,
      help: `Write \`${call.name}\` alone, or give the arguments where it is declared.`,
    });
  if (!mayOpen(declaration, call.span, flowing)) {
    draft.broken = true;
    return [undefined];
  }
  const body: Flowing = {
    draft,
    scope: { ...home, uses: [...flowing.scope.uses, call.span] },
    around: {
      ...around,
      ...namedFor(declaration, flowing),
      shared: `${instance}:${statement.start}`,
      open: [...around.open, statement],
    },
    current: inputs,
    inputs: [],
    round: "",
  };
  return statement.steps.reduce<readonly FlowValue[]>((values, step) => useStep(step, values, body), inputs);
}

/** A layer of one step is called as the statement says; the layers of a chain begin with that name. */
function namedFor(
  { statement }: LayerDeclaration,
  { around }: Flowing,
): { readonly name?: string; readonly prefix: string } {
  const name = statement.name.kind === "Name" ? statement.name.text : "layer";
  if (statement.steps.length === 1) return { name, prefix: around.prefix };
  const instance = around.instances.at(-1)?.instance;
  return { prefix: `${instance === undefined ? "" : `${instance}_`}${name}_` };
}
