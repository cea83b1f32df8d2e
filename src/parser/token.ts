/** A token as the parser reads it: chevrotain's, with its place on the page and, for an opening bracket, its partner. */
import type { IToken, TokenType } from "chevrotain";

export interface Token extends IToken {
  tokenType: TokenType;
  tokenTypeIdx: number;
  /** One past the last offset. */
  readonly end: number;
  readonly line: number;
  /** How far the line of this token is indented. */
  readonly indent: number;
  readonly firstOnLine: boolean;
  /** Its number among the tokens of the text; -1 where it is not written there. */
  readonly index: number;
  /** Its number among the tokens that the grammar reads; -1 where it is left out. */
  at: number;
  /** The type with which the grammar got it. */
  classified: number;
  /** Stands for a bracket that the author forgot; it has no width. */
  readonly inserted: boolean;
  /** Of an opening bracket: its closing one. */
  closer?: Token;
  /** Of a closing bracket: its opening one. */
  opener?: Token;
}

/** Makes one type of token into another, where only its surroundings tell which it is. */
export function retype(token: Token, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx!;
}

/** Whether a token is of a type. */
export function is(token: Token | undefined, type: TokenType): boolean {
  return token !== undefined && token.tokenTypeIdx === type.tokenTypeIdx;
}

/** Whether a token is of one of several types. */
export function isOneOf(token: Token | undefined, types: readonly TokenType[]): boolean {
  if (token === undefined) return false;
  for (const type of types) if (token.tokenTypeIdx === type.tokenTypeIdx) return true;
  return false;
}
