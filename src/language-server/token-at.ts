import type { Parsed } from "../parser/parse.ts";
import type { Token } from "../parser/token.ts";

/** The token around an offset; where one ends and the next begins, the word among the two, or else the next. */
export function tokenAt({ tokens }: Pick<Parsed, "tokens">, offset: number): Token | undefined {
  const last = lastStarting(tokens, offset);
  const here = tokens[last];
  if (here !== undefined && here.end >= offset && isWord(here)) return here;
  const before = tokens[last - 1];
  if (before !== undefined && before.end === offset && isWord(before)) return before;
  return here !== undefined && here.end >= offset ? here : undefined;
}

/** The number of the last token that starts at an offset or before it; -1 where there is none. */
function lastStarting(tokens: readonly Token[], offset: number): number {
  let [low, high] = [-1, tokens.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tokens[middle].startOffset <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isWord({ image }: Token): boolean {
  return /^[A-Za-z_]/.test(image);
}
