/** A client and the server in one process, speaking the protocol over two pipes. */
import { PassThrough } from "node:stream";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { startServer } from "../../../src/language-server/server.ts";
import { diskOf, folder, type Project } from "../open-text.ts";

export interface Client {
  readonly connection: ProtocolConnection;
  readonly stop: () => Promise<void>;
}

/** The two connected, before the client has said anything. */
export function connect(project: Project) {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, toServer, toClient);
  startServer(server, { version: "0.0.0", diskOf: (home) => diskOf(home === undefined ? {} : project) });
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  connection.listen();
  const dispose = () => {
    connection.dispose();
    server.dispose();
  };
  return { connection, dispose };
}

export function introduction(capabilities = {}) {
  const workspaceFolders = [{ uri: folder, name: "project" }];
  return { processId: null, rootUri: null, workspaceFolders, capabilities };
}

export async function startClient(project: Project, capabilities = {}): Promise<Client> {
  const { connection, dispose } = connect(project);
  await connection.sendRequest("initialize", introduction(capabilities));
  await connection.sendNotification("initialized", {});
  return {
    connection,
    stop: async () => {
      await connection.sendRequest("shutdown");
      dispose();
    },
  };
}
