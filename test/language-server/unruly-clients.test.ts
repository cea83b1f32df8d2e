/** What clients do that they should not, and what they may do but seldom do: the server keeps its head and its texts. */
import { expect, it, onTestFinished } from "vitest";
import { folder } from "./open-text.ts";
import { connect, introduction, startClient } from "./storm/client.ts";

const sound = "model M {\n  input x: [4]\n  dense(3)\n}\n";
const wrong = sound.replace("dense", "densee");
const importing =
  'import { two } from "./blocks.nn"\nmodel M {\n  input x: [4]\n  x -> two(8) -> dense(1)\n}\n';
const blocks = "block two(n: int) {\n  input x\n  x -> dense(n) -> relu\n}\n";

/** A client with words of its own: what it tells, and the codes of what is wrong with a text. */
async function begin(files: { [file: string]: string } = {}) {
  const { connection, stop } = await startClient({ files });
  onTestFinished(stop);
  const published = new Map<string, string[]>();
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    const codes = diagnostics.map(({ code }: { code: string }) => code).join(" ");
    published.set(uri, [...(published.get(uri) ?? []), codes]);
  });
  const tell = (method: string, params: unknown) => connection.sendNotification(method, params as object);
  const open = (uri: string, text: unknown, version = 1) =>
    tell("textDocument/didOpen", { textDocument: { uri, languageId: "nn", version, text } });
  const change = (uri: string, contentChanges: unknown, version = 2) =>
    tell("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
  const findings = async (uri: string) => {
    const answer = await connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
    const { items } = (answer ?? { items: [] }) as { items: { code: string; range: object }[] };
    return items;
  };
  const codes = async (uri: string) => (await findings(uri)).map(({ code }) => code).join(" ");
  return { connection, files, published, tell, open, change, findings, codes };
}

it("answers nothing before `initialize`, takes it once, and answers nothing after `shutdown`", async () => {
  const { connection, dispose } = connect({});
  onTestFinished(dispose);
  const ask = (method: string, params: object) =>
    connection.sendRequest(method, params).then(
      () => "answered",
      ({ code }: { code: number }) => code,
    );
  const hover = { textDocument: { uri: `${folder}/a.nn` }, position: { line: 0, character: 0 } };
  expect(await ask("textDocument/hover", hover)).toBe(-32002);
  expect(await ask("initialize", introduction())).toBe("answered");
  expect(await ask("initialize", introduction())).toBe(-32600);
  expect(await ask("textDocument/hover", hover)).toBe("answered");
  await connection.sendRequest("shutdown");
  expect(await ask("textDocument/hover", hover)).toBe(-32600);
});

it("tells texts of one path apart by their schemes", async () => {
  const { open, codes } = await begin({ "a.nn": wrong });
  const texts = {
    [`${folder}/a.nn`]: sound,
    "git:/project/a.nn": wrong,
    "untitled:Untitled-1": wrong,
    "untitled:/project/a.nn": sound,
    "vscode-notebook-cell:/project/a.ipynb#1": wrong,
    "vscode-notebook-cell:/project/a.ipynb#2": sound,
  };
  for (const [uri, text] of Object.entries(texts)) await open(uri, text);
  for (const [uri, text] of Object.entries(texts))
    expect([uri, await codes(uri)]).toEqual([uri, text === wrong ? "NN012" : ""]);
});

it("counts lines that end in CRLF, and characters outside of the first plane as two", async () => {
  const { open, change, findings } = await begin();
  const uri = `${folder}/a.nn`;
  await open(uri, "model M {\r\n  input x: [4] // 🦊𝔸\r\n  /* 🧱 */ densee(3)\r\n}\r\n");
  const range = { start: { line: 2, character: 11 }, end: { line: 2, character: 17 } };
  expect(await findings(uri)).toMatchObject([{ code: "NN012", range }]);
  await change(uri, [{ range: { ...range, start: { line: 2, character: 16 } }, text: "" }]);
  expect(await findings(uri)).toEqual([]);
});

it("takes a second `didOpen` for the text, changes in their order, and positions outside of the text for its ends", async () => {
  const { open, change, codes } = await begin();
  const uri = `${folder}/a.nn`;
  await open(uri, sound);
  await open(uri, wrong);
  expect(await codes(uri)).toBe("NN012");
  const at = (line: number, character: number) => ({ line, character });
  await change(uri, [{ range: { start: at(2, 7), end: at(2, 8) }, text: "" }], 9);
  expect(await codes(uri)).toBe("");
  await change(uri, [{ range: { start: at(2, 2), end: at(2, 3) }, text: "x" }], 3);
  expect(await codes(uri)).toBe("NN012");
  await change(uri, [{ range: { start: at(-4, 0), end: at(1e9, 1e9) }, text: sound }], 3);
  expect(await codes(uri)).toBe("");
});

it("does not take for a text what is none", async () => {
  const { connection, tell, open, change, codes } = await begin();
  const uri = `${folder}/a.nn`;
  await open(uri, wrong);
  await open(uri, 7);
  await open(`${folder}/b.nn`, undefined);
  await open(5 as never, sound);
  for (const changes of [[{ text: 3 }], [{ range: {}, text: "x" }], [null], 8, null])
    await change(uri, changes);
  for (const method of ["didOpen", "didChange", "didClose", "didSave"]) {
    await tell(`textDocument/${method}`, {});
    await tell(`textDocument/${method}`, { textDocument: null });
  }
  await tell("workspace/didChangeWatchedFiles", { changes: [{ uri: null }] });
  await tell("workspace/didChangeWorkspaceFolders", {});
  await tell("workspace/didChangeConfiguration", {});
  expect(await codes(uri)).toBe("NN012");
  for (const params of [7, [], "x", null])
    await expect(connection.sendRequest("textDocument/hover", params as never)).rejects.toThrow();
});

it("publishes again what is opened again", async () => {
  const { tell, open, codes, published } = await begin();
  const uri = `${folder}/a.nn`;
  await open(uri, wrong);
  await codes(uri);
  await tell("textDocument/didClose", { textDocument: { uri } });
  await open(uri, wrong);
  await codes(uri);
  expect(published.get(uri)).toEqual(["NN012", "", "NN012"]);
});

it("says of a text of more than a megabyte that it is too large, until it is smaller", async () => {
  const { open, change, codes } = await begin();
  const uri = `${folder}/a.nn`;
  await open(uri, `${"// a comment of some length\n".repeat(40_000)}${wrong}`);
  expect(await codes(uri)).toBe("NN011");
  const range = { start: { line: 0, character: 0 }, end: { line: 39_999, character: 0 } };
  await change(uri, [{ range, text: "" }]);
  expect(await codes(uri)).toBe("NN012");
});

it("checks again when an imported file is edited, closed, changed on disk and deleted", async () => {
  const { files, tell, open, change, codes, published } = await begin({ "blocks.nn": blocks });
  const [uri, imported] = [`${folder}/a.nn`, `${folder}/blocks.nn`];
  const changed = () => tell("workspace/didChangeWatchedFiles", { changes: [{ uri: imported, type: 2 }] });
  await open(uri, importing);
  expect(await codes(uri)).toBe("");
  await open(imported, blocks);
  await change(imported, [{ text: blocks.replace("dense", "densee") }]);
  expect(await codes(uri)).toBe("NN012");
  await tell("textDocument/didClose", { textDocument: { uri: imported } });
  expect(await codes(uri)).toBe("");
  files["blocks.nn"] = blocks.replace("two", "three");
  await changed();
  expect(await codes(uri)).toBe("NN012");
  delete files["blocks.nn"];
  await changed();
  expect(await codes(uri)).toBe("NN055");
  expect(published.get(uri)).toEqual(["", "NN012", "", "NN012", "NN055"]);
});

it("keeps texts while folders come and go around them", async () => {
  const { tell, open, codes } = await begin({ "blocks.nn": blocks });
  const [uri, inner] = [`${folder}/a.nn`, `${folder}/inner/b.nn`];
  const folders = (added: string[], removed: string[]) => {
    const named = (uris: string[]) => uris.map((one) => ({ uri: one, name: "one" }));
    return tell("workspace/didChangeWorkspaceFolders", {
      event: { added: named(added), removed: named(removed) },
    });
  };
  await open(uri, importing);
  await open(inner, wrong);
  expect([await codes(uri), await codes(inner)]).toEqual(["", "NN012"]);
  await folders([`${folder}/inner`, folder], []);
  expect([await codes(uri), await codes(inner)]).toEqual(["", "NN012"]);
  await folders([], [folder]);
  expect([await codes(uri), await codes(inner)]).toEqual(["NN055", "NN012"]);
  await folders([folder], [`${folder}/inner`, "file:///never/there"]);
  expect([await codes(uri), await codes(inner)]).toEqual(["", "NN012"]);
});
