/** The fix that puts one name in another's place, where nothing but that name is written there. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source.ts";
import type { RuleContext } from "./rule-context.ts";

export function wordFix(span: Span, next: string, { text }: RuleContext): Fix | undefined {
  if (!/^\w+$/.test(text(span))) return undefined;
  return { title: `Write ${next}`, safe: false, edits: [{ span, text: next }] };
}
