/** The end of a sentence about an unknown word: with the closest known one where there is one, else a full stop. */
import { suggest } from "../diagnostics/suggest.ts";

export function didYouMean(word: string, known: readonly string[], mark = ""): string {
  const close = suggest(word, known);
  return close === undefined ? "." : `; did you mean \`${mark}${close}\`?`;
}
