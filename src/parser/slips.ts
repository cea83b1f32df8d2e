/** Common slips whose meaning is plain: each is reported with its fix, and its tokens become what was meant. */
import type { TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { type Findings, find, replacing, spanOf } from "./findings.ts";
import { retype, type Token } from "./token.ts";
import { CloseBracket, CloseParen, Equals, OpenBracket, TouchingParen } from "./tokens.ts";

/** `dense (64)` is read as `dense(64)`, and `f32 [4]` as `f32[4]`. */
export function attach(findings: Findings, name: Token, opener: Token, type: TokenType): void {
  const start = name.end;
  const gap = findings.source.text.slice(start, opener.startOffset);
  const title = `Close the gap: \`${shortened(name.image)}${opener.image}\``;
  const fix = replacing(findings, title, start, opener.startOffset, gap.trim(), gap.trim() === "");
  const holes = { name: shortened(name.image), opener: opener.image };
  find(findings, messages.detachedBracket, start, opener.end, holes, { fix });
  retype(opener, type);
}

/** `dense[64]` is read as `dense(64)`. */
export function readAsArguments(findings: Findings, opener: Token): void {
  const expected = "`(`: arguments stand in parentheses";
  readAsPair(findings, opener, { expected, title: "Write parentheses", pair: "()" });
  retype(opener, TouchingParen);
  retype(opener.closer!, CloseParen);
}

/** `input image: (28, 28, 1)` is read as `input image: [28, 28, 1]`. */
export function readAsDimensions(findings: Findings, opener: Token): void {
  const expected = "`[`: the sizes of a shape stand in brackets, as in `[28, 28, 1]`";
  readAsPair(findings, opener, { expected, title: "Write brackets", pair: "[]" });
  retype(opener, OpenBracket);
  retype(opener.closer!, CloseBracket);
}

function readAsPair(
  findings: Findings,
  opener: Token,
  { expected, title, pair: [open, close] }: { expected: string; title: string; pair: string },
): void {
  const closer = opener.closer!;
  const edits = [
    { span: spanOf(findings, opener.startOffset, opener.end), text: open! },
    { span: spanOf(findings, closer.startOffset, closer.end), text: close! },
  ];
  const fix = { title, safe: !closer.inserted, edits };
  const holes = { found: `\`${opener.image}\``, expected, help: `${title}.` };
  find(findings, messages.unexpectedText, opener.startOffset, opener.end, holes, { fix });
}

/** `activation: relu` is read as `activation=relu`. */
export function readColonAsEquals(findings: Findings, name: Token, colon: Token): void {
  const { text } = findings.source;
  const blank = /^[ \t]*/.exec(text.slice(colon.end, colon.end + 100))![0].length;
  const alone = text.slice(name.end, colon.startOffset).trim() === "";
  const fix = replacing(
    findings,
    `Write \`${shortened(name.image)}=\``,
    alone ? name.end : colon.startOffset,
    colon.end + blank,
    "=",
  );
  find(
    findings,
    messages.argumentColon,
    colon.startOffset,
    colon.end,
    { name: shortened(name.image) },
    { fix },
  );
  retype(colon, Equals);
}
