/** Every request that the server answers, by its method: one line a feature. A feature sees a snapshot and offsets, never the protocol. */
import type { Position, Range, TextDocumentIdentifier } from "vscode-languageserver-types";
import { diagnosticsOf } from "./diagnostics.ts";
import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";

/** Answers a request's parameters, as they came; null where it speaks of a text that nobody knows. */
export type Answer = (params: never, session: Session) => unknown;

export const requests: { readonly [method: string]: Answer } = {
  "textDocument/diagnostic": of((snapshot, _, { explanations }) => ({
    kind: "full",
    items: diagnosticsOf(snapshot, explanations),
  })),
};

interface OfText {
  readonly textDocument: TextDocumentIdentifier;
}

/** A feature of a whole text. */
function of<P extends OfText>(feature: (snapshot: Snapshot, params: P, session: Session) => unknown) {
  return (params: P, session: Session): unknown => {
    const snapshot = session.snapshot(params.textDocument.uri);
    return snapshot === undefined ? null : feature(snapshot, params, session);
  };
}

/** A feature of a place in a text. */
export function at<P extends OfText & { readonly position: Position }>(
  feature: (snapshot: Snapshot, offset: number, params: P, session: Session) => unknown,
) {
  return of<P>((snapshot, params, session) =>
    feature(snapshot, snapshot.lines.offsetAt(params.position), params, session),
  );
}

/** A feature of a stretch of a text. */
export function within<P extends OfText & { readonly range: Range }>(
  feature: (snapshot: Snapshot, span: { start: number; end: number }, params: P, session: Session) => unknown,
) {
  return of<P>((snapshot, params, session) => {
    const { offsetAt } = snapshot.lines;
    const [start, end] = [offsetAt(params.range.start), offsetAt(params.range.end)];
    return feature(snapshot, { start: Math.min(start, end), end: Math.max(start, end) }, params, session);
  });
}
