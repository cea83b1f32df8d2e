/** Runs a generated module beside the interpreter and compares every byte. */
import * as tf from "@tensorflow/tfjs-core";
import { expect } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { library } from "../../src/library/index.ts";
import { slotSpecs } from "../../src/library/slot-specs.ts";
import { initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { createTrainer, readLog, type Trainer } from "../../src/runtime/trainer.ts";
import type { NumberArray } from "../../src/tensor/index.ts";
import type { Generated, GivenBatch, TensorTree } from "./generated.ts";

/** Examples by the names of the programs' inputs: `inputs/image`, `targets/digit`. */
export type Examples = ReadonlyMap<string, NumberArray>;

const SEED = 5;

interface Sides {
  readonly model: Model;
  readonly module: Generated;
  readonly engine: Engine;
  readonly trainer: Trainer;
}

/** The beginning, a training step for each batch, then predictions and an evaluation. Every tensor made is disposed of. */
export async function expectSameTraining(
  { model, module, engine }: Omit<Sides, "trainer">,
  batches: readonly Examples[],
): Promise<void> {
  const before = tf.memory().numTensors;
  const lowered = lower(model, library);
  const weights = initialWeights(lowered, library, SEED);
  const trainer = createTrainer(engine, lowered, { weights, optimizer: new Map(), accumulators: new Map() });
  const sides = { model, module, engine, trainer };
  let state = module.initialize(SEED);
  await expectSameState(sides, state);
  for (const [step, batch] of batches.entries()) state = await stepBoth(sides, state, batch, step);
  await expectSameState(sides, state);
  await expectSamePrediction(sides, state, batches[0]);
  state = await evaluateBoth(sides, state, batches);
  tf.dispose(state);
  trainer.dispose();
  expect(tf.memory().numTensors).toBe(before);
}

async function stepBoth(
  { module, trainer }: Sides,
  state: TensorTree,
  batch: Examples,
  step: number,
): Promise<TensorTree> {
  const given = toTensors(batch);
  const hosts: readonly (readonly [string, number])[] = [
    ["seed", SEED],
    ["step", step],
  ];
  const theirs = trainer.trainStep.run(
    trainer.state,
    new Map<string, NumberArray | number>([...batch, ...hosts]),
  );
  const ours = module.trainStep(state, given, { step, seed: SEED });
  expect(await bytesOf(ours.loss)).toEqual(bytesIn(await theirs.read("loss")));
  theirs.dispose();
  tf.dispose([ours.loss, given]);
  return ours.state;
}

async function expectSamePrediction(
  { model, module, engine, trainer }: Sides,
  state: TensorTree,
  batch: Examples,
) {
  const program = engine.load(trainer.lowered.predict);
  const given = toTensors(batch);
  const theirs = program.run(trainer.state, batch);
  const ours = module.predict(state.weights as TensorTree, given.inputs);
  expect(Object.keys(ours)).toEqual(model.outputs.map(({ name }) => name));
  for (const [name, tensor] of Object.entries(ours))
    expect(await bytesOf(tensor)).toEqual(bytesIn(await theirs.read(name)));
  theirs.dispose();
  program.dispose();
  tf.dispose([ours, given]);
}

async function evaluateBoth(sides: Sides, before: TensorTree, batches: readonly Examples[]) {
  const { module, trainer } = sides;
  trainer.resetMetrics.run(trainer.state, new Map()).dispose();
  let state = module.resetMetrics(before);
  for (const batch of batches) {
    trainer.evaluateStep.run(trainer.state, batch).dispose();
    const given = toTensors(batch);
    const ours = module.evaluateStep(state, given);
    state = ours.state;
    tf.dispose([ours.loss, given]);
  }
  await expectSameState(sides, state);
  expect(await module.readMetrics(state)).toEqual(await readLog(trainer));
  return state;
}

async function expectSameState({ model, trainer }: Sides, ours: TensorTree): Promise<void> {
  const theirs = trainer.state;
  const { weights, ...rest } = ours;
  const slots = slotNames(model);
  const tensors = [...namedTensors(weights as TensorTree), ...namedTensors(rest)].map(
    ([name, tensor]) => [slots.get(name) ?? name, tensor] as const,
  );
  expect(tensors.map(([name]) => name).sort()).toEqual([...theirs.names()].sort());
  for (const [name, tensor] of tensors)
    expect([name, ...(await bytesOf(tensor))]).toEqual([name, ...bytesIn(await theirs.read(name))]);
}

/** `optimizer/adam/momentum/dense/kernel` → `optimizer/adam/dense_kernel_momentum`. */
function slotNames({ compile, weights }: Model): ReadonlyMap<string, string> {
  if (compile === undefined) throw new Error("the model has no compile block");
  const trained = weights.filter(({ trainable }) => trainable);
  return new Map(
    slotSpecs(compile.optimizer, trained, library).flatMap(({ name, slot, path }) =>
      path === undefined
        ? []
        : [[`optimizer/${name.split("/")[0]}/${slot}/${path}`, `optimizer/${name}`] as const],
    ),
  );
}

function namedTensors(
  tree: TensorTree,
  path: readonly string[] = [],
): readonly (readonly [string, tf.Tensor])[] {
  return Object.entries(tree).flatMap(([part, inner]) =>
    inner instanceof tf.Tensor
      ? [[[...path, part].join("/"), inner] as const]
      : namedTensors(inner, [...path, part]),
  );
}

/** `inputs/image` → `{ inputs: { image } }`. */
export function toTensors(arrays: Examples): GivenBatch {
  const groups: { readonly [group: string]: { [name: string]: tf.Tensor } } = { inputs: {}, targets: {} };
  for (const [path, { dtype, shape, data }] of arrays) {
    const [group, ...name] = path.split("/");
    groups[group][name.join("/")] = tf.tensor(data as Float32Array, [...shape], TYPES[dtype]);
  }
  return groups as unknown as GivenBatch;
}

const TYPES = { f32: "float32", i32: "int32", bool: "bool" } as const;

async function bytesOf(tensor: tf.Tensor): Promise<readonly unknown[]> {
  return [tensor.dtype, tensor.shape, toHex(await tensor.data())];
}

function bytesIn({ dtype, shape, data }: NumberArray): readonly unknown[] {
  return [TYPES[dtype], shape, toHex(data)];
}

function toHex({ buffer, byteOffset, byteLength }: NumberArray["data"] | tf.backend_util.TypedArray): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("hex");
}
