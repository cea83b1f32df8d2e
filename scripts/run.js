/** Runs a TypeScript file on any Node that we support: `node scripts/run.js bench/train.ts [arguments]`. */
import { mkdir, rm } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "./bundle-options.js";

const [file, ...rest] = process.argv.slice(2);
const folder = resolve("node_modules/.cache/nnc");
await mkdir(folder, { recursive: true });
const outfile = resolve(folder, `${basename(file, ".ts")}-${process.pid}.mjs`);
await build({ ...bundleOptions, entryPoints: [file], outfile, sourcemap: "inline", packages: "external" });
process.argv.splice(1, 2 + rest.length, resolve(file), ...rest);
try {
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(outfile, { force: true });
}
