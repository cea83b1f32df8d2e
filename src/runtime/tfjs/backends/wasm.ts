/**
 * WebAssembly with SIMD, in one thread on Node: the same bytes on every machine, so it is the engine used unless another is
 * asked for. The package finds its `.wasm` files beside its script.
 */
import type { Backend } from "./backend.ts";

export const wasm: Backend = {
  name: "tfjs-wasm",
  registered: "wasm",
  copies: true,
  note: "the default: fast enough, and the same bytes on every machine",
  howToGet: "reinstall nnc: it comes with it",
  load: async () => (await import("@tensorflow/tfjs-backend-wasm")).version_wasm,
};
