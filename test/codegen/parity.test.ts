/** Generated modules compute what the interpreter computes, bit for bit: beginnings, predictions, training, evaluation, metrics. */
import { readdirSync, readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, expect, it } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { library } from "../../src/library/index.ts";
import { initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Dataset } from "../../src/runtime/data/dataset.ts";
import { loadTrainingData } from "../../src/runtime/data/load-training-data.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { createTrainer, readLog } from "../../src/runtime/trainer.ts";
import type { NumberArray } from "../../src/tensor/index.ts";
import { compileFile, type Generated, generate, importModule, type TensorTree } from "./generated.ts";

const engine = await createEngine("tfjs-wasm");
afterAll(() => engine.dispose());

const examples = readdirSync("examples").filter((file) => file.endsWith(".nn"));

for (const file of examples) {
  it(`${file} computes the same`, async () => {
    const compiled = compileFile(`examples/${file}`);
    const [model] = compiled.models;
    const data = dataOf(model);
    const module = await importModule(generate(model, compiled), file);
    const before = tf.memory().numTensors;
    await compareTraining(model, module, data, engine);
    expect(tf.memory().numTensors).toBe(before);
  });
}

const SEED = 5;

async function compareTraining(
  model: Model,
  module: Generated,
  data: Dataset,
  engine: Engine,
): Promise<void> {
  const lowered = lower(model, library);
  const weights = initialWeights(lowered, library, SEED);
  const trainer = createTrainer(engine, lowered, { weights, optimizer: new Map(), accumulators: new Map() });
  let state = module.initialize(SEED);
  await expectSameState(state, trainer.state);
  const predict = engine.load(lowered.predict);
  for (const step of [0, 1, 2]) {
    const batch = rowsOf(data, step * 8, step * 8 + 8 - step);
    const host = new Map<string, NumberArray | number>([...batch, ["seed", SEED], ["step", step]]);
    const theirs = trainer.trainStep.run(trainer.state, host);
    const given = toTensors(batch);
    const ours = module.trainStep(state, given as never, { step, seed: SEED });
    expect(await bytesOf(ours.loss)).toEqual(bytesIn(await theirs.read("loss")));
    state = ours.state;
    theirs.dispose();
    tf.dispose([ours.loss, given as never]);
  }
  await expectSameState(state, trainer.state);
  await comparePredictions();
  await compareEvaluation();
  tf.dispose(state as never);
  predict.dispose();
  trainer.dispose();

  async function comparePredictions() {
    const batch = rowsOf(data, 30, 37);
    const theirs = predict.run(trainer.state, batch);
    const given = toTensors(batch) as { inputs: TensorTree };
    const ours = module.predict(state.weights as TensorTree, given.inputs);
    expect(Object.keys(ours)).toEqual(model.outputs.map(({ name }) => name));
    for (const [name, tensor] of Object.entries(ours))
      expect(await bytesOf(tensor)).toEqual(bytesIn(await theirs.read(name)));
    theirs.dispose();
    tf.dispose([ours, given as never]);
  }

  async function compareEvaluation() {
    trainer.resetMetrics.run(trainer.state, new Map()).dispose();
    state = module.resetMetrics(state);
    for (const first of [0, 10]) {
      const batch = rowsOf(data, first, first + 10);
      trainer.evaluateStep.run(trainer.state, batch).dispose();
      const given = toTensors(batch);
      const ours = module.evaluateStep(state, given as never, { step: 0, seed: 0 });
      state = ours.state;
      tf.dispose([ours.loss, given as never]);
    }
    await expectSameState(state, trainer.state);
    expect(await module.readMetrics(state)).toEqual(await readLog(trainer));
  }
}

function dataOf(model: Model): Dataset {
  const file = model.data?.file ?? "";
  const loaded = loadTrainingData({
    model,
    library,
    table: { file, text: readFileSync(file, "utf8") },
    validationSplit: 0,
    seed: 1,
  });
  if ("problems" in loaded) throw new Error(loaded.problems[0].message);
  return loaded.data.training;
}

function rowsOf({ arrays }: Dataset, from: number, to: number): Map<string, NumberArray> {
  return new Map(
    [...arrays].map(([name, { dtype, shape, data }]) => {
      const width = data.length / shape[0];
      return [
        name,
        { dtype, shape: [to - from, ...shape.slice(1)], data: data.slice(from * width, to * width) },
      ];
    }),
  );
}

/** `inputs/image` → `{ inputs: { image } }`. */
function toTensors(arrays: ReadonlyMap<string, NumberArray>): Record<string, Record<string, tf.Tensor>> {
  const groups: Record<string, Record<string, tf.Tensor>> = { inputs: {}, targets: {} };
  for (const [path, { dtype, shape, data }] of arrays) {
    const [group, name] = path.split("/");
    groups[group][name] = tf.tensor(data as Float32Array, [...shape], dtype === "f32" ? "float32" : "int32");
  }
  return groups;
}

async function expectSameState(
  ours: TensorTree,
  theirs: { names: () => readonly string[]; read: (name: string) => Promise<NumberArray> },
) {
  const tensors = new Map(namedTensors(ours));
  expect([...tensors.keys()].sort()).toEqual([...theirs.names()].sort());
  for (const [name, tensor] of tensors)
    expect([name, await bytesOf(tensor)]).toEqual([name, bytesIn(await theirs.read(name))]);
}

/** By the names of the interpreter's state: `weights` are not named there. */
function namedTensors(
  tree: TensorTree,
  path: readonly string[] = [],
): readonly (readonly [string, tf.Tensor])[] {
  return Object.entries(tree).flatMap(([part, inner]) => {
    const below = path.length === 0 && part === "weights" ? [] : [...path, part];
    return "dataId" in inner
      ? [[below.join("/"), inner as tf.Tensor] as const]
      : namedTensors(inner as TensorTree, part === "weights" && path.length === 0 ? ROOT : below);
  });
}

const ROOT: readonly string[] = [];

async function bytesOf(tensor: tf.Tensor): Promise<readonly unknown[]> {
  return [tensor.shape, tensor.dtype, toHex(await tensor.data())];
}

function bytesIn({ dtype, shape, data }: NumberArray): readonly unknown[] {
  return [shape, { f32: "float32", i32: "int32", bool: "bool" }[dtype], toHex(data)];
}

function toHex(data: NumberArray["data"] | tf.backend_util.TypedArray): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("hex");
}
