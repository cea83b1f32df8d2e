/** Builds the command line: chunks that load only what a command needs, each with the machine code that a check uses (bin/load-chunk.js). */
import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { build, transform } from "esbuild";
import { bundleOptions } from "./bundle-options.js";

/** Writes the chunks to `folder`, `main.js` first among them. */
export async function buildCommandLine(folder) {
  const { outputFiles } = await build({
    ...bundleOptions,
    entryPoints: ["src/cli/main.ts"],
    outdir: folder,
    splitting: true,
    write: false,
    banner: {},
    define: { "import.meta.url": "module.url" },
  });
  await mkdir(folder, { recursive: true });
  for (const { path, text } of outputFiles) await writeFile(path, await toCommonJs(text));
  execFileSync(process.execPath, ["scripts/keep-code.cjs", `${folder}/main.js`, "examples/regressor.nn"]);
}

/** esbuild splits ES modules only, hence this second step. `import()` becomes `require` too, since a script has no modules to import. */
async function toCommonJs(text) {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node20",
    supported: { "dynamic-import": false },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return code;
}
