/** The playground: one page of static files, at any address. Files of the compiler come as they are, one folder up. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** `table.csv?header` is the table's first line alone: completion offers its columns, and only training needs the rest. */
const headers: Plugin = {
  name: "headers-of-tables",
  load: (id) => {
    const [file, query] = id.split("?");
    if (query !== "header") return undefined;
    const [header] = readFileSync(file, "utf8").split(/\r?\n/, 1);
    return `export default ${JSON.stringify(header)};`;
  },
};

/** The compiler loads its engines when they are wanted; that the worker which trains wants one at once is no mistake. */
const rolldownOptions = { checks: { ineffectiveDynamicImport: false, pluginTimings: false } };

export default defineConfig({
  base: "./",
  resolve: {
    // Modules of Node that a page has no use for: the native engine asks for the one, TypeScript measures itself with the other.
    alias: {
      "node:util": inProject("playground/absent-module.ts"),
      perf_hooks: inProject("playground/absent-module.ts"),
    },
  },
  plugins: [headers],
  worker: { format: "es", plugins: () => [headers], rolldownOptions },
  build: {
    target: "es2023",
    outDir: "dist",
    emptyOutDir: true,
    chunkSizeWarningLimit: 12_000,
    rolldownOptions,
  },
  server: { fs: { allow: [inProject(".")] } },
});
