/** A message as the page shows it: what stands between backticks is set as code. */
import { html } from "./element.ts";

export function proseOf(text: string): readonly (Node | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html("code", {}, part) : part));
}
