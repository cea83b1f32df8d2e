/** The code that an `nn-allow` comment names: what it allows, and why that is reported elsewhere. */
import { messages } from "../../diagnostics/messages.ts";
import type { Comment } from "../../parser/comment.ts";
import { paragraphs } from "./markdown.ts";

export interface CodeInComment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Undefined where the offset is at no code. */
export function describeComment(comment: Comment, offset: number): CodeInComment | undefined {
  for (const match of comment.text.matchAll(/\bNN\d{3}\b/g)) {
    const [start, end] = [comment.start + match.index, comment.start + match.index + match[0].length];
    const message = Object.values(messages).find(({ code }) => code === match[0]);
    if (offset < start || offset > end || message === undefined) continue;
    const { code, title, severity, explanation } = message;
    return { start, end, text: paragraphs(`**${code}: ${title}** (${severity})`, explanation.trim()) };
  }
  return undefined;
}
