import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { ProtocolConnection } from "vscode-languageserver-protocol/node";
import { type Client, startClient, startServer } from "./start-client.ts";

const uri = "file:///somewhere/model.nn";
const textDocument = { uri };
const digits = `model Digits {
  input image: [28, 28, 1]
  target digit: class(10)
  image -> conv2d(32, 3, activation=relu) -> max_pooling2d -> flatten -> dense(10, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
}
`;

it("publishes what is wrong as it is typed, counted in UTF-16 units", async () => {
  const { connection, published } = await startClient();
  const first = published(uri);
  await open(connection, "model M {\n  input x: [4] /* 🦊𝔸 */ densee(3)\n}\n");
  expect((await first).map(({ code, range }) => [code, range.start, range.end])).toEqual([
    ["NN012", { line: 1, character: 26 }, { line: 1, character: 32 }],
  ]);
  const second = published(uri);
  const range = { start: { line: 1, character: 31 }, end: { line: 1, character: 32 } };
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range, text: "" }],
  });
  expect(await second).toEqual([]);
});

it("links explanations, tells related places and fades what is left over", async () => {
  const { connection, published } = await startClient();
  const first = published(uri);
  await open(connection, "model M {\n  input x: [4]\n  const unused = 3\n  dense(3)\n  x = x -> relu\n}\n");
  const found = await first;
  expect(found.find(({ code }) => code === "NN013")).toMatchObject({
    codeDescription: { href: expect.stringMatching(/^file:.*errors\.md#nn013$/) },
    relatedInformation: [{ location: { uri, range: { start: { line: 1, character: 8 } } } }],
  });
  const second = published(uri);
  await replace(connection, 2, "model M {\n  input x: [4]\n  const unused = 3\n  dense(3)\n}\n");
  expect(await second).toMatchObject([{ code: "NN306", tags: [1] }]);
});

it("leaves it to clients that ask for diagnostics", async () => {
  const { connection, initialized } = await startClient({
    capabilities: { textDocument: { diagnostic: {} } },
  });
  expect(initialized.capabilities.diagnosticProvider).toBeDefined();
  let published = 0;
  connection.onNotification("textDocument/publishDiagnostics", () => {
    published += 1;
  });
  await open(connection, "model M { input x: [4] densee(3) }");
  const report = await connection.sendRequest("textDocument/diagnostic", { textDocument });
  expect(report).toMatchObject({ kind: "full", items: [{ code: "NN012" }] });
  expect(published).toBe(0);
});

it("tells the client to ask again for hints and lines above models when they are switched", async () => {
  const refreshSupport = true;
  const { connection } = await startClient({
    capabilities: { workspace: { inlayHint: { refreshSupport }, codeLens: { refreshSupport } } },
  });
  await open(connection, digits);
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const shown = async () => [
    (await connection.sendRequest<unknown[]>("textDocument/inlayHint", { textDocument, range })).length > 0,
    (await connection.sendRequest<unknown[]>("textDocument/codeLens", { textDocument })).length > 0,
  ];
  expect(await shown()).toEqual([true, true]);
  const refreshed = ["workspace/inlayHint/refresh", "workspace/codeLens/refresh"].map(
    (method) =>
      new Promise<string>((resolve) => {
        connection.onRequest(method, () => {
          resolve(method);
          return null;
        });
      }),
  );
  const inlayHints = { shapes: false, resolved: false, defaults: false };
  await connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { nnc: { inlayHints, codeLens: false } },
  });
  await Promise.all(refreshed);
  expect(await shown()).toEqual([false, false]);
});

it("answers each kind of request over the wire", async () => {
  const client = await startClient({
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  await open(client.connection, digits);
  const text = JSON.stringify(await answers(client), undefined, 1);
  await expect(`${text}\n`).toMatchFileSnapshot("golden/protocol/answers.json");
});

it("answers what it cannot do, and lives on", async () => {
  const { connection } = await startClient();
  await open(connection, digits);
  await expect(connection.sendRequest("textDocument/nothing", {})).rejects.toMatchObject({ code: -32601 });
  await expect(connection.sendRequest("textDocument/hover", { textDocument: 3 })).rejects.toMatchObject({
    code: -32603,
  });
  await expect(connection.sendRequest("textDocument/hover", null)).rejects.toMatchObject({ code: -32603 });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: "file:///other.nn", version: 9 },
    contentChanges: [],
  });
  await connection.sendNotification("nothing/such", { a: 1 });
  const far = { line: 1e9, character: -5 };
  expect(await connection.sendRequest("textDocument/hover", { textDocument, position: far })).toBeNull();
  expect(
    await connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "file:///none.nn" },
      position: far,
    }),
  ).toBeNull();
  expect(await hoverAt(connection, 3, 13)).not.toBeNull();
});

it("answers a cancelled request", async () => {
  const { connection } = await startClient();
  await open(connection, digits);
  const sent = connection.sendRequest(
    "textDocument/hover",
    { textDocument, position: { line: 3, character: 13 } },
    cancelled(),
  );
  await expect(sent).rejects.toMatchObject({ code: -32800 });
});

it("lives through a message that is no JSON", async () => {
  const { connection, server } = await startClient();
  await open(connection, digits);
  server.stdin?.write("Content-Length: 6\r\n\r\n{nope}");
  expect(await hoverAt(connection, 3, 13)).not.toBeNull();
});

it("ends as it is told to, and when the client has gone", async () => {
  const polite = await startClient();
  await polite.connection.sendRequest("shutdown");
  await polite.connection.sendNotification("exit");
  expect(await polite.exited).toBe(0);
  const { server, exited } = startServer();
  server.stdin.end();
  expect(await exited).toBe(1);
});

it("follows the files of the folder: imports, and their changes on disk", async () => {
  const root = mkdtempSync(join(tmpdir(), "nnc-lsp-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, "parts and more"));
  const blocks = join(root, "parts and more", "blocks.nn");
  writeFileSync(blocks, "block two(n: int) {\n  input x\n  x -> dense(n) -> relu\n}\n");
  const [folder, main] = [pathToFileURL(root).href, pathToFileURL(join(root, "main.nn")).href];
  const { connection, published } = await startClient({
    workspaceFolders: [{ uri: folder, name: "project" }],
  });
  const text =
    'import { two } from "./parts and more/blocks.nn"\nmodel M {\n  input x: [4]\n  x -> two(8) -> dense(1)\n}\n';
  const first = published(main);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: main, languageId: "nn", version: 1, text },
  });
  expect(await first).toEqual([]);
  writeFileSync(blocks, "block two(n: int) {\n  input x\n  x -> densee(n) -> relu\n}\n");
  const second = published(main);
  await connection.sendNotification("workspace/didChangeWatchedFiles", {
    changes: [{ uri: pathToFileURL(blocks).href, type: 2 }],
  });
  expect(await second).toMatchObject([
    {
      code: "NN012",
      range: { start: { line: 3, character: 7 } },
      relatedInformation: [{ location: { uri: pathToFileURL(blocks).href } }, {}],
    },
  ]);
});

async function open(connection: ProtocolConnection, text: string): Promise<void> {
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "nn", version: 1, text },
  });
}

async function replace(connection: ProtocolConnection, version: number, text: string): Promise<void> {
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ text }],
  });
}

function hoverAt(connection: ProtocolConnection, line: number, character: number): Promise<unknown> {
  return connection.sendRequest("textDocument/hover", { textDocument, position: { line, character } });
}

/** A request of each kind that this side of the server answers. */
async function answers({ connection, initialized }: Client): Promise<object> {
  const position = { line: 3, character: 13 };
  const range = { start: { line: 2, character: 0 }, end: { line: 4, character: 0 } };
  const ask = (method: string, params: object = {}) =>
    connection.sendRequest(method, { textDocument, ...params });
  const items = (await ask("textDocument/completion", { position })) as { label: string }[];
  const whole = (await ask("textDocument/semanticTokens/full")) as { resultId: string; data: number[] };
  return {
    capabilities: initialized.capabilities,
    hover: await ask("textDocument/hover", { position }),
    completion: items.slice(0, 3),
    resolved: await connection.sendRequest("completionItem/resolve", items[0]),
    signature: await ask("textDocument/signatureHelp", { position: { line: 3, character: 22 } }),
    hints: await ask("textDocument/inlayHint", { range }),
    tokens: { ...whole, data: whole.data.join(" ") },
    change: await ask("textDocument/semanticTokens/full/delta", { previousResultId: whole.resultId }),
  };
}

function cancelled() {
  return { isCancellationRequested: true, onCancellationRequested: () => ({ dispose: () => undefined }) };
}
