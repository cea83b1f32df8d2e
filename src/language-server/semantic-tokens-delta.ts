/** Colours as a change of what was sent before: a keystroke sends a few numbers instead of all. */
import type { SemanticTokens, SemanticTokensDelta } from "vscode-languageserver-types";
import { semanticTokens } from "./semantic-tokens.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

interface Sent {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** All tokens, remembered so that the next time only the change need be sent. */
export function freshTokens(snapshot: Snapshot, { memory }: Pick<Session, "memory">): SemanticTokens {
  const { data } = semanticTokens(snapshot);
  const before = memory.get(snapshot.uri) as Sent | undefined;
  const resultId = String(Number(before?.resultId ?? 0) + 1);
  memory.set(snapshot.uri, { resultId, data } satisfies Sent);
  return { resultId, data };
}

/** The change since an answer of before; all tokens where that answer is not the last one. */
export function changedTokens(
  snapshot: Snapshot,
  previous: string,
  session: Pick<Session, "memory">,
): SemanticTokens | SemanticTokensDelta {
  const before = session.memory.get(snapshot.uri) as Sent | undefined;
  const { resultId, data } = freshTokens(snapshot, session);
  if (before?.resultId !== previous) return { resultId, data };
  return { ...(resultId === undefined ? {} : { resultId }), edits: deltaOf(before.data, data) };
}

/** The one edit that makes the numbers before into those after: what is equal at both ends stays. */
function deltaOf(before: readonly number[], after: readonly number[]): SemanticTokensDelta["edits"] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < most - start && before[before.length - 1 - same] === after[after.length - 1 - same])
    same += 1;
  if (start === before.length && start === after.length) return [];
  return [
    { start, deleteCount: before.length - start - same, data: after.slice(start, after.length - same) },
  ];
}
