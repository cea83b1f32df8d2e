/**
 * `dense(n // 2)`: two slashes meant as a division make the rest of their line a comment. Where brackets do not balance
 * and such a comment holds the missing ones, it is read as the division that it was meant to be.
 */

import { createTokenInstance, type IToken } from "chevrotain";
import { pairBrackets, type Repairs, wrongBrackets } from "./balance.ts";
import type { Comment } from "./comment.ts";
import { countWhile } from "./count-while.ts";
import { type Lexed, lexStretch } from "./lex.ts";
import { place } from "./place.ts";
import { isOneOf, type Token } from "./token.ts";
import { CloseBracket, CloseParen, Name, NumberToken, Operator } from "./tokens.ts";

/** Every trial pairs all brackets anew, so there are only a few. */
const trials = 8;

interface Paired {
  /** As lexed. */
  readonly raw: readonly IToken[];
  readonly tokens: readonly Token[];
  readonly repairs: Repairs;
  readonly comments: readonly Comment[];
}

export function withDivisions(text: string, lexed: Lexed): Paired {
  let best = { lexed, ...paired(text, lexed.tokens) };
  if (best.wrong === 0) return { ...best, raw: lexed.tokens, comments: lexed.comments };
  const candidates = lexed.comments.filter((comment) => mayDivide(text, comment, best.tokens));
  for (const comment of candidates.slice(0, trials)) {
    const trial = readAsDivision(text, best.lexed, comment);
    const result = paired(text, trial.tokens);
    if (result.wrong < best.wrong) best = { lexed: trial, ...result };
  }
  const { tokens, comments } = best.lexed;
  return { raw: tokens, tokens: best.tokens, repairs: pairBrackets(best.tokens), comments };
}

function paired(text: string, raw: readonly IToken[]): { tokens: Token[]; repairs: Repairs; wrong: number } {
  const tokens = place(text, raw);
  const repairs = pairBrackets(tokens);
  return { tokens, repairs, wrong: wrongBrackets(tokens, repairs) };
}

/** Whether a value stands right before a comment, and the comment begins like one and holds a bracket. */
function mayDivide(text: string, { kind, start, end }: Comment, tokens: readonly Token[]): boolean {
  const content = text.slice(start + 2, end);
  if (kind !== "line" || !/^\s*[\w(]/.test(content) || !/[)\]{}]/.test(content)) return false;
  const before = tokens[countWhile(tokens, ({ startOffset }) => startOffset < start) - 1];
  const sameLine = before !== undefined && !text.slice(before.end, start).includes("\n");
  return sameLine && isOneOf(before, [Name, NumberToken, CloseParen, CloseBracket]);
}

function readAsDivision(text: string, { tokens, comments, plain }: Lexed, comment: Comment): Lexed {
  const { start, end } = comment;
  const sign = createTokenInstance(Operator, "//", start, start + 1, 0, 0, 0, 0);
  const index = tokens.findIndex((token) => token.startOffset > start);
  const at = index === -1 ? tokens.length : index;
  return {
    tokens: [...tokens.slice(0, at), sign, ...lexStretch(text, start + 2, end), ...tokens.slice(at)],
    comments: comments.filter((other) => other !== comment),
    plain,
  };
}
