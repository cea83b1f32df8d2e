/** Functions over symbolic tensors, run on arrays of any dtype by the reference evaluator as engines run them: f32 after each operation. */
import {
  addInput,
  createGraph,
  type Dim,
  evaluate,
  type NumberArray,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";

interface ComputeOptions {
  /** The shapes that the function is traced with, where these are not the arrays' own. */
  readonly shapes?: readonly (readonly Dim[])[];
}

/** The results of `trace` over the arrays, in order. */
export function compute(
  trace: (...inputs: Tensor[]) => readonly Tensor[],
  arrays: readonly NumberArray[],
  { shapes }: ComputeOptions = {},
): readonly NumberArray[] {
  const graph = createGraph("trial");
  const tensors = arrays.map(({ dtype, shape }, i) =>
    addInput(graph, { dtype, shape: shapes?.[i] ?? shape }),
  );
  const results = trace(...tensors);
  const program = toProgram(graph, {
    inputs: tensors.map(({ id }, i) => ({ name: `input ${i}`, value: id })),
    outputs: results.map(({ id }, i) => ({ name: `output ${i}`, value: id })),
  });
  const { outputs } = evaluate(program, { inputs: new Map(arrays.map((array, i) => [`input ${i}`, array])) });
  return results.map((_, i) => outputs.get(`output ${i}`)!);
}

/** An f32 array of one number everywhere. */
export function filled(shape: readonly number[], value: number): NumberArray {
  const count = shape.reduce((product, size) => product * size, 1);
  return { dtype: "f32", shape, data: new Float32Array(count).fill(value) };
}
