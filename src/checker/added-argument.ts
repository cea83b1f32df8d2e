/** The edit that gives a call one more argument, behind the others; undefined where there is no call, or one without arguments. */
import type { Edit } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source.ts";
import type { RuleContext } from "./rule-context.ts";

export function addedArgument(span: Span, argument: string, { text }: RuleContext): Edit | undefined {
  const written = text(span);
  if (!written.endsWith(")") || /\(\s*\)$/.test(written)) return undefined;
  const end = span.end - 1;
  return { span: { ...span, start: end, end }, text: `, ${argument}` };
}
