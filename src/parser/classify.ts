/**
 * Tells apart what the lexer cannot: words of the language (reserved only where a statement may stand), and brackets
 * that touch the name they belong to.
 */
import type { TokenType } from "chevrotain";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  CloseParen,
  Colon,
  Compile,
  Data,
  Equals,
  formWords,
  Import,
  Literal,
  Name,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Semicolon,
  SingleQuoted,
  StringToken,
  Test,
  TouchingBracket,
  TouchingParen,
  Train,
  UnclosedString,
  wordTypes,
} from "./tokens.ts";

/** Forms in whose braces every word is free. */
const freeForms = [Compile, Train, Data, Test, Import];

export function classify(tokens: readonly Token[]): void {
  const free: boolean[] = [false];
  let form: TokenType | undefined;
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]!;
    if (is(token, Name)) {
      classifyWord(token, tokens[i + 1], free.at(-1)!);
      if (!is(token, Name) && isOneOf(token, formWords)) form = token.tokenType;
    } else if (is(token, OpenParen) || is(token, OpenBracket)) classifyBracket(token, tokens[i - 1]);
    else if (is(token, SingleQuoted) || is(token, UnclosedString)) retype(token, StringToken);
    else if (is(token, Semicolon)) form = undefined;
    if (token.closer !== undefined) {
      free.push(!is(token, OpenBrace) || (form !== undefined && freeForms.includes(form)));
      if (is(token, OpenBrace)) form = undefined;
    }
    if (token.opener !== undefined) free.pop();
  }
}

function classifyWord(token: Token, next: Token | undefined, free: boolean): void {
  const type = wordTypes.get(token.image);
  if (type === undefined) return;
  if (!free) retype(token, type);
  else if (type === Literal && !isOneOf(next, [Equals, Colon])) retype(token, Literal);
}

function classifyBracket(token: Token, previous: Token | undefined): void {
  if (previous === undefined || previous.end !== token.startOffset || previous.inserted) return;
  if (is(token, OpenParen) && is(previous, Name)) retype(token, TouchingParen);
  if (is(token, OpenBracket) && (is(previous, Name) || endsArguments(previous)))
    retype(token, TouchingBracket);
}

function endsArguments(token: Token): boolean {
  return is(token, CloseParen) && is(token.opener, TouchingParen);
}
