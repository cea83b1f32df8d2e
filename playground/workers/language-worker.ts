/** The language server of `nnc lsp`, with the page at the other end of the line and the page's tables as its project folder. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { version } from "../../src/cli/version.ts";
import { startServer } from "../../src/language-server/server.ts";
import { columnsOfDataSets, dataSets } from "../data-sets.ts";

// The server answers in turns, which a worker has under another name.
globalThis.setImmediate ??= ((act: () => void) => setTimeout(act, 0)) as unknown as typeof setImmediate;

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  version,
  diskOf: () => ({
    read: () => undefined,
    programs: () => [],
    columnsOf: (file) => columnsOfDataSets.get(file),
    filesIn: (folder) =>
      [...dataSets.keys()].flatMap((file) => (file.startsWith(folder) ? [file.slice(folder.length)] : [])),
  }),
});
