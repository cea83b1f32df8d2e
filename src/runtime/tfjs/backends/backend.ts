/** What a TensorFlow.js backend is to the engine: its names, and how it is loaded. */
export interface Backend {
  /** The engine's name: `tfjs-wasm`. */
  readonly name: string;
  /** The backend's name in TensorFlow.js: `wasm`. */
  readonly registered: string;
  /** Whether its tensors are copies of the arrays that they are made from, and the arrays read copies of the tensors. */
  readonly copies: boolean;
  /** Loads its package and registers it. Throws RunProblem when it can't be had. */
  readonly load: () => Promise<void>;
}
