/** The layer whose units decide how many values an output has: activations and dropout keep their number. */
import type { Application } from "./model.ts";
import type { RuleContext } from "./rule-context.ts";

export function lastLinear(value: number, context: RuleContext): Application | undefined {
  for (let maker = context.maker(value); maker !== undefined; maker = context.maker(maker.inputs[0])) {
    const { linear, family } = context.entryOf(maker);
    if (linear) return maker;
    if (family !== "activation" && family !== "regularization" && family !== "core") return undefined;
  }
  return undefined;
}
