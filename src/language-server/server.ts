/**
 * The protocol: everything that comes over the wire goes to the session or to one of the `requests`, and what they give goes back.
 * A request that fails is answered with an error; nothing that a client sends ends the server but `exit`.
 */
import {
  type CancellationToken,
  type Connection,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { capabilities } from "./capabilities.ts";
import { diagnosticsOf } from "./diagnostics.ts";
import { isRefusal } from "./refusal.ts";
import { requests } from "./requests.ts";
import { createSession, type Host, type Session } from "./session.ts";

export interface ServerOptions extends Host {
  readonly version: string;
}

/** What the client can do, as far as it changes what we do. */
interface Client {
  readonly pulls: boolean;
  readonly configures: boolean;
  readonly refreshes: boolean;
  readonly watches: boolean;
}

/** Answers until the client says `exit` or goes away. The connection may be over streams or between a page and its worker. */
export function startServer(connection: Connection, { version, ...host }: ServerOptions): void {
  const session = createSession(host);
  let client: Client = { pulls: false, configures: false, refreshes: false, watches: false };
  connection.onInitialize((params) => {
    client = clientOf(params);
    for (const uri of foldersOf(params)) session.addFolder(uri);
    session.configure(params.initializationOptions);
    session.meet({
      snippets: params.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    });
    return { capabilities, serverInfo: { name: "nnc", version } };
  });
  connection.onInitialized(() => {
    if (client.watches) watchPrograms(connection);
    if (client.configures) void configure(connection, session);
  });
  const publish = publisher(connection, session, () => !client.pulls);
  const refresh = () => {
    if (client.refreshes) void connection.languages.diagnostics.refresh().catch(() => undefined);
  };
  followTexts(connection, session, publish, refresh);
  followWorld(connection, session, () => {
    publish();
    refresh();
  });
  answerRequests(connection, session);
  connection.listen();
}

function clientOf({ capabilities: { textDocument, workspace } }: InitializeParams): Client {
  return {
    pulls: textDocument?.diagnostic !== undefined,
    configures: workspace?.configuration === true,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders != null) return workspaceFolders.map(({ uri }) => uri);
  return typeof rootUri === "string" ? [rootUri] : [];
}

function watchPrograms(connection: Connection): void {
  const watchers = [{ globPattern: "**/*.nn" }, { globPattern: "**/*.csv" }];
  const registration = {
    id: "programs",
    method: "workspace/didChangeWatchedFiles",
    registerOptions: { watchers },
  };
  void connection
    .sendRequest("client/registerCapability", { registrations: [registration] })
    .catch(() => undefined);
}

/** Asks the client for its settings; one that does not answer keeps the standard. */
async function configure(connection: Connection, session: Session): Promise<void> {
  try {
    session.configure(await connection.workspace.getConfiguration("nnc"));
    await connection.languages.inlayHint.refresh();
  } catch {
    // A client that announced what it cannot do: its settings stay as they are.
  }
}

function followTexts(
  connection: Connection,
  session: Session,
  publish: () => void,
  refresh: () => void,
): void {
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    session.open(uri, version, text);
    publish();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    session.change(uri, version, contentChanges);
    publish();
  });
  connection.onDidSaveTextDocument(refresh);
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    session.close(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    publish();
  });
}

function followWorld(connection: Connection, session: Session, changed: () => void): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.forget(changes.map(({ uri }) => uri));
    changed();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    if (settings?.nnc === undefined) void configure(connection, session);
    else session.configure(settings.nnc);
    changed();
  });
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    for (const { uri } of event.removed) session.removeFolder(uri);
    for (const { uri } of event.added) session.addFolder(uri);
    changed();
  });
}

/** Publishes for clients that do not ask themselves: once the messages that have come are read, the newest version only. */
function publisher(connection: Connection, session: Session, pushes: () => boolean): () => void {
  let planned = false;
  const published = new Map<string, string>();
  const publishNow = () => {
    planned = false;
    for (const snapshot of session.opened()) {
      const { uri, version } = snapshot;
      const diagnostics = [...diagnosticsOf(snapshot, session.explanations)];
      const text = JSON.stringify([version, diagnostics]);
      if (published.get(uri) === text) continue;
      published.set(uri, text);
      void connection.sendDiagnostics({ uri, version, diagnostics });
    }
  };
  return () => {
    if (planned || !pushes()) return;
    planned = true;
    setImmediate(publishNow);
  };
}

function answerRequests(connection: Connection, session: Session): void {
  for (const [method, answer] of Object.entries(requests)) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      await waitForMessages();
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
      const result = answer(params as never, session) ?? null;
      return isRefusal(result) ? new ResponseError(LSPErrorCodes.RequestFailed, result.refused) : result;
    });
  }
}

/** Lets what has arrived be read first: a newer change, or the cancellation of this request. */
function waitForMessages(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
