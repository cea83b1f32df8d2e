/** The engines under test: those that are always there, or the one that a script names. */
import { afterAll } from "vitest";
import type { Engine } from "../../../src/runtime/engine.ts";
import type { EngineName } from "../../../src/runtime/engine-names.ts";
import { createEngine } from "../../../src/runtime/tfjs/create-engine.ts";

const names: readonly EngineName[] =
  process.env.NNC_TEST_ENGINE === "tfjs-node" ? ["tfjs-node"] : ["tfjs-cpu", "tfjs-wasm"];

/** Loads each engine, and disposes it after the file's tests. */
export async function loadEngines(): Promise<readonly Engine[]> {
  const engines: Engine[] = [];
  for (const name of names) engines.push(await createEngine(name));
  afterAll(() => {
    for (const engine of engines) engine.dispose();
  });
  return engines;
}
