/** The backends, by the name of the engine that each makes. */
import type { EngineName } from "../../engine-names.ts";
import type { Backend } from "./backend.ts";
import { cpu } from "./cpu.ts";
import { node } from "./node.ts";
import { wasm } from "./wasm.ts";

export const backends: Readonly<Record<EngineName, Backend>> = {
  "tfjs-wasm": wasm,
  "tfjs-cpu": cpu,
  "tfjs-node": node,
};
