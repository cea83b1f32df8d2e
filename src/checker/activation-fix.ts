/** The edit that gives the last layer of an output another activation, where that is plain to see. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Head } from "./heads.ts";
import type { RuleContext } from "./rule-context.ts";

export function activationFix(
  { layer, span }: Head,
  activation: string,
  context: RuleContext,
): Fix | undefined {
  if (layer === undefined) return undefined;
  const place = context.written(layer).get("activation");
  const text = context.text(span);
  const title = `End with ${activation}`;
  if (place !== undefined) return { title, safe: false, edits: [{ span: place.span, text: activation }] };
  if (!context.entryOf(layer).linear || !text.endsWith(")") || /\(\s*\)$/.test(text)) return undefined;
  const end = { ...span, start: span.end - 1, end: span.end - 1 };
  return { title, safe: false, edits: [{ span: end, text: `, activation=${activation}` }] };
}
