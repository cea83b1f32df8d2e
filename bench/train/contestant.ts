/** One side of a comparison: a model on a backend, ready to train on batches of 32. */
import { philoxUniform } from "../../src/tensor/index.ts";

export const batchSize = 32;
/** Steps that are timed together. */
export const stepsABlock = 5;

export interface Contestant {
  /** Trains so many steps. */
  readonly train: (steps: number) => Promise<void>;
  readonly dispose: () => void;
}

/** What a model is fed: the shape of one example, whole numbers below `words` where it takes words, the length of a target. */
export interface Task {
  readonly name: string;
  readonly shape: readonly number[];
  readonly words?: number;
  readonly classes: number;
}

export const tasks: readonly Task[] = [
  { name: "Small", shape: [100], classes: 1 },
  { name: "Mlp", shape: [784], classes: 10 },
  { name: "Cnn", shape: [28, 28, 1], classes: 10 },
  { name: "Lstm", shape: [50, 32], classes: 10 },
  { name: "Transformer", shape: [50], words: 100, classes: 10 },
];

/** Examples of noise, the same for both sides: a block's worth. */
export function examplesOf({ shape, words, classes }: Task): {
  readonly x: Float32Array;
  readonly y: Float32Array;
} {
  const examples = batchSize * stepsABlock;
  const size = shape.reduce((a, b) => a * b, examples);
  const noise = philoxUniform(1, 0, 0, size);
  const x = words === undefined ? noise : noise.map((u) => Math.floor(u * words));
  const y = new Float32Array(examples * classes);
  for (let i = 0; i < examples; i++) y[i * classes + (i % classes)] = 1;
  return { x, y };
}
