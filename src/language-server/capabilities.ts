/** What the server tells a client that it can do. */
import type { ServerCapabilities } from "vscode-languageserver-protocol";

export const capabilities: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: 2, save: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  diagnosticProvider: { identifier: "nnc", interFileDependencies: true, workspaceDiagnostics: false },
};
