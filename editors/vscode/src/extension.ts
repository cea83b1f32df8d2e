/** The extension: starts the language server that comes along, or the `nnc` of the settings, and connects the editor to it. */
import { commands, type ExtensionContext, Uri, workspace } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { trainModel } from "./train-model.ts";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async () => {
    await client?.dispose();
    client = createClient(context);
    await client.start();
  };
  context.subscriptions.push(
    commands.registerCommand("nnc.restart", restart),
    commands.registerCommand("nnc.train", trainModel),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("nnc.path")) void restart();
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function createClient({ extensionUri }: ExtensionContext): LanguageClient {
  const bundled = Uri.joinPath(extensionUri, "dist", "server.mjs").fsPath;
  return new LanguageClient("nnc", "nnc", serverOptions(bundled), {
    documentSelector: [{ language: "nn" }],
    synchronize: { configurationSection: "nnc" },
  });
}

function serverOptions(bundled: string): ServerOptions {
  const path = workspace.getConfiguration("nnc").get<string>("path", "");
  if (path !== "") return { command: path, args: ["lsp"], transport: TransportKind.stdio };
  return { module: bundled, transport: TransportKind.stdio };
}
