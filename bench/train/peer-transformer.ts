/** The transformer of `models.nn` over the core's operations, by hand: variables, a loss, `tf.variableGrads`, `tf.train.adam`. */
import * as tf from "@tensorflow/tfjs-core";
import { batchSize, type Contestant, stepsABlock } from "./contestant.ts";

const [vocabulary, words, width, heads, keys, inner, classes] = [100, 50, 16, 2, 8, 32, 10];

type Weights = ReturnType<typeof createWeights>;

export function createTransformer(backend: string, inputs: tf.Tensor, targets: tf.Tensor): Contestant {
  const weights = createWeights();
  const optimizer = tf.train.adam(0.001);
  const step = (from: number) => {
    const [x, y] = [inputs, targets].map((all) => tf.slice(all, from, batchSize));
    const { value, grads } = tf.variableGrads(() => lossOf(weights, x as tf.Tensor2D, y as tf.Tensor2D));
    optimizer.applyGradients(grads as Record<string, tf.Variable>);
    tf.dispose([value, grads, x, y]);
  };
  return {
    train: async (steps) => {
      await tf.setBackend(backend);
      for (let i = 0; i < steps; i++) step((i % stepsABlock) * batchSize);
      await weights.bias.data();
    },
    dispose: () => {
      optimizer.dispose();
      tf.dispose([inputs, targets, Object.values(weights)]);
    },
  };
}

function createWeights() {
  const normal = (...shape: number[]) => tf.variable(tf.randomNormal(shape, 0, 0.1));
  const zeros = (...shape: number[]) => tf.variable(tf.zeros(shape));
  const ones = (...shape: number[]) => tf.variable(tf.ones(shape));
  return {
    table: normal(vocabulary, width),
    query: normal(width, heads * keys),
    key: normal(width, heads * keys),
    value: normal(width, heads * keys),
    output: normal(heads * keys, width),
    queryBias: zeros(heads * keys),
    keyBias: zeros(heads * keys),
    valueBias: zeros(heads * keys),
    outputBias: zeros(width),
    gamma1: ones(width),
    beta1: zeros(width),
    up: normal(width, inner),
    upBias: zeros(inner),
    down: normal(inner, width),
    downBias: zeros(width),
    gamma2: ones(width),
    beta2: zeros(width),
    kernel: normal(width, classes),
    bias: zeros(classes),
  };
}

function lossOf(w: Weights, x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  // wasm has no gradient of a lookup: a product with one-hot rows, as people write it there.
  const embedded = dense(tf.oneHot(tf.reshape(x, [batchSize * words]), vocabulary), w.table);
  const attended = attention(w, embedded);
  const joined = normalize(tf.add(embedded, attended), w.gamma1, w.beta1);
  const thought = dense(tf.relu(dense(joined, w.up, w.upBias)), w.down, w.downBias);
  const rows = normalize(tf.add(joined, thought), w.gamma2, w.beta2);
  const pooled = tf.mean(tf.reshape(rows, [batchSize, words, width]), 1);
  return tf.losses.softmaxCrossEntropy(y, dense(pooled, w.kernel, w.bias)) as tf.Scalar;
}

function attention(w: Weights, x: tf.Tensor): tf.Tensor {
  const apart = (rows: tf.Tensor) =>
    tf.transpose(tf.reshape(rows, [batchSize, words, heads, keys]), [0, 2, 1, 3]);
  const query = apart(dense(x, w.query, w.queryBias));
  const key = apart(dense(x, w.key, w.keyBias));
  const value = apart(dense(x, w.value, w.valueBias));
  const scores = tf.mul(tf.matMul(query, key, false, true), 1 / Math.sqrt(keys));
  const mixed = tf.transpose(tf.matMul(tf.softmax(scores), value), [0, 2, 1, 3]);
  return dense(tf.reshape(mixed, [batchSize * words, heads * keys]), w.output, w.outputBias);
}

function dense(x: tf.Tensor, kernel: tf.Tensor, bias?: tf.Tensor): tf.Tensor {
  const product = tf.matMul(tf.cast(x, "float32"), kernel);
  return bias === undefined ? product : tf.add(product, bias);
}

function normalize(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
  const { mean, variance } = tf.moments(x, -1, true);
  return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-3))), gamma), beta);
}
