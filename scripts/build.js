/** Bundles the command line and the library into dist/, in chunks that load only what a command needs. */
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
