/** An engine over the reference evaluator: slow, needs nothing, and judges the loop without any kernel of others. */
import type { Engine, EngineState, RunResult } from "../../src/runtime/engine.ts";
import { evaluate, type NumberArray, type Program } from "../../src/tensor/index.ts";

/** `created` and `disposed` count states, so that a test can see whether any was forgotten. */
export function createReferenceEngine(): Engine & { readonly living: () => number } {
  let living = 0;
  const createState = (initial: ReadonlyMap<string, NumberArray>): ArrayState => {
    living += 1;
    const arrays = new Map(initial);
    return {
      arrays,
      names: () => [...arrays.keys()],
      read: async (name) => required(arrays, name),
      write: (name, values) => {
        required(arrays, name);
        arrays.set(name, values);
      },
      snapshot: () => createState(arrays),
      dispose: () => {
        living -= 1;
      },
    };
  };
  return {
    name: "reference",
    living: () => living,
    createState,
    load: (program) => ({ run: (state, inputs) => run(program, state, inputs), dispose: () => undefined }),
    findNonFinite: () => undefined,
    dispose: () => undefined,
  };
}

interface ArrayState extends EngineState {
  readonly arrays: Map<string, NumberArray>;
}

function run(
  program: Program,
  state: EngineState,
  given: ReadonlyMap<string, NumberArray | number>,
): RunResult {
  const { arrays } = state as ArrayState;
  const inputs = new Map(
    [...given].map(([name, value]) => [name, typeof value === "number" ? scalar(value) : value]),
  );
  const result = evaluate(program, { inputs, state: arrays });
  for (const [name, array] of result.state) arrays.set(name, array);
  return { read: async (name) => required(result.outputs, name), dispose: () => undefined };
}

function scalar(value: number): NumberArray {
  return { dtype: "i32", shape: [], data: Int32Array.of(value) };
}

function required(arrays: ReadonlyMap<string, NumberArray>, name: string): NumberArray {
  const array = arrays.get(name);
  if (array === undefined) throw new Error(`there is no array ${name}`);
  return array;
}
