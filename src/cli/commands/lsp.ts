/** `nnc lsp`: the language server for editors. */
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Command, jsonFlag } from "../command.ts";
import { isSet } from "../flags.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";

export const lsp: Command = {
  name: "lsp",
  operands: { synopsis: "", least: 0, most: 0 },
  doc: "Runs the language server, which editors start by themselves: it speaks the Language Server Protocol over standard input and output.",
  flags: [
    { name: "stdio", doc: "speak over standard input and output; there is no other way yet" },
    { name: "clientProcessId", value: "ID", doc: "end when this process has ended" },
    jsonFlag,
  ],
  examples: ["nnc lsp --stdio"],
  run: async (invocation) => {
    if (isSet(invocation, "json"))
      throw new UsageError("`nnc lsp` speaks a protocol of its own; leave --json out");
    const [{ createConnection, ProposedFeatures }, { startServer }, { projectDisk }] = await Promise.all([
      import("vscode-languageserver/node"),
      import("../../language-server/server.ts"),
      import("../project-disk.ts"),
    ]);
    const explanations = explanationsPage();
    startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), {
      version,
      diskOf: projectDisk,
      ...(explanations === undefined ? {} : { explanations }),
    });
    // The server ends the process itself, when the client says so or has gone.
    return await new Promise<never>(() => undefined);
  },
};

/** The page of all codes, where it was installed along. */
function explanationsPage(): string | undefined {
  const beside = ["../docs/errors.md", "../../docs/errors.md", "../../../docs/errors.md"];
  const page = beside
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(fileURLToPath(url)));
  return page === undefined ? undefined : pathToFileURL(fileURLToPath(page)).href;
}
