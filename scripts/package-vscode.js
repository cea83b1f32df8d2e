/** Makes `editors/vscode/nnc.vsix`: the client and the server of `nnc lsp` in one file each, the colours, the explanations; offline. */
import { execFileSync } from "node:child_process";
import { cp, mkdir, rm } from "node:fs/promises";
import { build } from "esbuild";
import { bundleOptions } from "./bundle-options.js";

const folder = "editors/vscode";

const run = (command, args) => execFileSync(command, args, { cwd: folder, stdio: "inherit" });

run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
run("npm", ["run", "--silent", "types"]);
await rm(`${folder}/dist`, { recursive: true, force: true });
await rm(`${folder}/docs`, { recursive: true, force: true });
await build({
  entryPoints: [`${folder}/src/extension.ts`],
  outfile: `${folder}/dist/extension.cjs`,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  external: ["vscode"],
  minify: true,
  logLevel: "warning",
});
await build({
  ...bundleOptions,
  // `nnc lsp` alone: an editor checks and explains, it does not train.
  entryPoints: [`${folder}/src/server.ts`],
  outfile: `${folder}/dist/server.mjs`,
  minify: true,
});
await cp("grammar/nn.tmLanguage.json", `${folder}/dist/nn.tmLanguage.json`);
await mkdir(`${folder}/docs`);
await cp("docs/errors.md", `${folder}/docs/errors.md`);
run("npx", [
  "--no-install",
  "vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--skip-license",
  "--out",
  "nnc.vsix",
]);
