/** Bundles the command line and the library into dist/: chunks that load only what a command needs. */
import { readFile, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { build } from "esbuild";

/** `import text from "./file.ts?raw"` gives the file's text, in the bundle as in the tests. */
const rawText = {
  name: "raw-text",
  setup(builder) {
    builder.onResolve({ filter: /\?raw$/ }, ({ path, importer }) => ({
      path: resolve(dirname(importer), path.slice(0, -"?raw".length)),
      namespace: "raw-text",
    }));
    builder.onLoad({ filter: /.*/, namespace: "raw-text" }, async ({ path }) => ({
      contents: await readFile(path, "utf8"),
      loader: "text",
    }));
  },
};

await rm("dist", { recursive: true, force: true });
await build({
  entryPoints: { "cli/main": "src/cli/main.ts", index: "src/index.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  sourcemap: "linked",
  external: ["@tensorflow/*", "ts-morph"],
  plugins: [rawText],
  banner: {
    js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = nncCreateRequire(import.meta.url);',
  },
  logLevel: "warning",
});
