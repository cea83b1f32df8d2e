/**
 * The peer: Langium's arithmetics example, as its server drives it, without the wire. It is no dependency of the project; it is installed
 * beside the caches when it is first measured.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Change, Contestant } from "./contestant.ts";
import { deleted, pasted, replaced, typed } from "./edit.ts";
import type { LongText } from "./long-text.ts";

const wanted = "langium-arithmetics-dsl@3.0.0";
const home = resolve("node_modules/.cache/nnc/peers");
const uri = "file:///bench/bench.calc";

/** What we use of Langium, in its own words. */
interface Services {
  readonly shared: {
    readonly workspace: {
      readonly TextDocuments: { listen(connection: object): unknown };
      readonly DocumentBuilder: { update(changed: object[], gone: object[]): Promise<void> };
      readonly LangiumDocuments: {
        getDocument(uri: object): { diagnostics?: readonly unknown[] } | undefined;
      };
    };
  };
  readonly arithmetics: {
    readonly lsp: {
      readonly CompletionProvider: {
        getCompletion(document: object, params: object): Promise<{ items: readonly unknown[] } | undefined>;
      };
    };
  };
}

/** Throws where it cannot be installed. */
export async function createLangium(): Promise<Contestant> {
  install();
  const from = (path: string) => import(pathToFileURL(join(home, "node_modules", path)).href);
  const { EmptyFileSystem, URI } = await from("langium/lib/index.js");
  const module = await from("langium-arithmetics-dsl/out/language-server/arithmetics-module.js");
  const { shared, arithmetics }: Services = module.createArithmeticsServices(EmptyFileSystem);
  const { TextDocuments, DocumentBuilder, LangiumDocuments } = shared.workspace;
  const told = listening(TextDocuments);
  const place = URI.parse(uri);
  let version = 0;
  const checked = async () => {
    await DocumentBuilder.update([place], []);
    return LangiumDocuments.getDocument(place)?.diagnostics?.length ?? 0;
  };
  return {
    name: "Langium's arithmetics example",
    mostEdits: 5,
    open: async (text) => {
      version += 1;
      told.onDidOpenTextDocument({ textDocument: { uri, languageId: "arithmetics", version, text } });
      await checked();
    },
    change: (change: Change) => {
      version += 1;
      told.onDidChangeTextDocument({ textDocument: { uri, version }, contentChanges: [change] });
      return checked();
    },
    complete: async (position) => {
      const document = LangiumDocuments.getDocument(place);
      if (document === undefined) throw new Error("nothing is open");
      const params = { textDocument: { uri }, position };
      return (await arithmetics.lsp.CompletionProvider.getCompletion(document, params))?.items.length ?? 0;
    },
  };
}

/** What a connection would tell of texts, to be told by us. */
function listening(documents: { listen(connection: object): unknown }): {
  [event: string]: (params: object) => void;
} {
  const handlers: { [event: string]: (params: object) => void } = {};
  const connection = new Proxy(
    {},
    {
      get: (_, event: string) => (handler: (params: object) => void) => {
        handlers[event] = handler;
        return { dispose: () => undefined };
      },
    },
  );
  documents.listen(connection);
  return handlers;
}

function install(): void {
  if (existsSync(join(home, "node_modules/langium-arithmetics-dsl"))) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...flags, wanted], { cwd: home, stdio: "inherit" });
}

/** A text of a thousand lines in its language, with the same kinds of edits. */
export function calculations(lines: number): LongText {
  const pieces = ["module bench\n\n// The width of everything.\ndef width: 8;\n"];
  for (let i = 0; pieces.length < lines - 3; i++)
    pieces.push(
      `def f${i}(x, y): x * width + y / ${i + 2}${i < 10 ? "" : ` - f${i % 10}(x, y)`};\n`,
      `f${i}(${i}, 4) + 2 * (width - 1); // what it gives\n`,
    );
  const text = pieces.join("");
  const here = text.indexOf("\ndef ", text.length / 2) + 1;
  const comment = text.indexOf("// ", text.length / 2) + 3;
  return {
    name: "calculations",
    text,
    edits: {
      "a word": typed(here, "def g(x): x+1;\n"),
      "within a comment": typed(comment, "see what this is, "),
      "a new line": typed(here - 1, "\n"),
      "a brace deleted": deleted(text, text.indexOf(")", here), 1),
      "a piece pasted": pasted(
        here,
        Array.from({ length: 16 }, (_, i) => `def pasted${i}(x): x * width;\n`).join(""),
      ),
      "the constant on top": replaced(text, text.indexOf(": 8") + 2, "9"),
    },
  };
}
