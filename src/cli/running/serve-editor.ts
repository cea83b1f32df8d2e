/** The language server over standard input and output, until the client says `exit` or has gone; then the process ends with it. */
import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../../language-server/server.ts";
import { projectDisk } from "../project-disk.ts";
import { version } from "../version.ts";

export function serveEditor(): void {
  const explanations = explanationsPage();
  startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), {
    version,
    diskOf: projectDisk,
    ...(explanations === undefined ? {} : { explanations }),
  });
}

/** The page of all codes, where it was installed along. */
function explanationsPage(): string | undefined {
  const beside = ["../docs/errors.md", "../../docs/errors.md", "../../../docs/errors.md"];
  const page = beside
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(fileURLToPath(url)));
  return page === undefined ? undefined : pathToFileURL(fileURLToPath(page)).href;
}
