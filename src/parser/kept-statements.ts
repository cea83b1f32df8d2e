/**
 * The statements of an earlier version of a text, as far as they can stand in the next one: those about which nothing was to be
 * said, and whose tokens, with those at which the parser looked ahead, are the same but for where they stand.
 */

import type { IToken } from "chevrotain";
import { countWhile } from "./count-while.ts";
import type { Lexed } from "./lex.ts";
import type { Token } from "./token.ts";
import type { Statement } from "./tree.ts";

/** A statement as it was read once; it may stand elsewhere by now. Two versions that share one have the same statement there. */
export interface ReadStatement {
  readonly statement: Statement;
  /** Where its first token began. */
  readonly start: number;
  /** How many tokens it has. */
  readonly count: number;
  /** How many tokens from its first on the parser has looked at. */
  readonly reach: number;
  /** Whether nothing was to be said about it. */
  readonly clean: boolean;
  /** The statements within, by the number of their first token, counted from this one's. */
  readonly inner: readonly PlacedStatement[];
}

export interface PlacedStatement {
  readonly at: number;
  readonly read: ReadStatement;
}

/** What is remembered of a text for the next version of it. */
export interface Reading {
  readonly lexed: Lexed;
  /** The tokens as lexed, divisions among them. */
  readonly raw: readonly IToken[];
  /** The same tokens with their places. */
  readonly placed: readonly Token[];
  /** The tokens as the grammar got them: brackets that were forgotten among them. */
  readonly tokens: readonly Token[];
  readonly statements: readonly PlacedStatement[];
}

/** Gives the statement that can stand at a token. */
export type Keep = (first: Token) => ReadStatement | undefined;

/** `by` is how far the end of the text has moved. */
export function keptFrom(
  before: Reading,
  raw: readonly IToken[],
  tokens: readonly Token[],
  by: number,
): Keep {
  const match = matched(before.raw, raw, by);
  return (first) => {
    const index = match(first.index);
    const old = index === undefined ? undefined : before.placed[index];
    const read = old === undefined ? undefined : statementAt(before.statements, old.at);
    if (old === undefined || read === undefined || !read.clean) return undefined;
    return sameTokens(before.tokens, old.at, tokens, first.at, read.reach, match) ? read : undefined;
  };
}

/** For the number of a token that of the same one in the old text. */
function matched(
  old: readonly IToken[],
  now: readonly IToken[],
  by: number,
): (index: number) => number | undefined {
  const most = Math.min(old.length, now.length);
  let front = 0;
  while (front < most && isSame(old[front]!, now[front]!, 0)) front += 1;
  let back = 0;
  while (back < most - front && isSame(old[old.length - 1 - back]!, now[now.length - 1 - back]!, by))
    back += 1;
  const [behind, more] = [now.length - back, now.length - old.length];
  return (index) => {
    if (index < front) return index;
    return index < behind ? undefined : index - more;
  };
}

function isSame(a: IToken, b: IToken, by: number): boolean {
  if (a === b) return by === 0;
  return (
    a.startOffset + by === b.startOffset &&
    a.tokenTypeIdx === b.tokenTypeIdx &&
    a.image === b.image &&
    a.payload === b.payload
  );
}

function statementAt(statements: readonly PlacedStatement[], at: number): ReadStatement | undefined {
  let [within, place] = [statements, at];
  for (;;) {
    const around = within[countWhile(within, (one) => one.at <= place) - 1];
    if (around === undefined || around.at === place) return around?.read;
    if (place >= around.at + around.read.count) return undefined;
    place -= around.at;
    within = around.read.inner;
  }
}

/** Whether stretches of two texts are read alike: the end of the text counts as a token too. */
function sameTokens(
  old: readonly Token[],
  oldAt: number,
  now: readonly Token[],
  nowAt: number,
  count: number,
  match: (index: number) => number | undefined,
): boolean {
  const [first, firstNow] = [old[oldAt]!, now[nowAt]!];
  const by = firstNow.startOffset - first.startOffset;
  const lines = firstNow.line - first.line;
  for (let i = 0; i < count; i += 1) {
    const [a, b] = [old[oldAt + i], now[nowAt + i]];
    if (a === undefined || b === undefined) return a === b;
    if (
      a.startOffset + by !== b.startOffset ||
      a.classified !== b.tokenTypeIdx ||
      a.line + lines !== b.line ||
      a.indent !== b.indent ||
      a.firstOnLine !== b.firstOnLine ||
      a.inserted !== b.inserted ||
      !(a.inserted || match(b.index) === a.index) ||
      !closedAlike(a, b)
    )
      return false;
  }
  return true;
}

function closedAlike(a: Token, b: Token): boolean {
  if (a.closer === undefined || b.closer === undefined) return a.closer === b.closer;
  return a.closer.at - a.at === b.closer.at - b.at && a.closer.inserted === b.closer.inserted;
}

/** A statement that stands further down or up: the same where it does not. */
export function movedStatement(statement: Statement, by: number): Statement {
  return by === 0 ? statement : moved(statement, by);
}

type Fields = { [key: string]: unknown };

/** Trees are plain: numbers are places in `start`, `end` and `operatorStart` only. */
function moved<Node extends object>(node: Node, by: number): Node {
  if (Array.isArray(node)) return node.map((item) => moved(item, by)) as unknown as Node;
  const copy = { ...node } as Fields;
  for (const key in copy) {
    const value = copy[key];
    if (typeof value === "object" && value !== null) copy[key] = moved(value, by);
    else if (key === "start" || key === "end" || key === "operatorStart") copy[key] = (value as number) + by;
  }
  return copy as unknown as Node;
}
