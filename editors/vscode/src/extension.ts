/** The extension: starts the language server that comes along, or the `nnc` of the settings, and connects the editor to it. */
import { commands, type ExtensionContext, Uri, workspace } from "vscode";
import { LanguageClient, type ServerOptions, TransportKind } from "vscode-languageclient/node";
import { complainOfCommand } from "./complain-of-command.ts";
import { explainCode } from "./explain-code.ts";
import { pathOfSettings } from "./path-of-settings.ts";
import { runs } from "./runs.ts";
import { trainModel } from "./train-model.ts";

let client: LanguageClient | undefined;
/** Starts and ends one after the other: a client that is starting cannot be ended. */
let turn: Promise<void> = Promise.resolve();

export async function activate(context: ExtensionContext): Promise<void> {
  const restart = () => inTurn(() => start(context));
  context.subscriptions.push(
    commands.registerCommand("nnc.restart", restart),
    commands.registerCommand("nnc.train", trainModel),
    workspace.onDidGrantWorkspaceTrust(() => pathOfSettings() !== "" && void restart()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("nnc.path")) void restart();
    }),
  );
  await restart();
}

export function deactivate(): Promise<void> {
  return inTurn(end);
}

function inTurn(act: () => Promise<void>): Promise<void> {
  turn = turn.catch(() => undefined).then(act);
  return turn;
}

async function start(context: ExtensionContext): Promise<void> {
  const path = pathOfSettings();
  const isThere = path === "" || (await runs(path, ["--version"]));
  await end();
  if (!isThere)
    return void complainOfCommand(
      `There is no language server: the setting nnc.path says \`${path}\`, and that does not run.`,
    );
  client = createClient(context, path);
  await client.start();
}

async function end(): Promise<void> {
  const ended = client;
  client = undefined;
  // One that never came to life has nothing to say goodbye to.
  await ended?.dispose().catch(() => undefined);
}

function createClient({ extensionUri }: ExtensionContext, path: string): LanguageClient {
  const bundled = Uri.joinPath(extensionUri, "dist", "server.mjs").fsPath;
  return new LanguageClient("nnc", "nnc", serverOptions(bundled, path), {
    documentSelector: [{ language: "nn" }],
    synchronize: { configurationSection: "nnc" },
    middleware: {
      provideDiagnostics: async (document, previous, token, next) => {
        const report = await next(document, previous, token);
        return report != null && "items" in report
          ? { ...report, items: report.items.map(explainCode) }
          : report;
      },
    },
  });
}

function serverOptions(bundled: string, path: string): ServerOptions {
  if (path !== "") return { command: path, args: ["lsp"], transport: TransportKind.stdio };
  return { module: bundled, transport: TransportKind.stdio };
}
