/** An hour of editing: ten thousand edits over standard input and output to a real server, and its memory on the way. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { lineTable } from "../../src/language-server/line-table.ts";
import { type Edit, edited } from "./edit.ts";
import { longTexts } from "./long-text.ts";

const uri = "untitled:hour.nn";
const edits = 10_000;
const textDocument = { uri };

/** Megabytes after each thousand edits, beginning with what the server needs once it has answered everything once. */
export async function longSession(seen: (edit: number, megabytes: number) => void): Promise<void> {
  const server = spawn(process.execPath, ["bin/nnc.js", "lsp", "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} } },
  });
  await connection.sendNotification("initialized", {});
  const [models] = longTexts();
  let { text } = models;
  const series = Object.values(models.edits).flat();
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "nn", version: 0, text },
  });
  for (let done = 0; done <= edits; done++) {
    if (done % 1000 === 0) {
      await askEverything(connection, text);
      seen(done, residentMegabytes(server.pid));
    }
    text = await send(connection, text, series[done % series.length], done + 1);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  await once(server, "exit");
  connection.dispose();
}

/** A change, and what an editor asks of each version; now and then, as people pause, more. */
async function send(
  connection: ProtocolConnection,
  text: string,
  edit: Edit,
  version: number,
): Promise<string> {
  const range = lineTable(text).rangeOf({ start: edit.at, end: edit.at + edit.remove });
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range, text: edit.put }],
  });
  await connection.sendRequest("textDocument/diagnostic", { textDocument });
  const next = edited(text, edit);
  const position = lineTable(next).positionAt(edit.at + edit.put.length);
  if (version % 10 === 0) await connection.sendRequest("textDocument/completion", { textDocument, position });
  if (version % 50 === 0) await askEverything(connection, next);
  return next;
}

async function askEverything(connection: ProtocolConnection, text: string): Promise<void> {
  const position = lineTable(text).positionAt(text.indexOf("conv2d", text.length / 2));
  const range = lineTable(text).rangeOf({ start: 0, end: text.length });
  for (const method of [
    "hover",
    "inlayHint",
    "semanticTokens/full",
    "codeLens",
    "documentSymbol",
    "foldingRange",
  ])
    await connection.sendRequest(`textDocument/${method}`, { textDocument, position, range });
}

function residentMegabytes(pid: number | undefined): number {
  return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) / 1024;
}
