/** What the server tells a client that it can do. */
import type { ServerCapabilities } from "vscode-languageserver-protocol";
import { codeActionKinds } from "./code-actions.ts";
import { tokenModifiers, tokenTypes } from "./semantic-tokens.ts";

export const capabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: 2, save: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  diagnosticProvider: { identifier: "nnc", interFileDependencies: true, workspaceDiagnostics: false },
  completionProvider: { triggerCharacters: [">", "(", "=", "[", ",", '"', "/", ":"], resolveProvider: true },
  signatureHelpProvider: { triggerCharacters: ["(", ","], retriggerCharacters: ["="] },
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: { delta: true },
    range: true,
  },
  hoverProvider: true,
  inlayHintProvider: { resolveProvider: false },
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentLinkProvider: { resolveProvider: false },
  codeLensProvider: { resolveProvider: false },
  callHierarchyProvider: true,
  codeActionProvider: { codeActionKinds },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: "}", moreTriggerCharacter: ["\n"] },
};
