import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, expect, it, onTestFinished, vi } from "vitest";
import { fit } from "../../src/runtime/fit.ts";
import type { FitEvent, FitResult } from "../../src/runtime/fit-request.ts";
import type { RunRecord } from "../../src/runtime/run-record.ts";
import { printProgram, readProgram } from "../../src/runtime/saved-model/program-json.ts";
import { printHistory, printTraining, readTraining } from "../../src/runtime/saved-model/training-json.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { philoxUniform } from "../../src/tensor/index.ts";
import { createReferenceEngine } from "./reference-engine.ts";
import { fixture } from "./run-fixture.ts";

const reference = createReferenceEngine();
const wasm = await createEngine("tfjs-wasm");
const cpu = await createEngine("tfjs-cpu");

afterAll(() => expect(reference.living()).toBe(0));

const classifier = fixture(`
model M {
  input x: [5]
  target kind: class(3)
  dense(6)  batch_normalization  relu  dropout(0.3)  dense(3, activation=softmax)
  compile { optimizer adam(learning_rate=0.05, use_ema=true, ema_momentum=0.9); loss sparse_categorical_crossentropy; metrics accuracy }
  train {
    epochs 6; batch_size 4; validation_split 0.3
    callbacks early_stopping(patience=2, restore_best_weights=true), reduce_lr_on_plateau(patience=1, factor=0.5)
  }
}`);

/** Everything of a record but the time it took. */
function bytesOf({ weights, optimizer, kept, last, history, callbacks, stopped }: RunRecord) {
  const plain = (arrays: RunRecord["weights"] | undefined) =>
    [...(arrays ?? [])].map(([name, { data }]) => [
      name,
      [...new Uint32Array(data.buffer, data.byteOffset, data.length)],
    ]);
  return {
    weights: plain(weights),
    optimizer: plain(optimizer),
    kept: plain(kept),
    last: plain(last),
    callbacks,
    stopped,
    logs: history.map(({ log }) => log),
  };
}

function recordOf(result: FitResult): RunRecord {
  if (result.outcome === "broken") throw new Error("the run broke");
  return result.record;
}

/** As a file would hold it. */
function throughJson(record: RunRecord): RunRecord {
  const notes = readTraining(JSON.parse(printHistory(record.history)), JSON.parse(printTraining(record)));
  return { ...record, ...notes };
}

it("learns, and tells what it does", async () => {
  const events: FitEvent[] = [];
  const { request } = fixture(`
model M {
  input x: [3]
  target y: real[1]
  dense(8, activation=tanh)  dense(1)
  compile { optimizer adam(learning_rate=0.02); loss mse; metrics mae }
  train { epochs 12; batch_size 5 }
}`);
  const result = recordOf(await fit(request(cpu, { watch: (event) => events.push(event) })));
  const [first, last] = [result.history[0].log, result.history[11].log];
  expect(last.loss).toBeLessThan(first.loss);
  expect(Object.keys(last)).toEqual(["loss", "mae", "val_loss", "val_mae"]);
  expect(events.filter(({ kind }) => kind === "training")).toHaveLength(12 * 5);
  expect(events.find(({ kind }) => kind === "training")).toEqual({
    kind: "training",
    epoch: 1,
    epochs: 12,
    batch: 1,
    batches: 5,
  });
  expect(events.filter(({ kind }) => kind === "epoch")).toHaveLength(12);
});

it.each([reference, cpu, wasm])(
  "gives the same bytes for the same seed, and others for another, on $name",
  async (engine) => {
    const run = async (seed: number) => {
      const request = classifier.request(engine);
      return recordOf(await fit({ ...request, settings: { ...request.settings, seed } }));
    };
    const once = bytesOf(await run(3));
    expect(bytesOf(await run(3))).toEqual(once);
    expect(bytesOf(await run(4))).not.toEqual(once);
  },
);

it.each([reference, wasm])(
  "goes on after interruptions at any batch to the same bytes, on $name",
  async (engine) => {
    const whole = bytesOf(recordOf(await fit(classifier.request(engine))));
    for (const seed of [1, 2, 3, 4]) {
      const stops = Array.from(philoxUniform(seed, 0, 0, 200), (value) => 1 + Math.floor(value * 12));
      const parts: number[] = [];
      let record = classifier.record;
      for (const stop of stops) {
        parts.push(stop);
        const result = await fit(classifier.request(engine, { record, ...stopAfter(stop) }));
        record = throughJson(recordOf(result));
        if (result.outcome !== "interrupted") break;
      }
      expect(bytesOf(record), `stopped after ${parts} batches`).toEqual(whole);
      expect(parts.length).toBeGreaterThan(2);
    }
  },
);

/** A signal that comes after so many batches of training or validation. */
function stopAfter(count: number) {
  const abort = new AbortController();
  let seen = 0;
  const watch = ({ kind }: FitEvent) => {
    if (kind === "training" || kind === "validation") seen += 1;
    if (seen === count) abort.abort();
  };
  return { signal: abort.signal, watch };
}

it("hears a signal from outside between epochs that are shorter than a breath", async () => {
  const abort = new AbortController();
  let time = 0;
  // Each look at the clock finds it a millisecond on, so that an epoch takes a few.
  const clock = vi.spyOn(performance, "now").mockImplementation(() => ++time);
  onTestFinished(() => clock.mockRestore());
  const settings = { epochs: 200, batchSize: 23, shuffle: false, seed: 7 };
  const changes = { settings, signal: abort.signal, callbacks: [], validation: undefined };
  setTimeout(() => abort.abort(), 0);
  expect((await fit(classifier.request(cpu, changes))).outcome).toBe("interrupted");
});

it("goes on from the checkpoint of any epoch to the same bytes", async () => {
  const checkpoints: RunRecord[] = [];
  const files = {
    ...classifier.request(cpu).files,
    checkpoint: async (take: () => Promise<RunRecord>) => void checkpoints.push(await take()),
  };
  const whole = bytesOf(recordOf(await fit(classifier.request(cpu, { files }))));
  expect(checkpoints.length).toBeGreaterThan(2);
  for (const checkpoint of checkpoints) {
    expect(
      bytesOf(recordOf(await fit(classifier.request(cpu, { record: throughJson(checkpoint) })))),
    ).toEqual(whole);
  }
});

it("goes on with more epochs as if it had been asked for them at once", async () => {
  const plain = fixture(`
model M {
  input x: [4]
  target y: binary
  dense(1, activation=sigmoid)
  compile { optimizer sgd(learning_rate=cosine_decay(0.1, decay_steps=30), momentum=0.9, use_ema=true); loss binary_crossentropy }
  train { epochs 4; batch_size 6 }
}`);
  const request = plain.request(cpu);
  const short = recordOf(await fit({ ...request, settings: { ...request.settings, epochs: 2 } }));
  const longer = recordOf(await fit({ ...request, record: throughJson(short) }));
  expect(bytesOf(longer)).toEqual(bytesOf(recordOf(await fit(request))));
  const again = await fit({ ...request, record: longer });
  expect(bytesOf(recordOf(again))).toEqual(bytesOf(longer));
});

it("replaces weights by their averages at the end, and by the best ones before that", async () => {
  const { weights, last, optimizer, kept } = recordOf(await fit(classifier.request(cpu)));
  expect(last).toBeDefined();
  expect(weights.get("dense/kernel")).toEqual(kept?.get("dense/kernel"));
  expect(weights.get("dense/kernel")).not.toEqual(last?.get("dense/kernel"));
  expect(optimizer.get("optimizer/adam/dense_kernel_average")).toBeDefined();
});

it.each([cpu, wasm])("names epoch, batch and layer where the loss is no number, on $name", async (engine) => {
  const { request, dataset } = fixture(`
model M {
  input x: [3]
  target y: real[1]
  dense(4)  exponential  dense(1, name="head")
  compile { optimizer sgd(learning_rate=0.01); loss mse }
  train { epochs 3; batch_size 5 }
}`);
  const training = dataset(20);
  training.arrays.get("inputs/x")!.data.fill(1e4, 3 * 7, 3 * 8);
  const result = await fit(
    request(engine, { training, settings: { epochs: 3, batchSize: 5, shuffle: false, seed: 1 } }),
  );
  expect(result).toMatchObject({
    outcome: "broken",
    broken: { epoch: 0, batch: 1, step: 1, cause: { origin: { layer: "activation" } } },
  });
});

it("finds the step that spoilt the weights, not the one after it", async () => {
  const { request } = fixture(`
model M {
  input x: [3]
  target y: real[1]
  dense(1)
  compile { optimizer sgd(learning_rate=1e30); loss mse }
  train { epochs 3; batch_size 5 }
}`);
  const result = await fit(request(cpu));
  if (result.outcome !== "broken") throw new Error("the run should have broken");
  expect(result.broken.epoch).toBe(0);
  expect(result.broken.batch).toBeLessThan(3);
  expect(result.broken.cause).toBeDefined();
});

it("keeps no tensor", async () => {
  const interrupted = new AbortController();
  const round = async () => {
    await fit(classifier.request(cpu));
    await fit(classifier.request(cpu, { signal: interrupted.signal }));
  };
  await round();
  const before = tf.memory().numTensors;
  interrupted.abort();
  await round();
  await round();
  expect(tf.memory().numTensors).toBe(before);
});

it("weighs classes as it was told", async () => {
  const program = (weight: string) => `
model M {
  input x: [2]
  target kind: class(1..3)
  dense(3, activation=softmax)
  compile { optimizer sgd(learning_rate=0.1); loss sparse_categorical_crossentropy }
  train { epochs 1; batch_size 50; ${weight} }
}`;
  const logs = await Promise.all(
    ["", "class_weight 1: 1, 2: 1, 3: 1", "class_weight 2: 5"].map(
      async (weight) => recordOf(await fit(fixture(program(weight)).request(cpu))).history[0].log.loss,
    ),
  );
  expect(logs[1]).toBe(logs[0]);
  expect(logs[2]).not.toBeCloseTo(logs[0], 3);
});

it("prints a program that reads back the same", () => {
  const { model } = classifier;
  const file = {
    version: "1.2.3",
    model,
    preparation: { ports: [] },
    settings: { epochs: 1, batchSize: 2, shuffle: true, seed: 3 },
  };
  expect(readProgram(JSON.parse(printProgram(file)))).toEqual(JSON.parse(JSON.stringify(file)));
});

it("an engine holds on to no program that was disposed of", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const loadAndDispose = () => {
    const { predict } = fixture("model M { input x: [2]  dense(1) }").lowered;
    cpu.load(predict).dispose();
    return new WeakRef(predict);
  };
  const program = loadAndDispose();
  await new Promise((resolve) => setTimeout(resolve, 0));
  collectGarbage();
  expect(program.deref()).toBeUndefined();
});
