/** Builds dist/: the command line, and the library with its types. */
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { buildCommandLine } from "./build-command-line.js";
import { bundleOptions } from "./bundle-options.js";

await rm("dist", { recursive: true, force: true });
await buildCommandLine("dist/cli");
await build({
  ...bundleOptions,
  entryPoints: ["src/index.ts"],
  outdir: "dist",
  splitting: true,
  sourcemap: "linked",
});
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.declarations.json"], {
  stdio: "inherit",
});
