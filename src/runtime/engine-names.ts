/** The names of the engines, for those who only speak of them; the first is the default: the same bytes on every machine. */
export const engineNames = ["tfjs-wasm", "tfjs-cpu", "tfjs-node"] as const;

export type EngineName = (typeof engineNames)[number];
