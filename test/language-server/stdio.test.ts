/** The server as an editor starts it: a process of its own, every feature asked for over standard input and output. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { requests } from "../../src/language-server/requests.ts";
import { blocks, model as sound } from "./programs.ts";

const model = sound.replace("epochs 2", "epochs   2");

const folder = mkdtempSync(join(tmpdir(), "nnc-server-"));
const home = pathToFileURL(folder).href;
const uri = `${home}/model.nn`;
mkdirSync(join(folder, "data"));
writeFileSync(join(folder, "blocks.nn"), blocks);
writeFileSync(join(folder, "model.nn"), "model Old { }");
writeFileSync(join(folder, "data/digits.csv"), "p00,p77,label\n1,2,3\n");

const started: ChildProcessWithoutNullStreams[] = [];
afterAll(() => {
  for (const child of started) child.kill();
  rmSync(folder, { recursive: true });
});

interface Editor {
  readonly child: ChildProcessWithoutNullStreams;
  readonly connection: ProtocolConnection;
  readonly ended: Promise<unknown[]>;
}

async function startEditor(capabilities = {}): Promise<Editor> {
  const child = spawn(process.execPath, ["scripts/run.js", "src/cli/main.ts", "lsp", "--stdio"]);
  started.push(child);
  const ended = once(child, "exit");
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.listen();
  const workspaceFolders = [{ uri: home, name: "project" }];
  const params = { processId: process.pid, rootUri: home, workspaceFolders, capabilities };
  await connection.sendRequest("initialize", params);
  await connection.sendNotification("initialized", {});
  const textDocument = { uri, languageId: "nn", version: 1, text: model };
  await connection.sendNotification("textDocument/didOpen", { textDocument });
  return { child, connection, ended };
}

/** What to ask, at the beginning of which words of the model. */
const questions: { readonly [method: string]: readonly [word: string, more?: object] } = {
  "textDocument/diagnostic": [""],
  "textDocument/hover": ["conv2d(base"],
  "textDocument/completion": ["padding=same"],
  "textDocument/signatureHelp": ["3, padding"],
  "textDocument/inlayHint": ["digit = glob", { range: lineOf("digit = glob") }],
  "textDocument/semanticTokens/full": [""],
  "textDocument/semanticTokens/range": ["digit = glob", { range: lineOf("digit = glob") }],
  "textDocument/definition": ["residual(base"],
  "textDocument/references": ["base, 3", { context: { includeDeclaration: true } }],
  "textDocument/documentHighlight": ["classes, act"],
  "textDocument/prepareRename": ["image ->"],
  "textDocument/rename": ["residual(base", { newName: "step" }],
  "textDocument/documentSymbol": [""],
  "workspace/symbol": ["", { query: "to" }],
  "textDocument/foldingRange": [""],
  "textDocument/selectionRange": ["3, padding"],
  "textDocument/documentLink": [""],
  "textDocument/codeLens": [""],
  "textDocument/prepareCallHierarchy": ["Digits"],
  "textDocument/codeAction": ["digit = glob", { context: { diagnostics: [], only: ["refactor.rewrite"] } }],
  "textDocument/formatting": [""],
  "textDocument/rangeFormatting": ["epochs", { range: lineOf("epochs") }],
  "textDocument/onTypeFormatting": ["  validation", { ch: "\n" }],
};

function lineOf(word: string) {
  const line = model.slice(0, model.indexOf(word)).split("\n").length - 1;
  return { start: { line, character: 0 }, end: { line: line + 1, character: 0 } };
}

function paramsAt(word: string, more: object): object {
  const before = model.slice(0, model.indexOf(word)).split("\n");
  const position = { line: before.length - 1, character: before[before.length - 1].length };
  const range = { start: position, end: position };
  const context = { diagnostics: [], includeDeclaration: false, triggerKind: 1 };
  const options = { tabSize: 2, insertSpaces: true };
  return { textDocument: { uri }, position, positions: [position], range, options, context, ...more };
}

it("answers every request over standard input and output", async () => {
  const { connection, child, ended } = await startEditor();
  for (const [method, [word, more = {}]] of Object.entries(questions)) {
    const answer = await connection.sendRequest(method, paramsAt(word, more));
    const text = drawnAnswer(answer);
    const place = model.split("\n").find((line) => line.includes(word.trim())) ?? "";
    const drawn = word === "" ? "the whole text" : place.replace(word.trim(), `|${word.trim()}`);
    await expectGolden(method, drawn, text);
  }
  const item = { name: "tower", kind: 12, uri: `${home}/blocks.nn`, ...rangesOf("tower", blocks) };
  for (const method of ["callHierarchy/incomingCalls", "callHierarchy/outgoingCalls"])
    await expectGolden(
      method,
      "block |tower(width: int)",
      drawnAnswer(await connection.sendRequest(method, { item })),
    );
  for (const method of Object.keys(requests).filter((one) => one.startsWith("textDocument/")))
    await connection.sendRequest(method, paramsAt("dense", { newName: "a" })).catch(({ code }) => {
      expect(method).toMatch(/rename$/i);
      expect(code).toBe(-32803);
    });
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  expect((await ended)[0]).toBe(0);
  expect(child.exitCode).toBe(0);
});

function drawnAnswer(answer: unknown): string {
  const text = JSON.stringify(answer, null, 1).replaceAll(home, "file:///project");
  return text.replaceAll(/"file:[^"]*\/(docs\/errors\.md)/g, '"file:///$1');
}

function expectGolden(method: string, drawn: string, text: string): Promise<void> {
  const file = method.replace("textDocument/", "").replaceAll("/", "-");
  return expect(`// ${drawn}\n${text}\n`).toMatchFileSnapshot(`golden/stdio/${file}.json.golden`);
}

function rangesOf(word: string, text: string) {
  const before = text.slice(0, text.indexOf(word)).split("\n");
  const start = { line: before.length - 1, character: before[before.length - 1].length };
  return { range: { start, end: start }, selectionRange: { start, end: start } };
}

it("outlives messages that are wrong, and follows changes", async () => {
  const { connection, child, ended } = await startEditor();
  const published: string[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (params) => {
    if (params.uri === uri)
      published.push(params.diagnostics.map(({ code }: { code: string }) => code).join(" "));
  });
  const body = "{ this is not JSON";
  child.stdin.write(`Content-Length: ${body.length}\r\n\r\n${body}`);
  const refused = async (method: string, params: object | string | null) =>
    connection.sendRequest(method, params).then(
      () => "answered",
      ({ code }: { code: number }) => code,
    );
  expect(await refused("textDocument/cook", {})).toBe(-32601);
  expect(await refused("textDocument/hover", { textDocument: 7, position: "x" })).not.toBe("answered");
  expect(await refused("textDocument/rename", null)).not.toBe("answered");
  const range = rangesOf("dense(classes", model).range;
  const end = { ...range.start, character: range.start.character + 5 };
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: 2 },
    contentChanges: [{ range: { start: range.start, end }, text: "dnese" }],
  });
  const { items } = await connection.sendRequest<{ items: { code: string; range: unknown }[] }>(
    "textDocument/diagnostic",
    { textDocument: { uri } },
  );
  expect(items.find(({ code }) => code === "NN012")?.range).toEqual({ start: range.start, end });
  expect(published.at(-1)).toContain("NN012");
  connection.dispose();
  child.stdin.end();
  expect((await ended)[0]).not.toBeNull();
});
