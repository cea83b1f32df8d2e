/** Pairs `(` and `[` between braces and semicolons, beyond which neither reaches; asks layout only where they do not balance. */
import { pair, pairPlainly, partners, type Repairs } from "./balance.ts";
import { is, isOneOf, type Token } from "./token.ts";
import {
  CloseBrace,
  CloseBracket,
  CloseParen,
  Colon,
  Comma,
  Equals,
  formWords,
  Name,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Semicolon,
  wordTypes,
} from "./tokens.ts";

const openers = [OpenParen, OpenBracket];
const closers = [CloseParen, CloseBracket];
const barriers = [OpenBrace, CloseBrace, Semicolon];

export function closedParentheses(tokens: readonly Token[], repairs: Repairs): void {
  let start = 0;
  for (let i = 0; i <= tokens.length; i += 1) {
    if (i < tokens.length && !isOneOf(tokens[i], barriers)) continue;
    if (!pairPlainly(tokens.slice(start, i))) pairByLayout(tokens, start, i, repairs);
    start = i + 1;
  }
}

function matches(opener: Token, closer: Token): boolean {
  return partners.get(opener.image) === closer.image;
}

function pairByLayout(tokens: readonly Token[], start: number, end: number, repairs: Repairs): void {
  const open: Token[] = [];
  const closeAll = (before: number, keep: number) => {
    while (open.length > keep) repairs.unclosed.push({ opener: open.pop()!, before });
  };
  for (let i = start; i < end; i += 1) {
    const token = tokens[i]!;
    if (isOneOf(token, closers)) closeOne(tokens, i, end, open, closeAll, repairs);
    else closeAll(i, openBefore(open, token, tokens[i + 1]));
    if (isOneOf(token, openers)) open.push(token);
  }
  closeAll(end, 0);
}

/** How many brackets may still be open at a token: none at a form, and none whose line it begins no further right. */
function openBefore(open: readonly Token[], token: Token, next: Token | undefined): number {
  if (beginsForm(token, next)) return 0;
  if (!token.firstOnLine || !isOneOf(token, [Name, OpenParen])) return open.length;
  const ended = open.findIndex((opener) => opener.line !== token.line && opener.indent >= token.indent);
  return ended === -1 ? open.length : ended;
}

function beginsForm(token: Token, next: Token | undefined): boolean {
  if (!is(token, Name)) return false;
  const type = wordTypes.get(token.image);
  return type !== undefined && formWords.includes(type) && !isOneOf(next, [Equals, Comma, Colon, ...closers]);
}

function closeOne(
  tokens: readonly Token[],
  index: number,
  end: number,
  open: Token[],
  closeAll: (before: number, keep: number) => void,
  repairs: Repairs,
): void {
  const token = tokens[index]!;
  const partner = open.findLastIndex((opener) => matches(opener, token));
  const top = open.at(-1);
  const nextFits = index + 1 < end && top !== undefined && matches(top, tokens[index + 1]!);
  if (partner === -1 && (top === undefined || nextFits)) {
    repairs.stray.add(token);
    return;
  }
  if (partner === -1) repairs.mismatched.push(token);
  else closeAll(index, partner + 1);
  pair(open.pop()!, token);
}
