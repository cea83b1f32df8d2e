import { messages } from "../../diagnostics/messages.ts";
import type { Comment } from "../../parser/comment.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Candidate, kinds } from "./candidate.ts";

/** The codes of what is reported nearby, behind `nn-allow`; nothing in other comments. */
export function commentCandidates(
  snapshot: Snapshot,
  { start, text }: Comment,
  offset: number,
): readonly Candidate[] {
  if (!/^\/\/+\s*nn-allow\b\s*:?\s*\w*$/.test(text.slice(0, offset - start))) return [];
  const { lines, source } = snapshot;
  const line = lines.positionAt(start).line;
  const { diagnostics, certain } = snapshot.findings();
  const near = diagnostics
    .filter((one) => one.span.file === source.file && !certain.includes(one))
    .filter(({ span }) => [line, line + 1].includes(lines.positionAt(span.start).line));
  const codes = new Set(near.map(({ code }) => code));
  return Object.values(messages)
    .filter(({ code }) => codes.has(code) && code !== messages.suppression.code)
    .map(({ code, title }) => ({
      label: code,
      kind: kinds.code,
      rank: 0,
      detail: title,
      insert: `${code}: $0`,
    }));
}
