import { countWhile } from "../parser/count-while.ts";
import type { Parsed } from "../parser/parse.ts";
import type { Token } from "../parser/token.ts";

/** The token around an offset; where one ends and the next begins, the word among the two, or else the next. */
export function tokenAt({ tokens }: Pick<Parsed, "tokens">, offset: number): Token | undefined {
  const last = countWhile(tokens, ({ startOffset }) => startOffset <= offset) - 1;
  const here = tokens[last];
  if (here !== undefined && here.end >= offset && isWord(here)) return here;
  const before = tokens[last - 1];
  if (before !== undefined && before.end === offset && isWord(before)) return before;
  return here !== undefined && here.end >= offset ? here : undefined;
}

function isWord({ image }: Token): boolean {
  return /^[A-Za-z_]/.test(image);
}
