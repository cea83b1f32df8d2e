/** Tests: text in, text out. `npm test` runs all of `test/`; a named script runs what needs optional parts. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/optional/**"],
    reporters: ["default", "./scripts/closing-line-reporter.ts"],
    // Files share their worker's modules, which keep no state: reading them anew for each file would take a third of the time.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
