/**
 * The protocol: everything that comes over the wire goes to the session or to one of the `requests`, and what they give goes back.
 * A request that fails is answered with an error; nothing that a client sends ends the server but `exit`.
 */
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { afterPause } from "./after-pause.ts";
import { capabilities } from "./capabilities.ts";
import { isImported } from "./is-imported.ts";
import { createPublisher, type Publisher } from "./publisher.ts";
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
  /** The requests with which it can be told to ask again. */
  readonly refreshes: readonly string[];
  readonly watches: boolean;
}

/** Answers until the client says `exit` or goes away. The connection may be over streams or between a page and its worker. */
export function startServer(connection: Connection, { version, ...host }: ServerOptions): void {
  const session = createSession(host);
  let client: Client = { pulls: false, configures: false, refreshes: [], watches: false };
  let phase: Phase = "new";
  connection.onInitialize((params) => {
    if (phase !== "new") throw new ResponseError(ErrorCodes.InvalidRequest, "`initialize` comes only once.");
    phase = "open";
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
    if (client.configures) void configure(connection, session).then(tell.refresh);
  });
  connection.onShutdown(() => {
    phase = "ended";
  });
  const publisher = createPublisher(
    session,
    (publication) => void connection.sendDiagnostics(publication),
    (fault) => connection.console.error(fault),
  );
  const tell: Telling = {
    publish: () => {
      if (!client.pulls) publisher.publish();
    },
    retract: publisher.retract,
    refresh: () => {
      for (const method of client.refreshes) void ask(connection, method);
    },
  };
  followTexts(connection, session, tell);
  followWorld(connection, session, () => {
    tell.publish();
    tell.refresh();
  });
  answerRequests(connection, session, () => refusalIn(phase));
  connection.listen();
}

/** A client introduces itself once before it asks anything, and asks nothing more once it has said goodbye. */
type Phase = "new" | "open" | "ended";

function refusalIn(phase: Phase): ResponseError<undefined> | undefined {
  if (phase === "open") return undefined;
  return phase === "new"
    ? new ResponseError(ErrorCodes.ServerNotInitialized, "`initialize` has to come first.")
    : new ResponseError(ErrorCodes.InvalidRequest, "This cannot be asked any more.");
}

function clientOf({ capabilities: { textDocument, workspace } }: InitializeParams): Client {
  return {
    pulls: textDocument?.diagnostic !== undefined,
    configures: workspace?.configuration === true,
    refreshes: Object.entries({
      "workspace/diagnostic/refresh": workspace?.diagnostics,
      "workspace/inlayHint/refresh": workspace?.inlayHint,
      "workspace/codeLens/refresh": workspace?.codeLens,
      "workspace/semanticTokens/refresh": workspace?.semanticTokens,
    }).flatMap(([method, ability]) => (ability?.refreshSupport === true ? [method] : [])),
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders != null) return workspaceFolders.map(({ uri }) => uri);
  return typeof rootUri === "string" ? [rootUri] : [];
}

/** A client that has gone away, or cannot do what it said, is left in peace. */
async function ask(connection: Connection, method: string, params?: object): Promise<void> {
  try {
    await (params === undefined ? connection.sendRequest(method) : connection.sendRequest(method, params));
  } catch {
    // Nothing depends on the answer.
  }
}

function watchPrograms(connection: Connection): void {
  const watchers = [{ globPattern: "**/*.nn" }, { globPattern: "**/*.csv" }];
  const registration = {
    id: "programs",
    method: "workspace/didChangeWatchedFiles",
    registerOptions: { watchers },
  };
  void ask(connection, "client/registerCapability", { registrations: [registration] });
}

/** Asks the client for its settings; one that does not answer keeps the standard. */
async function configure(connection: Connection, session: Session): Promise<void> {
  try {
    session.configure(await connection.workspace.getConfiguration("nnc"));
  } catch {
    // A client that announced what it cannot do: its settings stay as they are.
  }
}

interface Telling extends Publisher {
  /** Tells a client to ask again for all that it shows. */
  readonly refresh: () => void;
}

/** Changes count in the order in which they come, whatever their versions; what is no text is not taken for one. */
function followTexts(connection: Connection, session: Session, { publish, retract, refresh }: Telling): void {
  const refreshSoon = afterPause(refresh);
  connection.onDidOpenTextDocument(({ textDocument: { uri, version, text } }) => {
    if (typeof uri !== "string" || typeof text !== "string") return;
    session.open(uri, version, text);
    publish();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    if (!contentChanges.every(({ text }) => typeof text === "string")) return;
    session.change(uri, version, contentChanges);
    publish();
    if (isImported(uri, session)) refreshSoon();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    session.close(uri);
    retract(uri);
    publish();
  });
}

function followWorld(connection: Connection, session: Session, changed: () => void): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.forget(changes.map(({ uri }) => uri));
    changed();
  });
  connection.onDidChangeConfiguration(async ({ settings }) => {
    if (settings?.nnc === undefined) await configure(connection, session);
    else session.configure(settings.nnc);
    changed();
  });
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    for (const { uri } of event.removed) session.removeFolder(uri);
    for (const { uri } of event.added) session.addFolder(uri);
    changed();
  });
}

function answerRequests(
  connection: Connection,
  session: Session,
  refused: () => ResponseError<undefined> | undefined,
): void {
  for (const [method, answer] of Object.entries(requests)) {
    connection.onRequest(method, async (params: unknown, token: CancellationToken) => {
      await waitForMessages();
      if (token.isCancellationRequested)
        return new ResponseError(LSPErrorCodes.RequestCancelled, "The request was cancelled.");
      const refusal = refused();
      if (refusal !== undefined) return refusal;
      const result = answer(params as never, session) ?? null;
      return isRefusal(result) ? new ResponseError(LSPErrorCodes.RequestFailed, result.refused) : result;
    });
  }
}

/** Lets what has arrived be read first: a newer change, or the cancellation of this request. */
function waitForMessages(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
