/** How many problems the program has, in words and in the colour of the worst. */
import { count } from "../src/cli/count.ts";
import type { ProblemCount } from "./editor/create-editor.ts";

export function showProblems(element: HTMLElement, { errors, warnings, hints }: ProblemCount): void {
  const parts = [
    errors === 0 ? [] : [count(errors, "error")],
    warnings === 0 ? [] : [count(warnings, "warning")],
    hints === 0 ? [] : [count(hints, "hint")],
  ].flat();
  const text = parts.length === 0 ? "No problems" : parts.join(", ");
  if (element.textContent !== text) element.textContent = text;
  element.dataset.worst = errors > 0 ? "error" : warnings > 0 ? "warning" : hints > 0 ? "hint" : "none";
}
