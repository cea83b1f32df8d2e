/**
 * The engine's tests on the native backend, which is optional: says loudly when it is not there. Run by `npm run test:node-backend`
 * after `npm install --no-save -D @tensorflow/tfjs-node`.
 */
import { spawnSync } from "node:child_process";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";

try {
  (await createEngine("tfjs-node")).dispose();
  const { status } = spawnSync("npx", ["vitest", "run", "test/runtime/tfjs"], {
    stdio: "inherit",
    env: { ...process.env, NNC_TEST_ENGINE: "tfjs-node" },
  });
  process.exitCode = status ?? 1;
} catch (error) {
  console.error(`\nNOT TESTED: the native backend is missing.\n${(error as Error).message}\n`);
  process.exitCode = 1;
}
