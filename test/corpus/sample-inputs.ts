/** Small made-up inputs and weights for a program: numbers from 0 to 1, and the whole numbers 0 and 1, which every table has. */
import type { WeightSpec } from "../../src/library/weight-spec.ts";
import {
  bind,
  bindDim,
  type DType,
  type NumberArray,
  type Program,
  sizeOf,
  symbolsOf,
} from "../../src/tensor/index.ts";

/** What each open size of the inputs stands for in the trials. */
const openSize = 6;

/** Numbers for all symbols of a program's inputs. */
export function bindingsFor({ inputs, values }: Program, batch: number): ReadonlyMap<string, number> {
  const symbols = inputs.flatMap(({ value }) => values[value].shape.flatMap((dim) => [...symbolsOf(dim)]));
  return new Map([...symbols.map((name): [string, number] => [name, openSize]), ["batch", batch]]);
}

export function sampleInputs(
  program: Program,
  bindings: ReadonlyMap<string, number>,
): Map<string, NumberArray> {
  const { inputs, values } = bind(program, bindings);
  return new Map(
    inputs.map(({ name, value }) => [
      name,
      sample(
        values[value].dtype,
        values[value].shape.map((dim) => Number(dim)),
      ),
    ]),
  );
}

/** Small positive numbers, so that variances among them are sound. */
export function sampleWeights(weights: readonly WeightSpec[]): Map<string, NumberArray> {
  return new Map(weights.map(({ path, dtype, shape }) => [path, sample(dtype, shape, 0.05)]));
}

/** The shape that the checker found for a value, with numbers for its symbols. */
export function shapeIn(
  shape: readonly Parameters<typeof bindDim>[0][],
  bindings: ReadonlyMap<string, number>,
): readonly unknown[] {
  return shape.map((dim) => bindDim(dim, bindings));
}

function sample(dtype: DType, shape: readonly number[], scale = 1): NumberArray {
  const size = Number(sizeOf(shape));
  const data =
    dtype === "f32" ? new Float32Array(size) : dtype === "i32" ? new Int32Array(size) : new Uint8Array(size);
  for (let i = 0; i < size; i++) data[i] = dtype === "f32" ? scale * (((i * 7) % 11) / 11 + 0.01) : i % 2;
  return { dtype, shape, data };
}
