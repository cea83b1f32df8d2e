/** Bundles the command line and the library into dist/, in chunks that load only what a command needs, with the library's types. */
import { execFileSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { bundleOptions } from "./bundle-options.js";

await rm("dist", { recursive: true, force: true });
await build({
  ...bundleOptions,
  entryPoints: { "cli/main": "src/cli/main.ts", index: "src/index.ts" },
  outdir: "dist",
  splitting: true,
  sourcemap: "linked",
});
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.declarations.json"], {
  stdio: "inherit",
});
