/** How TypeScript is bundled here: once for the product, once for scripts. */
import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";

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

/** Options for esbuild. TensorFlow.js and ts-morph stay outside: large, and loaded only by the commands that need them. */
export const bundleOptions = {
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  external: ["@tensorflow/*", "ts-morph"],
  plugins: [rawText],
  banner: {
    js: 'import { createRequire as nncCreateRequire } from "node:module"; const require = nncCreateRequire(import.meta.url);',
  },
  minifyWhitespace: true,
  minifySyntax: true,
  logLevel: "warning",
};
