/** The edit that puts one name in another's place, where the text under the span is that name. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source.ts";
import { textAt } from "./run.ts";
import type { Scope } from "./scope.ts";

export function renaming(
  scope: Scope,
  span: Span,
  name: string | undefined,
  next: string | undefined,
  sure = false,
): Fix | undefined {
  const text = textAt(scope.run, span);
  if (name === undefined || next === undefined || (text !== name && text !== JSON.stringify(name)))
    return undefined;
  return { title: `Write ${next}`, safe: sure, edits: [{ span, text: next }] };
}
