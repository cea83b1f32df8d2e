/** Text → raw tokens and comments. Whatever the text, nothing is thrown and no character goes unmentioned. */
import { type ILexingError, type IToken, Lexer, type TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import type { Comment } from "./comment.ts";
import { detached } from "./detached.ts";
import { type Findings, find, replacing } from "./findings.ts";
import { foreignWords } from "./foreign-words.ts";
import { directional, plainOperators, plainSign, shown } from "./look-alikes.ts";
import * as types from "./tokens.ts";

const lexer = new Lexer([...types.lexedTypes], {
  positionTracking: "onlyOffset",
  ensureOptimizations: true,
  skipValidations: true,
});

export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: Comment[];
  /** Whether nothing was to be said about any sign of the text. */
  readonly plain: boolean;
}

export function lex(findings: Findings): Lexed {
  const { text } = findings.source;
  const { tokens, comments, errors, patched } = lexPlain(text);
  const closed = closeTexts(findings, tokens);
  reportDirectional(findings);
  reportPatched(findings, patched, [...tokens, ...comments]);
  const words = errors.length === 0 ? closed : foreignWords(findings, closed, errors);
  for (const token of words) respell(findings, token);
  const remarks = comments.map((comment) => toComment(findings, comment));
  const plain = findings.attempts === 0 && errors.length === 0 && patched.length === 0;
  return { tokens: words, comments: remarks, plain };
}

/** Whole lines of the text, where nothing is to be said about a sign in them; undefined otherwise. */
export function lexLines(text: string, start: number, end: number): Omit<Lexed, "plain"> | undefined {
  const { tokens, groups, errors } = lexer.tokenize(detached(text.slice(start, end)));
  const remarks = groups.comments ?? [];
  if (errors.length > 0 || !tokens.every(isPlain) || !remarks.every(isPlain)) return undefined;
  for (const piece of [...tokens, ...remarks]) piece.startOffset += start;
  return { tokens, comments: remarks.map(({ startOffset, image }) => commentOf(startOffset, image)) };
}

/** Whether a token is spelled as the language has it, and has an end. */
function isPlain({ tokenType, image }: IToken): boolean {
  if (tokenType === types.Arrow || tokenType === types.Operator) return !plainOperators.has(image);
  return !oddTypes.includes(tokenType);
}

const oddTypes: readonly TokenType[] = [
  types.SingleQuoted,
  types.UnclosedString,
  types.UnclosedComment,
  types.HashComment,
];

/** The tokens of one stretch of the text, with offsets of the whole. */
export function lexStretch(text: string, start: number, end: number): IToken[] {
  const { tokens } = lexer.tokenize(text.slice(start, end));
  for (const token of tokens) token.startOffset += start;
  return tokens;
}

interface Plain {
  readonly tokens: IToken[];
  readonly comments: IToken[];
  readonly errors: readonly ILexingError[];
  readonly patched: readonly number[];
}

/**
 * Lexes; where signs have look-alikes, once more with the plain ones, which have the same length. A pass may uncover
 * more (a curly quote hides what it quotes), hence up to four.
 */
function lexPlain(text: string): Plain {
  const patched: number[] = [];
  let plain = text;
  for (let pass = 0; ; pass += 1) {
    const { tokens, groups, errors } = lexer.tokenize(plain);
    const found = pass === 4 ? [] : errors.flatMap((error) => plainOffsets(plain, error));
    if (found.length === 0) {
      return { tokens, comments: groups.comments ?? [], errors, patched: patched.sort((a, b) => a - b) };
    }
    patched.push(...found.slice(0, 10_000));
    plain = patch(plain, found);
  }
}

function plainOffsets(text: string, { offset, length }: ILexingError): number[] {
  const offsets: number[] = [];
  for (let i = offset; i < offset + length; i += 1) if (plainSign(text[i]!) !== undefined) offsets.push(i);
  return offsets;
}

function patch(text: string, offsets: readonly number[]): string {
  const pieces: string[] = [];
  let end = 0;
  for (const offset of offsets) {
    pieces.push(text.slice(end, offset), plainSign(text[offset]!)!);
    end = offset + 1;
  }
  return pieces.join("") + text.slice(end);
}

function reportPatched(findings: Findings, offsets: readonly number[], pieces: readonly IToken[]): void {
  if (offsets.length === 0) return;
  const { text } = findings.source;
  const inside = insideTexts(pieces);
  let start = 0;
  for (let i = 0; i < offsets.length; i += 1) {
    if (i + 1 < offsets.length && offsets[i + 1] === offsets[i]! + 1) continue;
    const from = offsets[start]!;
    const to = offsets[i]! + 1;
    start = i + 1;
    if (inside(from)) continue;
    const found = text.slice(from, to);
    const plain = Array.from(found, (sign) => plainSign(sign) ?? sign).join("");
    const blank = plain.trim() === "";
    find(
      findings,
      messages.lookAlikeSign,
      from,
      to,
      {
        found: blank ? `the space ${shown(found)}` : `\`${found}\``,
        meant: blank ? "a plain space" : `\`${plain}\``,
      },
      { fix: replacing(findings, `Write ${blank ? "a plain space" : `\`${plain}\``}`, from, to, plain) },
    );
  }
}

/** Whether an offset lies within the quotes of a text or in a comment; offsets are asked in ascending order. */
function insideTexts(pieces: readonly IToken[]): (offset: number) => boolean {
  const quoted = pieces
    .filter(({ image }) => /^["'#]|^\/[/*]/.test(image))
    .sort((a, b) => a.startOffset - b.startOffset);
  let next = 0;
  return (offset) => {
    while (next < quoted.length && lastOffset(quoted[next]!) <= offset) next += 1;
    return next < quoted.length && quoted[next]!.startOffset < offset;
  };
}

function lastOffset({ startOffset, image }: IToken): number {
  return startOffset + image.length - 1;
}

/** Direction marks deceive the reader even inside texts and comments; a byte order mark is fine at the very start. */
function reportDirectional(findings: Findings): void {
  const { text } = findings.source;
  const marks = new RegExp(`${directional.source}|\\uFEFF`, "g");
  for (const { 0: character, index } of text.matchAll(marks)) {
    if (character === "\uFEFF" && index === 0) continue;
    find(
      findings,
      messages.invisibleCharacter,
      index,
      index + 1,
      { codePoint: shown(character), kind: character === "\uFEFF" ? "invisible" : "direction" },
      { fix: replacing(findings, "Delete the invisible character", index, index + 1, "") },
    );
  }
}

/** Arrows, operators and quotes in another spelling become the plain ones. */
function respell(findings: Findings, token: IToken): void {
  if (token.tokenType === types.SingleQuoted) requote(findings, token);
  if (token.tokenType !== types.Arrow && token.tokenType !== types.Operator) return;
  const meant = plainOperators.get(token.image);
  if (meant === undefined) return;
  const { startOffset: start, image } = token;
  const end = start + image.length;
  const holes = { found: `\`${image}\``, meant: `\`${meant}\`` };
  find(findings, messages.lookAlikeSign, start, end, holes, {
    fix: replacing(findings, `Write \`${meant}\``, start, end, meant),
  });
  token.payload = meant;
}

/** A text without an end gives back the brackets and commas that it has swallowed. */
function closeTexts(findings: Findings, tokens: IToken[]): IToken[] {
  if (!tokens.some((token) => token.tokenType === types.UnclosedString)) return tokens;
  return tokens.flatMap((token) =>
    token.tokenType === types.UnclosedString ? [token, ...cutOff(findings, token)] : [token],
  );
}

function requote(findings: Findings, token: IToken): void {
  const { startOffset: start, image } = token;
  const content = findings.source.text.slice(start + 1, start + image.length - 1);
  const repaired = `"${content.replaceAll("\\'", "'").replaceAll('"', '\\"')}"`;
  const fix = replacing(findings, "Use double quotes", start, start + image.length, repaired);
  find(findings, messages.singleQuotes, start, start + image.length, { repaired }, { fix });
}

function cutOff(findings: Findings, token: IToken): IToken[] {
  const { text } = findings.source;
  const start = token.startOffset;
  const lineEnd = start + token.image.length;
  const kept = /^.[\s\S]*?(?=[\s()[\]{};,]*$)/.exec(token.image)?.[0] ?? token.image;
  token.image = kept;
  const end = start + kept.length;
  find(findings, messages.unclosedText, start, end, { what: "text", quote: kept[0]! });
  findings.explained.push({ start: text.lastIndexOf("\n", start) + 1, end: lineEnd + 1 });
  return lexStretch(text, end, lineEnd);
}

function toComment(findings: Findings, { tokenType, startOffset: start, image }: IToken): Comment {
  const end = start + image.length;
  if (tokenType === types.UnclosedComment) {
    find(findings, messages.unclosedText, start, start + 2, { what: "comment", quote: "/*" });
  }
  if (tokenType === types.HashComment) {
    const fix = replacing(findings, "Write `//`", start, start + 1, "//");
    find(findings, messages.hashComment, start, start + 1, {}, { fix });
    return { kind: "line", start, end, text: `//${findings.source.text.slice(start + 1, end)}` };
  }
  return commentOf(start, findings.source.text.slice(start, end));
}

function commentOf(start: number, text: string): Comment {
  const kind = text.startsWith("/*") ? "block" : /^\/\/\/(?!\/)/.test(text) ? "documentation" : "line";
  return { kind, start, end: start + text.length, text };
}
