/** The playground: one page of static files, at any address. Files of the compiler come as they are, one folder up. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const inProject = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export default defineConfig({
  base: "./",
  resolve: {
    // Only the native engine asks for this module, and a page has no native engine.
    alias: { "node:util": inProject("playground/absent-module.ts") },
  },
  worker: { format: "es" },
  build: { target: "es2023", outDir: "dist", emptyOutDir: true, chunkSizeWarningLimit: 12_000 },
  server: { fs: { allow: [inProject(".")] } },
});
