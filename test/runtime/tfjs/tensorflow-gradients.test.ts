/** Our gradients against TensorFlow.js's own, for every primitive and composite whose counterpart there has one. */
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
// It registers the gradients, which the core alone has not.
import "@tensorflow/tfjs-layers";
import { beforeAll, expect, it } from "vitest";
import * as nn from "../../../src/tensor/index.ts";
import { randomArray, run, traceProgram } from "../../tensor/run-traced.ts";

/** A function said twice. Inputs are uniform in [low, high), -1 to 1 unless said otherwise. */
interface Case {
  readonly ours: (xs: nn.Tensor[]) => nn.Tensor;
  readonly theirs: (xs: tf.Tensor[]) => tf.Tensor;
  readonly shapes: readonly (readonly number[])[];
  readonly low?: number;
  readonly high?: number;
}

type OurUnary = (x: nn.Tensor) => nn.Tensor;
type TheirUnary = (x: tf.Tensor) => tf.Tensor;

const unary = (ours: OurUnary, theirs: TheirUnary, low = -2, high = 2): Case => ({
  ours: ([x]) => ours(x),
  theirs: ([x]) => theirs(x),
  shapes: [[3, 5]],
  low,
  high,
});

const binary = (
  ours: (a: nn.Tensor, b: nn.Tensor) => nn.Tensor,
  theirs: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor,
  low = -2,
): Case => ({
  ours: ([a, b]) => ours(a, b),
  theirs: ([a, b]) => theirs(a, b),
  shapes: [[4, 3], [3]],
  low,
  high: 2,
});

/** For operations whose gradient there is wrong for operands that broadcast. */
const alike = (...functions: Parameters<typeof binary>): Case => ({
  ...binary(...functions),
  shapes: [
    [4, 3],
    [4, 3],
  ],
});

const image = [2, 7, 6, 4];
const images = (x: tf.Tensor) => x as tf.Tensor4D;

const cases: Record<string, Case> = {
  abs: unary(nn.abs, tf.abs),
  neg: unary(nn.neg, tf.neg),
  exp: unary(nn.exp, tf.exp),
  expm1: unary(nn.expm1, tf.expm1),
  log: unary(nn.log, tf.log, 0.1),
  log1p: unary(nn.log1p, tf.log1p, -0.5),
  sqrt: unary(nn.sqrt, tf.sqrt, 0.1),
  rsqrt: unary(nn.rsqrt, tf.rsqrt, 0.1),
  square: unary(nn.square, tf.square),
  sin: unary(nn.sin, tf.sin),
  cos: unary(nn.cos, tf.cos),
  tanh: unary(nn.tanh, tf.tanh),
  sigmoid: unary(nn.sigmoid, tf.sigmoid),
  erf: unary(nn.erf, tf.erf),
  relu: unary(nn.relu, tf.relu),
  elu: unary(nn.elu, tf.elu),
  softplus: unary(nn.softplus, tf.softplus),
  logSigmoid: unary(nn.logSigmoid, tf.logSigmoid),
  softmax: unary(nn.softmax, (x) => tf.softmax(x)),
  logSoftmax: unary(nn.logSoftmax, (x) => tf.logSoftmax(x)),
  clip: unary(
    (x) => nn.clip(x, -1, 1),
    (x) => tf.clipByValue(x, -1, 1),
  ),
  add: binary(nn.add, tf.add),
  sub: binary(nn.sub, tf.sub),
  mul: binary(nn.mul, tf.mul),
  div: binary(nn.div, tf.div, 0.3),
  pow: binary(nn.pow, tf.pow, 0.3),
  maximum: alike(nn.maximum, tf.maximum),
  minimum: alike(nn.minimum, tf.minimum),
  squaredDifference: alike(nn.squaredDifference, tf.squaredDifference),
  sum: unary(
    (x) => nn.sum(x, [0]),
    (x) => tf.sum(x, [0]),
  ),
  mean: unary(
    (x) => nn.mean(x, [1]),
    (x) => tf.mean(x, [1]),
  ),
  max: unary(
    (x) => nn.max(x, [1]),
    (x) => tf.max(x, [1]),
  ),
  min: unary(
    (x) => nn.min(x, [0]),
    (x) => tf.min(x, [0]),
  ),
  // No prod: its gradient there calls chained methods, which the core alone has not.
  cumsum: unary(
    (x) => nn.cumsum(x, 1),
    (x) => tf.cumsum(x, 1),
  ),
  reshape: unary(
    (x) => nn.mul(nn.reshape(x, [5, 3]), nn.reshape(x, [5, 3])),
    (x) => tf.square(tf.reshape(x, [5, 3])),
  ),
  transpose: unary(
    (x) => nn.square(nn.transpose(x, [1, 0])),
    (x) => tf.square(tf.transpose(x)),
  ),
  slice: unary(
    (x) => nn.square(nn.slice(x, [1, 0], [2, 4])),
    (x) => tf.square(tf.slice(x, [1, 0], [2, 4])),
  ),
  reverse: unary(
    (x) => nn.square(nn.reverse(x, [1])),
    (x) => tf.square(tf.reverse(x, [1])),
  ),
  pad: unary(
    (x) => nn.square(nn.pad(x, { low: [1, 0], high: [0, 2] })),
    (x) =>
      tf.square(
        tf.pad(x, [
          [1, 0],
          [0, 2],
        ]),
      ),
  ),
  concat: binary(
    (a, b) => nn.concat([nn.square(a), nn.reshape(b, [1, 3])], 0),
    (a, b) => tf.concat([tf.square(a), tf.reshape(b, [1, 3])], 0),
  ),
  split: unary(
    (x) => nn.mul(...pair(nn.split(x, [2, 2, 1], 1))),
    (x) => tf.mul(...pair(tf.split(x, [2, 2, 1], 1))),
  ),
  stack: unary(
    (x) => nn.square(nn.stack([x, nn.neg(x)], 1)),
    (x) => tf.square(tf.stack([x, tf.neg(x)], 1)),
  ),
  gather: unary(
    (x) => nn.square(nn.gather(x, nn.constant(x, [2, 0, 2], [3], "i32"), 0)),
    (x) => tf.square(tf.gather(x, tf.tensor1d([2, 0, 2], "int32"), 0)),
  ),
  matmul: {
    ours: ([a, b]) => nn.matmul(a, b, { transposeB: true }),
    theirs: ([a, b]) => tf.matMul(a, b, false, true),
    shapes: [
      [2, 3, 4],
      [2, 5, 4],
    ],
  },
  conv: {
    ours: ([x, k]) => nn.conv(x, k, { strides: [2, 1], padding: "same" }),
    theirs: ([x, k]) => tf.conv2d(images(x), images(k), [2, 1], "same"),
    shapes: [image, [3, 2, 4, 5]],
  },
  depthwise: {
    ours: ([x, k]) =>
      nn.conv(x, nn.reshape(k, [3, 3, 1, 8]), { strides: [1, 1], padding: "valid", groups: 4 }),
    theirs: ([x, k]) => tf.depthwiseConv2d(images(x), images(k), 1, "valid"),
    shapes: [image, [3, 3, 4, 2]],
  },
  convInputGrad: {
    ours: ([dy, k]) => nn.convInputGrad(dy, k, [2, 7, 6, 3], { strides: [2, 2], padding: "same" }),
    theirs: ([dy, k]) => tf.conv2dTranspose(images(dy), images(k), [2, 7, 6, 3], 2, "same"),
    shapes: [
      [2, 4, 3, 5],
      [3, 3, 3, 5],
    ],
  },
  maxPool: {
    ours: ([x]) => nn.maxPool(x, { window: [3, 2], strides: [2, 2], padding: "same" }),
    theirs: ([x]) => tf.maxPool(images(x), [3, 2], 2, "same"),
    shapes: [image],
  },
  sumPool: {
    ours: ([x]) => nn.div(nn.sumPool(x, { window: [2, 2], strides: [2, 1], padding: "valid" }), 4),
    theirs: ([x]) => tf.avgPool(images(x), 2, [2, 1], "valid"),
    shapes: [image],
  },
};

beforeAll(() => tf.setBackend("cpu"));

for (const [name, one] of Object.entries(cases)) {
  it(`the gradient of ${name} is TensorFlow.js's`, () => {
    const { ours, theirs, shapes, low = -1, high = 1 } = one;
    const xs = shapes.map((shape, i) => randomArray(shape, 40 + i, low, high));
    const program = traceProgram((inputs) => {
      const y = ours(inputs);
      return nn.gradients(nn.sum(nn.mul(y, nn.sin(y))), inputs);
    }, shapes);
    const found = run(program, xs).map(({ data }) => [...data]);
    const tensors = xs.map(({ data, shape }) => tf.tensor(Float32Array.from(data), [...shape]));
    const gradient = tf.grads((...inputs: tf.Tensor[]) => {
      const y = theirs(inputs);
      return tf.sum(tf.mul(y, tf.sin(y)));
    });
    const expected = gradient(tensors).map((tensor) => [...tensor.dataSync()]);
    found.forEach((values, i) => {
      const size = Math.max(...expected[i].map(Math.abs));
      const error = Math.max(...values.map((value, place) => Math.abs(value - expected[i][place])));
      expect(size).toBeGreaterThan(0);
      expect(error / size).toBeLessThan(1e-5);
    });
  });
}

function pair<T>([a, b]: readonly T[]): [T, T] {
  return [a, b];
}
