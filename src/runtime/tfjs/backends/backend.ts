/** The names of the backends in TensorFlow.js. */
export type BackendName = "wasm" | "cpu" | "tensorflow";

/** What a TensorFlow.js backend is to the engine: its names, and how it is loaded. */
export interface Backend {
  /** The engine's name: `tfjs-wasm`. */
  readonly name: string;
  readonly registered: BackendName;
  /** Whether its tensors are copies of the arrays that they are made from, and the arrays read copies of the tensors. */
  readonly copies: boolean;
  /** When to use it, in a line. */
  readonly note: string;
  /** What to do where it is missing. */
  readonly howToGet: string;
  /** Loads its package, which registers it, and gives its version. Throws RunProblem when it can't be had. */
  readonly load: () => Promise<string>;
}
