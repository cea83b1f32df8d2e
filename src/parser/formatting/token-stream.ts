/**
 * The tokens of a text in order, each with the comments that belong to it. Every token is taken exactly once, so the
 * formatter can lose neither code nor comments.
 */
import type { Comment } from "../comment.ts";
import type { Parsed } from "../parse.ts";
import { is, isOneOf, type Token } from "../token.ts";
import {
  Arrow,
  Colon,
  Comma,
  Equals,
  Minus,
  OpenBrace,
  OpenBracket,
  OpenParen,
  Operator,
  Semicolon,
  TouchingBracket,
  TouchingParen,
} from "../tokens.ts";
import { blank, type Document, fresh } from "./document.ts";

/** A comment before a token. */
interface Leading {
  readonly comment: Comment;
  /** It begins its line. */
  readonly first: boolean;
  /** It has its line to itself. */
  readonly own: boolean;
  /** An empty line follows it. */
  readonly spaced: boolean;
}

export interface TokenStream {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly leading: Map<number, readonly Leading[]>;
  readonly trailing: ReadonlyMap<number, readonly Comment[]>;
  next: number;
}

/** A token in the parts that layout has to tell apart. */
export interface Taken {
  readonly leading: Document;
  readonly text: string;
  readonly trailing: Document;
}

export function tokenStream({ source: { text }, tokens, comments }: Parsed): TokenStream {
  const leading = new Map<number, readonly Leading[]>();
  const trailing = new Map<number, readonly Comment[]>();
  let next = 0;
  for (let i = 0; i < comments.length; i += 1) {
    const comment = comments[i]!;
    while (next < tokens.length && tokens[next]!.startOffset < comment.start) next += 1;
    const before = tokens[next - 1];
    const previous = Math.max(before?.end ?? 0, comments[i - 1]?.end ?? 0);
    const following = Math.min(
      tokens[next]?.startOffset ?? text.length,
      comments[i + 1]?.start ?? text.length,
    );
    const lineBefore = before === undefined || text.slice(previous, comment.start).includes("\n");
    const gapAfter = newlines(text.slice(comment.end, following));
    const target = owner(tokens, next);
    const speaksOfNext = lineBefore || leading.has(target) || (comment.kind === "block" && opens(before!));
    const tall = comment.kind !== "block" || comment.text.includes("\n");
    const own = tall || (lineBefore && (gapAfter > 0 || following === text.length));
    const first = own || lineBefore;
    if (speaksOfNext) append(leading, target, { comment, first, own, spaced: gapAfter > 1 });
    else append(trailing, next - 1, comment);
  }
  return { text, tokens, comments, leading, trailing, next: 0 };
}

/** Commas and semicolons own no comment before them: it belongs to what follows. */
function owner(tokens: readonly Token[], index: number): number {
  let owning = index;
  while (isOneOf(tokens[owning], [Comma, Semicolon])) owning += 1;
  return owning;
}

/** Whether a comment behind a token speaks of what comes next. */
function opens(token: Token): boolean {
  const openers = [OpenParen, OpenBracket, OpenBrace, TouchingParen, TouchingBracket];
  return isOneOf(token, [...openers, Comma, Semicolon, Arrow, Equals, Colon, Operator, Minus]);
}

function append<Item>(map: Map<number, readonly Item[]>, key: number, item: Item): void {
  map.set(key, [...(map.get(key) ?? []), item]);
}

function newlines(text: string): number {
  return text.split("\n").length - 1;
}

/** The token ahead; at the end of the file there is none. */
export function peek(stream: TokenStream): Token | undefined {
  return stream.tokens[stream.next];
}

/** The next token, whole. */
export function token(stream: TokenStream): Document {
  const { leading, text, trailing } = take(stream);
  return [leading, text, trailing];
}

/** The next token, in parts; another text may stand for it. */
export function take(stream: TokenStream, replacement?: string): Taken {
  const index = stream.next;
  stream.next += 1;
  const { startOffset, end } = stream.tokens[index]!;
  return {
    leading: leadingDocument(stream.leading.get(index) ?? []),
    text: replacement ?? stream.text.slice(startOffset, end),
    trailing: trailingDocument(stream.trailing.get(index) ?? []),
  };
}

/** Leaves out the next token, and keeps its comments. */
export function drop(stream: TokenStream): Document {
  return take(stream).trailing;
}

/** Leaves out semicolons, and keeps their comments. */
export function dropSemicolons(stream: TokenStream): Document {
  const kept: Document[] = [];
  while (is(peek(stream), Semicolon)) kept.push(drop(stream));
  return kept;
}

/** The comments before the next token, which then comes without them. */
export function takeLeading(stream: TokenStream): Document {
  const comments = stream.leading.get(stream.next) ?? [];
  stream.leading.delete(stream.next);
  return leadingDocument(comments);
}

/** The comments before the next token, for a closing bracket, which does not take them along. */
export function danglingComments(stream: TokenStream): readonly Leading[] {
  return stream.leading.get(stream.next) ?? [];
}

/** Whether an empty line stands between what was taken last and what comes next, comments included. */
export function isSpaced(stream: TokenStream): boolean {
  const before = stream.tokens[stream.next - 1];
  const closing = stream.trailing.get(stream.next - 1)?.at(-1);
  const first = stream.leading.get(stream.next)?.[0]?.comment.start;
  const end = first ?? peek(stream)?.startOffset ?? stream.text.length;
  return before !== undefined && newlines(stream.text.slice(closing?.end ?? before.end, end)) > 1;
}

export function commentText({ text }: Comment): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}

function leadingDocument(comments: readonly Leading[]): Document {
  return comments.map(({ comment, first, own, spaced }) => [
    first ? fresh : "",
    { kind: "comment" as const, text: commentText(comment) },
    own ? (spaced ? blank : fresh) : " ",
  ]);
}

function trailingDocument(comments: readonly Comment[]): Document {
  return comments.map((comment) =>
    comment.kind === "block"
      ? [" ", { kind: "comment", text: commentText(comment) } as const]
      : ({ kind: "suffix", text: commentText(comment) } as const),
  );
}
