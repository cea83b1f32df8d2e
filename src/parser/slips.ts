/** Common slips whose meaning is plain: each is reported with its fix, and its tokens become what was meant. */
import type { TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { type Findings, find, replacing, spanOf } from "./findings.ts";
import { retype, type Token } from "./token.ts";
import { CloseParen, Equals, TouchingParen } from "./tokens.ts";

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
  const closer = opener.closer!;
  const edits = [
    { span: spanOf(findings, opener.startOffset, opener.end), text: "(" },
    { span: spanOf(findings, closer.startOffset, closer.end), text: ")" },
  ];
  const fix = { title: "Write parentheses", safe: !closer.inserted, edits };
  const holes = { found: "`[`", expected: "`(`: arguments stand in parentheses" };
  find(findings, messages.unexpectedText, opener.startOffset, opener.end, holes, { fix });
  retype(opener, TouchingParen);
  retype(closer, CloseParen);
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
