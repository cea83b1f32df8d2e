/** The backends, by the name of the engine that each makes. */
import type { Backend } from "./backend.ts";
import { cpu } from "./cpu.ts";
import { node } from "./node.ts";
import { wasm } from "./wasm.ts";

export const backends = { "tfjs-wasm": wasm, "tfjs-cpu": cpu, "tfjs-node": node } as const satisfies Record<
  string,
  Backend
>;

export type EngineName = keyof typeof backends;

/** The engine used unless another is asked for: the one that gives the same bytes on every machine. */
export const defaultEngine: EngineName = "tfjs-wasm";
