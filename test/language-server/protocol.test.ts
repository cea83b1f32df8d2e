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

const refreshing = {
  workspace: {
    configuration: true,
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
};

it("refuses what was cancelled or makes no sense, and sends of colours only what has changed", async () => {
  const { connection } = await startClient();
  await open(connection, digits);
  const position = { line: 3, character: 13 };
  const answered = (answer: Promise<unknown>) =>
    answer.catch(({ code, message }: { code: number; message: string }) => ({ code, message }));
  const refused = (method: string, params: object) => answered(connection.sendRequest(method, params));
  await golden("refusals", {
    cancelled: await answered(
      connection.sendRequest("textDocument/completion", { textDocument, position }, cancelled()),
    ),
    unknown: await refused("textDocument/cook", { textDocument }),
    elsewhere: await refused("textDocument/hover", { textDocument: { uri: "file:///none.nn" }, position }),
    reserved: await refused("textDocument/rename", { textDocument, position, newName: "model" }),
    withProgress: await refused("textDocument/foldingRange", { textDocument, workDoneToken: 7 }),
  });
  const ask = (method: string, params: object = {}) =>
    connection.sendRequest<{ resultId: string; data?: number[]; edits?: object[] }>(
      `textDocument/semanticTokens/${method}`,
      { textDocument, ...params },
    );
  const first = await ask("full");
  await replace(connection, 2, digits.replace("conv2d(32, 3", "/* 🦊 */ conv2d(32, 3"));
  const change = await ask("full/delta", { previousResultId: first.resultId });
  const nothing = await ask("full/delta", { previousResultId: change.resultId });
  const forgotten = await ask("full/delta", { previousResultId: first.resultId });
  const sent = {
    first: { resultId: first.resultId, numbers: first.data?.length },
    change,
    nothing,
    forgotten: { resultId: forgotten.resultId, numbers: forgotten.data?.length },
  };
  await golden("colours", sent);
});

it("follows the settings: each kind of hint alone, and the lines above models", async () => {
  const { connection } = await startClient({ capabilities: refreshing });
  const told = refreshes(connection);
  let held: object = {};
  connection.onRequest("workspace/configuration", () => [held]);
  await open(connection, digits.replace("adam;", "adam; "));
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const seen = async () => {
    const hints = await connection.sendRequest<{ label: string }[]>("textDocument/inlayHint", {
      textDocument,
      range,
    });
    const lenses = await connection.sendRequest<object[]>("textDocument/codeLens", { textDocument });
    return { hints: hints.map(({ label }) => label), lenses: lenses.length, refreshed: told() };
  };
  const set = async (nnc: object) => {
    await connection.sendNotification("workspace/didChangeConfiguration", { settings: { nnc } });
    return seen();
  };
  const others = { shapes: false, resolved: false, defaults: false };
  const asked = { standard: await seen() } as { [what: string]: object };
  asked.shapes = await set({ inlayHints: { ...others, shapes: true } });
  asked.resolved = await set({ inlayHints: { ...others, resolved: true } });
  asked.defaults = await set({ inlayHints: { ...others, defaults: true } });
  asked.withoutLenses = await set({ inlayHints: others, codeLens: false });
  asked.rubbish = await set({ inlayHints: "none", codeLens: 0 });
  held = { codeLens: false, inlayHints: others };
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await expect.poll(() => told().length).toBeGreaterThan(0);
  asked.pulled = await seen();
  await golden("settings", asked);
});

it("has all asked for again that depends on a file which has changed", async () => {
  const root = mkdtempSync(join(tmpdir(), "nnc-lsp-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const uriOf = (file: string) => pathToFileURL(join(root, file)).href;
  const head = (units: number) => `block head(n: int) {\n  input x\n  x -> dense(${units}) -> dense(n)\n}\n`;
  writeFileSync(join(root, "head.nn"), head(8));
  writeFileSync(join(root, "a.csv"), "width,height\n1,2\n");
  const { connection } = await startClient({
    workspaceFolders: [{ uri: pathToFileURL(root).href, name: "project" }],
    capabilities: refreshing,
  });
  const told = refreshes(connection);
  const text =
    'import { head } from "./head.nn"\nmodel M {\n  input x: [2]\n  x -> head(1)\n  data "a.csv" { x = [  ] }\n}\n';
  const main = { uri: uriOf("main.nn") };
  const document = { ...main, languageId: "nn", version: 1, text };
  await connection.sendNotification("textDocument/didOpen", { textDocument: document });
  const seen = async () => {
    const range = { start: { line: 3, character: 0 }, end: { line: 4, character: 0 } };
    const params = { textDocument: main, range, position: { line: 4, character: 23 } };
    const hints = await connection.sendRequest<{ label: string }[]>("textDocument/inlayHint", params);
    const items = await connection.sendRequest<{ label: string }[]>("textDocument/completion", params);
    return {
      hints: hints.map(({ label }) => label),
      columns: items.map(({ label }) => label),
      refreshed: told(),
    };
  };
  const before = await seen();
  writeFileSync(join(root, "head.nn"), head(100));
  writeFileSync(join(root, "a.csv"), "width,height,depth\n1,2,3\n");
  const changes = ["head.nn", "a.csv"].map((file) => ({ uri: uriOf(file), type: 2 }));
  await connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  const onDisk = await seen();
  const other = { uri: uriOf("head.nn"), languageId: "nn", version: 1, text: head(100) };
  await connection.sendNotification("textDocument/didOpen", { textDocument: other });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: other.uri, version: 2 },
    contentChanges: [{ text: head(1000) }],
  });
  const refreshed: string[] = [];
  await expect.poll(() => refreshed.push(...told())).toBeGreaterThan(3);
  const whileTyped = { ...(await seen()), refreshed };
  await golden("changed-files", { before, onDisk, whileTyped });
});

/** What the server has had asked for again since the last time. */
function refreshes(connection: ProtocolConnection): () => string[] {
  const told: string[] = [];
  for (const what of ["diagnostic", "inlayHint", "codeLens", "semanticTokens"])
    connection.onRequest(`workspace/${what}/refresh`, () => {
      told.push(what);
      return null;
    });
  return () => told.splice(0);
}

async function golden(name: string, answer: object): Promise<void> {
  const text = JSON.stringify(answer, undefined, 1);
  await expect(`${text}\n`).toMatchFileSnapshot(`golden/protocol/${name}.json`);
}

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
