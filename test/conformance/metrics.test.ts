/** Metrics against Keras over several batches, with and without weights: the value after each batch. */
import { expect, it } from "vitest";
import type { Metric } from "../../src/library/define-metric.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { type Dim, type NumberArray, symbol, type Tensor } from "../../src/tensor/index.ts";
import { compute, filled } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested } from "./golden-files.ts";

interface Golden {
  readonly cases: readonly { readonly call: string; readonly runs: readonly Run[] }[];
}

interface Run {
  readonly data: string;
  readonly dtypes: readonly ["f32" | "i32", "f32" | "i32"];
  readonly batches: readonly Batch[];
}

interface Batch {
  readonly truth: Nested;
  readonly prediction: Nested;
  readonly weight?: Nested;
  readonly result: Nested;
}

const files = goldenFiles<Golden>("metrics");

it("every metric has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.metrics.entries.map(({ name }) => name).sort());
});

for (const { cases } of files) {
  for (const { call, runs } of cases) {
    for (const run of runs) {
      const weighted = run.batches.some(({ weight }) => weight !== undefined);
      it(`${call} of ${run.data} data${weighted ? ", weighted" : ""}`, () => checkRun(call, run));
    }
  }
}

function checkRun(text: string, { dtypes, batches }: Run): void {
  const { entry, values } = realizeWithoutFlow<Metric>("metrics", callOf("metrics", text), library);
  const accumulators = entry.accumulators(values, arrayOf(batches[0].prediction).shape);
  let state = accumulators.map(({ shape }) => filled(shape, 0));
  for (const [i, { truth, prediction, weight, result }] of batches.entries()) {
    const weights = weight === undefined ? [] : [arrayOf(weight)];
    const arrays = [arrayOf(truth, dtypes[0]), arrayOf(prediction, dtypes[1]), ...weights];
    const updated = update(
      entry,
      values,
      accumulators.map(({ name }) => name),
      arrays,
      state,
    );
    state = updated.state;
    expectClose(updated.result.data, result, `${text} after batch ${i + 1}`);
  }
}

/** One batch of any size, on the reference evaluator. */
function update(
  entry: Metric,
  values: never,
  names: readonly string[],
  arrays: readonly NumberArray[],
  state: readonly NumberArray[],
) {
  const shapes: (readonly Dim[])[] = arrays.map(({ shape }) => [symbol("batch"), ...shape.slice(1)]);
  const trace = (...tensors: Tensor[]) => {
    const [truth, prediction, weight] = tensors.slice(0, arrays.length);
    const before = Object.fromEntries(names.map((name, i) => [name, tensors[arrays.length + i]]));
    const after = entry.update({ values, state: before, truth, prediction, weight });
    expect(Object.keys(after).sort()).toEqual([...names].sort());
    return [entry.result(after, values), ...names.map((name) => after[name])];
  };
  const options = { shapes: [...shapes, ...state.map(({ shape }) => shape)] };
  const [result, ...next] = compute(trace, [...arrays, ...state], options);
  return { result, state: next };
}
