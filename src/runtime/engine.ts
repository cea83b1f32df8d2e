/** What runs programs. An engine holds state on its device; arrays cross to the host only when somebody asks. */
import type { NumberArray } from "../tensor/primitive.ts";
import type { Origin, Program } from "../tensor/program.ts";

export interface Engine {
  /** `tfjs-wasm`, `tfjs-cpu`, `tfjs-node`. */
  readonly name: string;
  /** Prepares a program for many runs. */
  readonly load: (program: Program) => Executable;
  /** Puts named arrays on the device. */
  readonly createState: (initial: ReadonlyMap<string, NumberArray>) => EngineState;
  /**
   * Runs once over a copy of the state, looking at every result, for a message: where the first number came from that made an
   * output or the new state infinite or NaN. Undefined when they all are finite. Slow.
   */
  readonly findNonFinite: (
    program: Program,
    state: EngineState,
    inputs: ReadonlyMap<string, NumberArray | number>,
  ) => NonFinite | undefined;
  readonly dispose: () => void;
}

/** Where a number that is not finite came from: an operation, or an input or state that was given so (`given` is its name). */
export interface NonFinite {
  readonly value: "NaN" | "infinity";
  readonly origin?: Origin;
  readonly given?: string;
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
