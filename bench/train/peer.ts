/**
 * The other side: the same models as people write them by hand, with `tf.layers` and `fit`. It has no attention, so the transformer
 * is written over the core's operations with `tf.variableGrads` and `tf.train.adam`.
 */
import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import { batchSize, type Contestant, examplesOf, stepsABlock, type Task } from "./contestant.ts";
import { createTransformer } from "./peer-transformer.ts";

export async function createPeer(backend: string, task: Task): Promise<Contestant> {
  await tf.setBackend(backend);
  const { x, y } = examplesOf(task);
  const examples = batchSize * stepsABlock;
  const inputs = tf.tensor(x, [examples, ...task.shape], task.words === undefined ? "float32" : "int32");
  const targets = tf.tensor(y, [examples, task.classes]);
  if (task.name === "Transformer") return createTransformer(backend, inputs, targets);
  const { layers: list, loss } = recipes[task.name as keyof typeof recipes];
  const model = layers.sequential({ layers: list() });
  model.compile({ optimizer: "adam", loss });
  return {
    train: async (steps) => {
      await tf.setBackend(backend);
      const epochs = steps / stepsABlock;
      await model.fit(inputs, targets, {
        batchSize,
        epochs,
        shuffle: false,
        verbose: 0,
        yieldEvery: "never",
      });
    },
    dispose: () => {
      model.dispose();
      tf.dispose([inputs, targets]);
    },
  };
}

const { dense, conv2d, maxPooling2d, flatten, lstm } = layers.layers;

const recipes = {
  Small: {
    loss: "meanSquaredError",
    layers: () => [
      dense({ units: 64, activation: "relu", inputShape: [100] }),
      dense({ units: 1, activation: "sigmoid" }),
    ],
  },
  Mlp: {
    loss: "categoricalCrossentropy",
    layers: () => [
      dense({ units: 512, activation: "relu", inputShape: [784] }),
      dense({ units: 512, activation: "relu" }),
      dense({ units: 10, activation: "softmax" }),
    ],
  },
  Cnn: {
    loss: "categoricalCrossentropy",
    layers: () => [
      conv2d({ filters: 32, kernelSize: 3, activation: "relu", inputShape: [28, 28, 1] }),
      maxPooling2d({}),
      conv2d({ filters: 64, kernelSize: 3, activation: "relu" }),
      maxPooling2d({}),
      flatten(),
      dense({ units: 10, activation: "softmax" }),
    ],
  },
  Lstm: {
    loss: "categoricalCrossentropy",
    layers: () => [
      lstm({
        units: 64,
        recurrentActivation: "sigmoid",
        recurrentInitializer: "glorotUniform",
        inputShape: [50, 32],
      }),
      dense({ units: 10, activation: "softmax" }),
    ],
  },
};
