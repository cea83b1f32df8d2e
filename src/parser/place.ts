/** Raw tokens → tokens that know their line and its indentation. */
import type { IToken, TokenType } from "chevrotain";
import type { Token } from "./token.ts";

const tabWidth = 4;

export function place(text: string, raw: readonly IToken[]): Token[] {
  let line = 1;
  let lineStart = 0;
  let newline = text.indexOf("\n");
  let previousLine = 0;
  let indent = 0;
  return raw.map((token, index) => {
    while (newline !== -1 && newline < token.startOffset) {
      line += 1;
      lineStart = newline + 1;
      newline = text.indexOf("\n", lineStart);
    }
    const firstOnLine = line !== previousLine;
    if (firstOnLine) indent = widthOf(text.slice(lineStart, token.startOffset));
    previousLine = line;
    return {
      tokenType: token.tokenType,
      tokenTypeIdx: token.tokenTypeIdx,
      image: typeof token.payload === "string" ? token.payload : token.image,
      startOffset: token.startOffset,
      end: token.startOffset + token.image.length,
      line,
      indent,
      firstOnLine,
      index,
      at: -1,
      classified: -1,
      inserted: false,
    };
  });
}

/** A bracket that the author forgot, right behind the token before it. */
export function insertedToken(type: TokenType, image: string, before: Token): Token {
  return {
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx!,
    image,
    startOffset: before.end,
    end: before.end,
    line: before.line,
    indent: before.indent,
    firstOnLine: false,
    index: -1,
    at: -1,
    classified: -1,
    inserted: true,
  };
}

function widthOf(blank: string): number {
  let width = 0;
  for (const character of blank) width += character === "\t" ? tabWidth - (width % tabWidth) : 1;
  return width;
}
