/** A small saved model whose every array holds the number of its generation. */
import type { RunRecord } from "../../../src/runtime/run-record.ts";
import type { SavedModel } from "../../../src/runtime/saved-model/saved-model.ts";
import { fixture } from "../run-fixture.ts";

const { model, record } = fixture(`
/// A model with "quotes", \\ and ünïcode.
model M {
  input x: i32[time]
  target kind: class("a", "b")
  embedding(5, 3)  lstm(2)  dense(2, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
  train { epochs 3; class_weight 0: 0.5 }
}`);

export function savedModel(generation: number): SavedModel {
  const filled = (arrays: RunRecord["weights"]): RunRecord["weights"] =>
    new Map(
      [...arrays].map(([name, array]) => [name, { ...array, data: array.data.slice().fill(generation) }]),
    );
  return {
    model,
    preparation: {
      ports: [
        {
          name: "x",
          columns: ["w0", "w1"],
          learned: [{ mean: { dtype: "f32", shape: [2], data: [0.1, -3] } }],
        },
      ],
    },
    settings: { epochs: 3, batchSize: 32, shuffle: true, seed: generation },
    version: "0.0.0",
    record: {
      ...record,
      position: { epoch: 1, batch: 2, step: 9, seconds: 0.5 },
      history: [{ epoch: 1, seconds: 0.25, log: { loss: generation, val_loss: Number.NaN } }],
      callbacks: [{ best: Number.POSITIVE_INFINITY, wait: generation, name: "x", on: true, none: null }],
      weights: filled(record.weights),
      optimizer: filled(record.optimizer),
      accumulators: filled(record.accumulators),
      kept: filled(record.weights),
    },
  };
}
