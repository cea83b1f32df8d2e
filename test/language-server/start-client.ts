/** A client that speaks with `nnc lsp --stdio` as an editor does: a process of its own, the protocol's own framing. */
import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import {
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { bundleOptions } from "../../scripts/bundle-options.js";

const program = resolve(`node_modules/.cache/nnc/lsp-${process.pid}.mjs`);

beforeAll(async () => {
  await build({ ...bundleOptions, entryPoints: ["src/cli/main.ts"], outfile: program });
});

afterAll(() => rm(program, { force: true }));

export interface Client {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcess;
  readonly initialized: InitializeResult;
  /** The next diagnostics that the server publishes for a text. */
  readonly published: (uri: string) => Promise<readonly Diagnostic[]>;
  readonly exited: Promise<number | null>;
}

export async function startClient(params: Partial<InitializeParams> = {}): Promise<Client> {
  const { connection, server, exited } = startServer();
  const waiting = new Map<string, ((diagnostics: readonly Diagnostic[]) => void)[]>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    for (const resolve of waiting.get(uri) ?? []) resolve(diagnostics);
    waiting.delete(uri);
  });
  connection.onRequest("client/registerCapability", () => null);
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
    ...params,
  });
  await connection.sendNotification("initialized", {});
  const published = (uri: string) =>
    new Promise<readonly Diagnostic[]>((resolve) => waiting.set(uri, [...(waiting.get(uri) ?? []), resolve]));
  return { connection, server, initialized, published, exited };
}

/** The server's process before anything was said. */
export function startServer() {
  const server = spawn(process.execPath, [program, "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = new Promise<number | null>((resolve) => server.on("exit", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  onTestFinished(() => {
    connection.dispose();
    server.kill();
  });
  return { connection, server, exited };
}
