/** What runs programs. An engine holds state on its device; arrays cross to the host only when somebody asks. */
import type { NumberArray } from "../tensor/primitive.ts";
import type { Program } from "../tensor/program.ts";

export interface Engine {
  /** `tfjs-wasm`, `tfjs-cpu`, `tfjs-node`. */
  readonly name: string;
  /** Prepares a program for many runs. */
  readonly load: (program: Program) => Executable;
  /** Puts named arrays on the device. */
  readonly createState: (initial: ReadonlyMap<string, NumberArray>) => EngineState;
  readonly dispose: () => void;
}

/** Named arrays on the device; a run replaces what its program's state says. */
export interface EngineState {
  readonly names: () => readonly string[];
  readonly read: (name: string) => Promise<NumberArray>;
  readonly write: (name: string, values: NumberArray) => void;
  /** A cheap copy (arrays are never changed in place), to go back to later. */
  readonly snapshot: () => EngineState;
  readonly dispose: () => void;
}

export interface Executable {
  /**
   * Runs once over the state. Inputs that are host ports take numbers. Checks the inputs' shapes against the program's,
   * binds the symbolic dims, and refuses sizes for which a dim would not be positive (throws RunProblem).
   */
  readonly run: (state: EngineState, inputs: ReadonlyMap<string, NumberArray | number>) => RunResult;
  readonly dispose: () => void;
}

/** Outputs still on the device. `read` fetches one; `dispose` frees all of them. */
export interface RunResult {
  readonly read: (name: string) => Promise<NumberArray>;
  readonly dispose: () => void;
}
