/** Whole models trained for three epochs, against the same training in Keras: logs of every step and epoch, weights, predictions. */
import { expect, it } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";
import { initialSlots } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Dataset } from "../../src/runtime/data/dataset.ts";
import { fit } from "../../src/runtime/fit.ts";
import type { FitRequest } from "../../src/runtime/fit-request.ts";
import { predictDataset } from "../../src/runtime/predict-dataset.ts";
import { type Arrays, freshRecord } from "../../src/runtime/run-record.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { evaluate, type NumberArray } from "../../src/tensor/index.ts";
import { createReferenceEngine } from "../runtime/reference-engine.ts";
import { noFiles } from "../runtime/run-fixture.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested } from "./golden-files.ts";

interface Golden {
  readonly program: string;
  readonly batch_size: number;
  readonly epochs: number;
  readonly inputs: { readonly [name: string]: Nested };
  readonly targets: { readonly [name: string]: Nested };
  readonly weights: Weights;
  readonly steps: readonly { readonly [name: string]: number }[];
  readonly history: readonly { readonly [name: string]: number }[];
  readonly trained: Weights;
  readonly predictions: { readonly [output: string]: Nested };
}

type NamedGolden = Golden & { readonly name: string };

type Weights = {
  readonly [path: string]: { readonly shape: readonly number[]; readonly values: readonly number[] };
};

/** Left out: metrics of masked training steps, where Keras on JAX loses the mask that it keeps in evaluation and on TensorFlow. */
const EXEMPT: { readonly [model: string]: readonly string[] } = { masked_sequences: ["accuracy"] };

const cases = goldenFiles<Golden>("models").map((golden) => ({
  golden,
  name: golden.name,
  ...prepare(golden),
}));

it.each(cases)("$name: every step agrees with Keras", ({ golden, name, lowered, dataset, weights }) => {
  const size = golden.batch_size;
  const { trainStep, readMetrics, resetMetrics, slots, accumulators } = lowered.training!;
  let state: Arrays = new Map([...weights, ...initialSlots([...slots, ...accumulators])]);
  const run = (program: typeof trainStep, inputs: Arrays) => {
    const result = evaluate(program, { inputs, state });
    state = new Map([...state, ...result.state]);
    return result.outputs;
  };
  for (const [step, logs] of golden.steps.entries()) {
    run(resetMetrics, new Map());
    const first = (step % Math.ceil(dataset.rows / size)) * size;
    run(
      trainStep,
      new Map([...rowsOf(dataset, first, first + size), ["seed", scalar(0)], ["step", scalar(step)]]),
    );
    const found = run(readMetrics, new Map());
    expect([...found.keys()].sort()).toEqual(Object.keys(logs).sort());
    for (const [log, value] of Object.entries(logs)) {
      if (!EXEMPT[name]?.includes(log)) expectClose(found.get(log)!.data, value, `${log} of step ${step}`);
    }
  }
  expectTrained(golden, state);
});

const reference = createReferenceEngine();
const engines = [reference, await createEngine("tfjs-cpu"), await createEngine("tfjs-wasm")];
const runs = cases.flatMap((one) => engines.map((engine) => ({ ...one, engine, on: engine.name })));

it.each(runs)(
  "$name: the training loop on $on gives Keras's history",
  async ({ golden, name, lowered, dataset, weights, engine }) => {
    const { batch_size: batchSize, epochs } = golden;
    const request: FitRequest = {
      engine,
      lowered,
      record: freshRecord(weights, new Map()),
      training: dataset,
      validation: dataset,
      settings: { epochs, batchSize, shuffle: false, seed: 0 },
      callbacks: [],
      files: noFiles,
    };
    const result = await fit(request);
    if (result.outcome !== "finished") throw new Error(`the run ended as ${result.outcome}`);
    for (const [epoch, logs] of golden.history.entries()) {
      const { log } = result.record.history[epoch];
      expect(Object.keys(log).sort()).toEqual(Object.keys(logs).sort());
      for (const [key, value] of Object.entries(logs)) {
        if (!EXEMPT[name]?.includes(key)) expectClose([log[key]], value, `${key} of epoch ${epoch}`);
      }
    }
    expectTrained(golden, result.record.weights);
    const predictions = await predictDataset(engine, lowered, result.record.weights, dataset, batchSize);
    for (const [output, values] of Object.entries(golden.predictions)) {
      const found = output === "" ? [...predictions.values()][0] : predictions.get(output)!;
      expect(found.shape).toEqual(arrayOf(values).shape);
      expectClose(found.data, values, `prediction ${output}`);
    }
    expect(reference.living()).toBe(0);
  },
);

function prepare(golden: NamedGolden) {
  const model = modelOf(golden);
  const weights: Arrays = new Map(
    Object.entries(golden.weights).map(([path, { shape, values }]) => [
      path,
      { dtype: "f32", shape, data: Float32Array.from(values) },
    ]),
  );
  expect(model.weights.map(({ path, shape }) => [path, shape]).toSorted()).toEqual(
    Object.entries(golden.weights)
      .map(([path, { shape }]) => [path, shape])
      .toSorted(),
  );
  return { lowered: lower(model, library), dataset: datasetOf(golden, model), weights };
}

function modelOf({ program, name }: NamedGolden): Model {
  const { models, diagnostics } = compile({ file: `${name}.nn`, text: program });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors).toEqual([]);
  return models[0];
}

function datasetOf({ inputs, targets }: Golden, model: Model): Dataset {
  const arrays = new Map<string, NumberArray>();
  for (const { name, type } of model.inputs)
    arrays.set(`inputs/${name}`, arrayOf(inputs[name], type.dtype as "f32"));
  for (const { name, type } of model.targets)
    arrays.set(`targets/${name}`, arrayOf(targets[name], type.dtype as "f32"));
  return { rows: [...arrays.values()][0].shape[0], arrays };
}

function rowsOf({ arrays, rows }: Dataset, first: number, end: number): Arrays {
  return new Map(
    [...arrays].map(([name, { dtype, shape, data }]) => {
      const width = data.length / rows;
      const last = Math.min(end, rows);
      return [
        name,
        { dtype, shape: [last - first, ...shape.slice(1)], data: data.slice(first * width, last * width) },
      ];
    }),
  );
}

function expectTrained({ trained, name }: NamedGolden, weights: Arrays): void {
  for (const [path, { values }] of Object.entries(trained)) {
    if (!EXEMPT[name]?.includes(path)) expectClose(weights.get(path)!.data, values, path);
  }
}

function scalar(value: number): NumberArray {
  return { dtype: "i32", shape: [], data: Int32Array.of(value) };
}
