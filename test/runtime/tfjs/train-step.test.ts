/** A whole training step: right, the same each time, with nothing left behind. */
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import type { Engine, EngineState } from "../../../src/runtime/engine.ts";
import { evaluate, type NumberArray, type Program, philoxUniform } from "../../../src/tensor/index.ts";
import { mlpTrainStep } from "../../tensor/train-step.ts";
import { expectClose } from "./compare.ts";
import { loadEngines } from "./engines.ts";

const program = mlpTrainStep(6, [5, 3]);
const engines = await loadEngines();

/** Weights in [-1, 1), zeros for the optimizer. */
function initialState({ state, values }: Program): ReadonlyMap<string, NumberArray> {
  return new Map(
    state.map(({ name, input }, stream) => {
      const shape = values[input].shape.map(Number);
      const size = shape.reduce((a, b) => a * b, 1);
      const data = name.startsWith("optimizer/")
        ? new Float32Array(size)
        : philoxUniform(7, stream, 0, size).map((u) => 2 * u - 1);
      return [name, { dtype: "f32" as const, shape, data }];
    }),
  );
}

/** A batch of examples with one hot target each. */
function batchOf(size: number, step: number): ReadonlyMap<string, NumberArray | number> {
  const x = philoxUniform(3, 0, step, size * 6);
  const y = Float32Array.from({ length: size * 3 }, (_, i) => Number(i % 3 === Math.floor(i / 3) % 3));
  return new Map<string, NumberArray | number>([
    ["inputs/x", { dtype: "f32", shape: [size, 6], data: x }],
    ["targets/y", { dtype: "f32", shape: [size, 3], data: y }],
    ["step", step],
  ]);
}

function withStepArray(inputs: ReadonlyMap<string, NumberArray | number>): ReadonlyMap<string, NumberArray> {
  const array = (value: NumberArray | number): NumberArray =>
    typeof value === "number" ? { dtype: "i32", shape: [], data: Int32Array.of(value) } : value;
  return new Map([...inputs].map(([name, value]) => [name, array(value)]));
}

async function readAll(state: EngineState): Promise<ReadonlyMap<string, NumberArray>> {
  const arrays = await Promise.all(state.names().map((name) => state.read(name)));
  return new Map(state.names().map((name, i) => [name, arrays[i]]));
}

/** The bytes of all state after some steps of a fresh run, whose last batch is smaller. */
async function bytesAfter(engine: Engine, steps: number): Promise<string> {
  const state = engine.createState(initialState(program));
  const executable = engine.load(program);
  for (let step = 0; step < steps; step++)
    executable.run(state, batchOf(step === steps - 1 ? 3 : 8, step)).dispose();
  const arrays = await readAll(state);
  executable.dispose();
  state.dispose();
  return [...arrays.values()].map(({ data }) => Buffer.from(data.buffer).toString("base64")).join();
}

for (const engine of engines) {
  it(`${engine.name} trains as the reference does, a smaller last batch included`, async () => {
    const state = engine.createState(initialState(program));
    const executable = engine.load(program);
    let expected = initialState(program);
    for (let step = 0; step < 10; step++) {
      const inputs = batchOf(step === 9 ? 3 : 8, step);
      const results = executable.run(state, inputs);
      const reference = evaluate(program, { inputs: withStepArray(inputs), state: expected });
      const loss = reference.outputs.get("loss");
      if (loss !== undefined) expectClose(await results.read("loss"), loss, 1e-5);
      results.dispose();
      expected = reference.state;
    }
    const actual = await readAll(state);
    for (const [name, array] of expected) {
      const found = actual.get(name);
      if (found !== undefined) expectClose(found, array, 1e-4);
    }
    expect([...actual.keys()]).toEqual([...expected.keys()]);
  });

  it(`${engine.name} gives the same bytes each time`, async () => {
    expect(await bytesAfter(engine, 25)).toBe(await bytesAfter(engine, 25));
  });

  it(`${engine.name} keeps no tensor over 1,000 steps`, () => {
    const state = engine.createState(initialState(program));
    const executable = engine.load(program);
    const sizes = [8, 3];
    for (const size of sizes) executable.run(state, batchOf(size, 0)).dispose();
    const before = tf.memory().numTensors;
    for (let step = 0; step < 1000; step++) executable.run(state, batchOf(sizes[step % 2], step)).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it(`${engine.name} keeps no tensor of runs, states and snapshots that are disposed, nor of other batch sizes`, () => {
    const cycle = () => {
      const state = engine.createState(initialState(program));
      const executable = engine.load(program);
      for (let size = 1; size < 8; size++) executable.run(state, batchOf(size, size)).dispose();
      const snapshot = state.snapshot();
      executable.run(snapshot, batchOf(2, 9)).dispose();
      for (const each of [snapshot, state, executable]) each.dispose();
    };
    cycle();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) cycle();
    expect(tf.memory().numTensors).toBe(before);
  });

  it(`${engine.name} goes back to a snapshot`, async () => {
    const state = engine.createState(initialState(program));
    const executable = engine.load(program);
    executable.run(state, batchOf(8, 0)).dispose();
    const kept = state.snapshot();
    const before = await readAll(state);
    executable.run(state, batchOf(8, 1)).dispose();
    const after = await readAll(state);
    expect(await readAll(kept)).toEqual(before);
    expect(after).not.toEqual(before);
    executable.run(kept, batchOf(8, 1)).dispose();
    expect(await readAll(kept)).toEqual(after);
  });
}

it("engines of several backends work side by side in one process", async () => {
  const runs = await Promise.all(
    engines.map(async (engine) => {
      const state = engine.createState(initialState(program));
      const executable = engine.load(program);
      return { state, executable };
    }),
  );
  for (let step = 0; step < 5; step++)
    for (const { state, executable } of runs) executable.run(state, batchOf(4, step)).dispose();
  const [first, ...others] = await Promise.all(runs.map(({ state }) => readAll(state)));
  for (const other of others)
    for (const [name, array] of first) {
      const found = other.get(name);
      if (found !== undefined) expectClose(found, array, 1e-4);
    }
});
