/** The edit that gives the last layer of an output another activation, where that is plain to see. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { addedArgument } from "./added-argument.ts";
import type { Head } from "./heads.ts";
import type { RuleContext } from "./rule-context.ts";

export function activationFix(
  { layer, span }: Head,
  activation: string,
  context: RuleContext,
): Fix | undefined {
  if (layer === undefined) return undefined;
  const place = context.written(layer).get("activation");
  const added = context.entryOf(layer).linear
    ? addedArgument(span, `activation=${activation}`, context)
    : undefined;
  const edit = place === undefined ? added : { span: place.span, text: activation };
  return edit === undefined ? undefined : { title: `End with ${activation}`, safe: false, edits: [edit] };
}
