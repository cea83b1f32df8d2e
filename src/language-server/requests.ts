/** Every request that the server answers, by its method: one line a feature. A feature sees a snapshot and offsets, never the protocol. */
import type {
  CallHierarchyItem,
  CodeActionContext,
  CompletionItem,
  Position,
  Range,
  TextDocumentIdentifier,
} from "vscode-languageserver-types";
import { callHierarchyAt, incomingCalls, outgoingCalls } from "./call-hierarchy.ts";
import { codeActions } from "./code-actions.ts";
import { codeLenses } from "./code-lens.ts";
import { completion } from "./completion.ts";
import { definitionOf } from "./definition.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { documentLinks } from "./document-links.ts";
import { documentSymbols } from "./document-symbols.ts";
import { foldingOf } from "./folding.ts";
import { formatDocument, formatOnType, formatRange } from "./formatting.ts";
import { highlightsOf } from "./highlights.ts";
import { hover } from "./hover.ts";
import { inlayHints } from "./inlay-hints.ts";
import { referencesTo } from "./references.ts";
import { prepareRename, rename } from "./rename.ts";
import { resolveCompletion } from "./resolve-completion.ts";
import { selectionRangeAt } from "./selection-ranges.ts";
import { semanticTokens } from "./semantic-tokens.ts";
import { changedTokens, freshTokens } from "./semantic-tokens-delta.ts";
import type { Session } from "./session.ts";
import { signatureHelp } from "./signature-help.ts";
import type { Snapshot } from "./snapshot.ts";
import { workspaceSymbols } from "./workspace-symbols.ts";

/** Answers a request's parameters, as they came; null where it speaks of a text that nobody knows. */
export type Answer = (params: never, session: Session) => unknown;

export const requests: { readonly [method: string]: Answer } = {
  "textDocument/diagnostic": of((snapshot, _, { explanations }) => ({
    kind: "full",
    items: diagnosticsOf(snapshot, explanations),
  })),
  "textDocument/completion": at((snapshot, offset, _, { client }) => completion(snapshot, offset, client())),
  "completionItem/resolve": (item: CompletionItem) => resolveCompletion(item),
  "textDocument/signatureHelp": at(signatureHelp),
  "textDocument/semanticTokens/full": of((snapshot, _, session) => freshTokens(snapshot, session)),
  "textDocument/semanticTokens/full/delta": of(
    (snapshot, { previousResultId }: OfText & { readonly previousResultId: string }, session) =>
      changedTokens(snapshot, previousResultId, session),
  ),
  "textDocument/semanticTokens/range": within((snapshot, span) => semanticTokens(snapshot, span)),
  "textDocument/hover": at(hover),
  "textDocument/inlayHint": within((snapshot, span, _, { settings }) =>
    inlayHints(snapshot, span, settings()),
  ),
  "textDocument/definition": at(definitionOf),
  "textDocument/references": at(
    (snapshot, offset, { context }: PlaceParams & { readonly context: { includeDeclaration: boolean } }) =>
      referencesTo(snapshot, offset, context.includeDeclaration),
  ),
  "textDocument/documentHighlight": at(highlightsOf),
  "textDocument/prepareRename": at(prepareRename),
  "textDocument/rename": at((snapshot, offset, { newName }: PlaceParams & { readonly newName: string }) =>
    rename(snapshot, offset, newName),
  ),
  "textDocument/documentSymbol": of(documentSymbols),
  "workspace/symbol": ({ query }: { readonly query: string }, session: Session) =>
    workspaceSymbols(
      session.workspaces().flatMap((workspace) => workspace.programs()),
      query,
    ),
  "textDocument/foldingRange": of(foldingOf),
  "textDocument/selectionRange": of((snapshot, { positions }: OfText & { readonly positions: Position[] }) =>
    positions.map((position) => selectionRangeAt(snapshot, snapshot.lines.offsetAt(position))),
  ),
  "textDocument/documentLink": of(documentLinks),
  "textDocument/codeLens": of((snapshot, _, { settings }) =>
    settings().codeLens ? codeLenses(snapshot) : [],
  ),
  "textDocument/prepareCallHierarchy": at(callHierarchyAt),
  "callHierarchy/incomingCalls": ofItem(incomingCalls),
  "callHierarchy/outgoingCalls": ofItem(outgoingCalls),
  "textDocument/codeAction": within(
    (snapshot, span, { context }: StretchParams & { readonly context: CodeActionContext }) =>
      codeActions(snapshot, span, context),
  ),
  "textDocument/formatting": of(formatDocument),
  "textDocument/rangeFormatting": within(formatRange),
  "textDocument/onTypeFormatting": at((snapshot, offset, { ch }: PlaceParams & { readonly ch: string }) =>
    formatOnType(snapshot, offset, ch),
  ),
};

interface OfText {
  readonly textDocument: TextDocumentIdentifier;
}
type StretchParams = OfText & { readonly range: Range };
type PlaceParams = OfText & { readonly position: Position };

/** A feature of a whole text. */
function of<P extends OfText>(feature: (snapshot: Snapshot, params: P, session: Session) => unknown) {
  return (params: P, session: Session): unknown => {
    const snapshot = session.snapshot(params.textDocument.uri);
    return snapshot === undefined ? null : feature(snapshot, params, session);
  };
}

/** A feature of a place in a text. */
function at<P extends OfText & { readonly position: Position }>(
  feature: (snapshot: Snapshot, offset: number, params: P, session: Session) => unknown,
) {
  return of<P>((snapshot, params, session) =>
    feature(snapshot, snapshot.lines.offsetAt(params.position), params, session),
  );
}

/** A feature of a stretch of a text. */
function within<P extends OfText & { readonly range: Range }>(
  feature: (snapshot: Snapshot, span: { start: number; end: number }, params: P, session: Session) => unknown,
) {
  return of<P>((snapshot, params, session) => {
    const { offsetAt } = snapshot.lines;
    const [start, end] = [offsetAt(params.range.start), offsetAt(params.range.end)];
    return feature(snapshot, { start: Math.min(start, end), end: Math.max(start, end) }, params, session);
  });
}

/** A feature of a place that an item of an earlier answer names. */
function ofItem(feature: (snapshot: Snapshot, offset: number) => unknown) {
  return (
    { item: { uri, selectionRange } }: { readonly item: CallHierarchyItem },
    session: Session,
  ): unknown => at(feature)({ textDocument: { uri }, position: selectionRange.start }, session);
}
