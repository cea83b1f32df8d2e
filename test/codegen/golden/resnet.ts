/**
 * ResNet, generated from resnet.nn by nnc 0.0.0; `nnc build resnet.nn` writes it anew.
 * Source: sha256 0123456789abcdef. Needs @tensorflow/tfjs-core and one of its backends; on tfjs-wasm it
 * computes what nnc computes there, bit for bit.
 */
import * as tf from "@tensorflow/tfjs-core";

/** A tensor whose shape the type checker knows; there is nothing under `__shape` when it runs. */
export type Tensor<S extends Shape> = tf.Tensor<RankOf<S>> & { readonly __shape?: Readonly<S> };

/** A name stands for a size that is known only when the model runs. */
type Shape = readonly (number | string)[];

type RankOf<S extends Shape> = (typeof tf.Rank)[`R${S["length"]}` & keyof typeof tf.Rank];

/** A tensor for each shape in a record of shapes, or of further records. */
type Tensors<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends Shape ? Variable<Tree[Name]> : Tensors<Tree[Name]>;
};

/** A tensor that a run keeps: what TensorFlow.js's functions give has four dims or any rank. */
type Variable<S extends Shape> = (S["length"] extends 4 ? tf.Tensor4D : tf.Tensor) & {
  readonly __shape?: Readonly<S>;
};

// Inference -------------------------------------------------------------------------------------------

/** What the model reads, for each example of a batch. */
export type Inputs = {
  readonly image: Tensor<["batch", 8, 8, 1]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly digit: Tensor<["batch", 10]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  conv2d: { kernel: [3, 3, 1, 8] },
  batch_normalization: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_1: { kernel: [3, 3, 8, 8] },
  batch_normalization_1: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_2: { kernel: [3, 3, 8, 8] },
  batch_normalization_2: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_3: { kernel: [1, 1, 8, 8] },
  batch_normalization_3: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_4: { kernel: [3, 3, 8, 16] },
  batch_normalization_4: { gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] },
  conv2d_5: { kernel: [3, 3, 16, 16] },
  batch_normalization_5: { gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] },
  conv2d_6: { kernel: [1, 1, 8, 16] },
  batch_normalization_6: { gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] },
  conv2d_7: { kernel: [3, 3, 16, 32] },
  batch_normalization_7: { gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] },
  conv2d_8: { kernel: [3, 3, 32, 32] },
  batch_normalization_8: { gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] },
  conv2d_9: { kernel: [1, 1, 16, 32] },
  batch_normalization_9: { gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] },
  dense: { kernel: [32, 10], bias: [10] },
} as const;

/** The weights of the model. */
export type Weights = Tensors<typeof weightShapes>;

/**
 * The weights from the bytes of a safetensors file, such as nnc saves. Throws where they are not those of
 * this model.
 */
export function load(bytes: ArrayBuffer | Uint8Array): Weights {
  return loadTensors(bytes, weightShapes);
}

/** What the model makes of its inputs. The tensors that it returns belong to the caller. */
export function predict(weights: Weights, inputs: Inputs): Outputs {
  return tf.tidy(() => {
    const batch = inputs.image.shape[0];
    const image = expectShape("image", inputs.image, [batch, 8, 8, 1]);
    // rescaling(1 / 16), resnet.nn:20 → [batch, 8, 8, 1]
    const rescaling: tf.Tensor4D = tf.add(tf.mul(image, 0.0625), 0);
    // conv2d(base, 3, padding=same, use_bias=false), resnet.nn:21 → [batch, 8, 8, 8]
    const conv2d = tf.conv2d(rescaling, weights.conv2d.kernel, [1, 1], "same");
    // batch_normalization, resnet.nn:21 → [batch, 8, 8, 8]
    const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
    // relu, resnet.nn:21 → [batch, 8, 8, 8]
    const relu = tf.relu(batchNormalization);
    // residual(base), resnet.nn:22
    const residual = applyResidual(relu, {
      conv2d: weights.conv2d_1,
      batch_normalization: weights.batch_normalization_1,
      conv2d_1: weights.conv2d_2,
      batch_normalization_1: weights.batch_normalization_2,
      conv2d_2: weights.conv2d_3,
      batch_normalization_2: weights.batch_normalization_3,
    });
    // residual(base * 2, stride=2), resnet.nn:23
    const residual1 = applyResidual2(residual, {
      conv2d: weights.conv2d_4,
      batch_normalization: weights.batch_normalization_4,
      conv2d_1: weights.conv2d_5,
      batch_normalization_1: weights.batch_normalization_5,
      conv2d_2: weights.conv2d_6,
      batch_normalization_2: weights.batch_normalization_6,
    });
    // residual(base * 4, stride=2), resnet.nn:24
    const residual2 = applyResidual2(residual1, {
      conv2d: weights.conv2d_7,
      batch_normalization: weights.batch_normalization_7,
      conv2d_1: weights.conv2d_8,
      batch_normalization_1: weights.batch_normalization_8,
      conv2d_2: weights.conv2d_9,
      batch_normalization_2: weights.batch_normalization_9,
    });
    // global_average_pooling2d, resnet.nn:25 → [batch, 32]
    const globalAveragePooling2d = tf.mean(residual2, [1, 2]);
    // dense(10, activation=softmax), resnet.nn:26 → [batch, 10]
    const dense = tf.softmax(
      tf.add(tf.matMul(globalAveragePooling2d, weights.dense.kernel), weights.dense.bias),
    );
    return { digit: dense as tf.Tensor2D };
  });
}

/** The layer batch_normalization. */
function applyBatchNormalization(
  x: tf.Tensor4D,
  weights: Tensors<{ gamma: [number], beta: [number], moving_mean: [number], moving_variance: [number] }>,
): tf.Tensor4D {
  const scaled = tf.mul(tf.rsqrt(tf.add(weights.moving_variance, 0.001)), weights.gamma);
  return tf.add(tf.mul(x, scaled), tf.sub(weights.beta, tf.mul(weights.moving_mean, scaled)));
}

/** The block residual. */
function applyResidual(
  x: tf.Tensor4D,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, 8, 8] },
    batch_normalization: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
    conv2d_1: { kernel: [3, 3, 8, 8] },
    batch_normalization_1: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
    conv2d_2: { kernel: [1, 1, 8, 8] },
    batch_normalization_2: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  }>,
): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d2 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d2, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d3 = tf.conv2d(x, weights.conv2d_2.kernel, [1, 1], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d3, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body, skip);
  // relu, resnet.nn:13
  return tf.relu(add);
}

/** The block residual. */
function applyResidual2(
  x: tf.Tensor4D,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, number, number] },
    batch_normalization: {
      gamma: [number],
      beta: [number],
      moving_mean: [number],
      moving_variance: [number],
    },
    conv2d_1: { kernel: [3, 3, number, number] },
    batch_normalization_1: {
      gamma: [number],
      beta: [number],
      moving_mean: [number],
      moving_variance: [number],
    },
    conv2d_2: { kernel: [1, 1, number, number] },
    batch_normalization_2: {
      gamma: [number],
      beta: [number],
      moving_mean: [number],
      moving_variance: [number],
    },
  }>,
): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d2 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d2, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d3 = tf.conv2d(x, weights.conv2d_2.kernel, [2, 2], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d3, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body, skip);
  // relu, resnet.nn:13
  return tf.relu(add);
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** int32: class numbers from 0 to 9. */
  readonly digit: Tensor<["batch"]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of each weight that training changes by its gradient. */
const trainedShapes = {
  conv2d: { kernel: [3, 3, 1, 8] },
  batch_normalization: { gamma: [8], beta: [8] },
  conv2d_1: { kernel: [3, 3, 8, 8] },
  batch_normalization_1: { gamma: [8], beta: [8] },
  conv2d_2: { kernel: [3, 3, 8, 8] },
  batch_normalization_2: { gamma: [8], beta: [8] },
  conv2d_3: { kernel: [1, 1, 8, 8] },
  batch_normalization_3: { gamma: [8], beta: [8] },
  conv2d_4: { kernel: [3, 3, 8, 16] },
  batch_normalization_4: { gamma: [16], beta: [16] },
  conv2d_5: { kernel: [3, 3, 16, 16] },
  batch_normalization_5: { gamma: [16], beta: [16] },
  conv2d_6: { kernel: [1, 1, 8, 16] },
  batch_normalization_6: { gamma: [16], beta: [16] },
  conv2d_7: { kernel: [3, 3, 16, 32] },
  batch_normalization_7: { gamma: [32], beta: [32] },
  conv2d_8: { kernel: [3, 3, 32, 32] },
  batch_normalization_8: { gamma: [32], beta: [32] },
  conv2d_9: { kernel: [1, 1, 16, 32] },
  batch_normalization_9: { gamma: [32], beta: [32] },
  dense: { kernel: [32, 10], bias: [10] },
} as const;

/** The shape of what the optimizer remembers. */
const optimizerShapes = { sgd: { momentum: trainedShapes } } as const;

/** The shape of what the metrics have counted. */
const metricShapes = { loss: { total: [], count: [] }, accuracy: { total: [], count: [] } } as const;

/** The first step whose loss was no finite number; -1 until then. */
const healthShapes = { first_bad_step: [] } as const;

/** Everything that a training run carries from step to step. */
export type State = {
  readonly weights: Weights;
  readonly optimizer: Tensors<typeof optimizerShapes>;
  readonly metrics: Tensors<typeof metricShapes>;
  readonly health: Tensors<typeof healthShapes>;
};

/** What a step is told beside its batch. */
export type StepOptions = {
  /** How many updates there were before this one. */
  readonly step: number;
  /** From which random numbers (dropout and the like) are drawn: the same seed and step, the same numbers. */
  readonly seed: number;
};

/** The loss of a batch, and the state after it. */
export type StepResult = {
  readonly loss: Tensor<[]>;
  readonly state: State;
};

const glorotUniform = (weight: InitializerContext) =>
  scaledNumbers(
    { seed: null, input_axes: null, output_axes: null, scale: 1, mode: "fan_avg", distribution: "uniform" },
    weight,
  );

/** The state in which training begins: the weights that nnc draws from the same seed. */
export function initialize(seed: number): State {
  return {
    weights: {
      conv2d: {
        kernel: drawWeight(seed, "conv2d/kernel", weightShapes.conv2d.kernel, [9, 72], glorotUniform),
      },
      batch_normalization: {
        gamma: tf.ones([8]),
        beta: tf.zeros([8]),
        moving_mean: tf.zeros([8]),
        moving_variance: tf.ones([8]),
      },
      conv2d_1: {
        kernel: drawWeight(seed, "conv2d_1/kernel", weightShapes.conv2d_1.kernel, [72, 72], glorotUniform),
      },
      batch_normalization_1: {
        gamma: tf.ones([8]),
        beta: tf.zeros([8]),
        moving_mean: tf.zeros([8]),
        moving_variance: tf.ones([8]),
      },
      conv2d_2: {
        kernel: drawWeight(seed, "conv2d_2/kernel", weightShapes.conv2d_2.kernel, [72, 72], glorotUniform),
      },
      batch_normalization_2: {
        gamma: tf.ones([8]),
        beta: tf.zeros([8]),
        moving_mean: tf.zeros([8]),
        moving_variance: tf.ones([8]),
      },
      conv2d_3: {
        kernel: drawWeight(seed, "conv2d_3/kernel", weightShapes.conv2d_3.kernel, [8, 8], glorotUniform),
      },
      batch_normalization_3: {
        gamma: tf.ones([8]),
        beta: tf.zeros([8]),
        moving_mean: tf.zeros([8]),
        moving_variance: tf.ones([8]),
      },
      conv2d_4: {
        kernel: drawWeight(
          seed,
          "conv2d_4/kernel",
          weightShapes.conv2d_4.kernel,
          [72, 144],
          glorotUniform,
        ),
      },
      batch_normalization_4: {
        gamma: tf.ones([16]),
        beta: tf.zeros([16]),
        moving_mean: tf.zeros([16]),
        moving_variance: tf.ones([16]),
      },
      conv2d_5: {
        kernel: drawWeight(
          seed,
          "conv2d_5/kernel",
          weightShapes.conv2d_5.kernel,
          [144, 144],
          glorotUniform,
        ),
      },
      batch_normalization_5: {
        gamma: tf.ones([16]),
        beta: tf.zeros([16]),
        moving_mean: tf.zeros([16]),
        moving_variance: tf.ones([16]),
      },
      conv2d_6: {
        kernel: drawWeight(seed, "conv2d_6/kernel", weightShapes.conv2d_6.kernel, [8, 16], glorotUniform),
      },
      batch_normalization_6: {
        gamma: tf.ones([16]),
        beta: tf.zeros([16]),
        moving_mean: tf.zeros([16]),
        moving_variance: tf.ones([16]),
      },
      conv2d_7: {
        kernel: drawWeight(
          seed,
          "conv2d_7/kernel",
          weightShapes.conv2d_7.kernel,
          [144, 288],
          glorotUniform,
        ),
      },
      batch_normalization_7: {
        gamma: tf.ones([32]),
        beta: tf.zeros([32]),
        moving_mean: tf.zeros([32]),
        moving_variance: tf.ones([32]),
      },
      conv2d_8: {
        kernel: drawWeight(
          seed,
          "conv2d_8/kernel",
          weightShapes.conv2d_8.kernel,
          [288, 288],
          glorotUniform,
        ),
      },
      batch_normalization_8: {
        gamma: tf.ones([32]),
        beta: tf.zeros([32]),
        moving_mean: tf.zeros([32]),
        moving_variance: tf.ones([32]),
      },
      conv2d_9: {
        kernel: drawWeight(seed, "conv2d_9/kernel", weightShapes.conv2d_9.kernel, [16, 32], glorotUniform),
      },
      batch_normalization_9: {
        gamma: tf.ones([32]),
        beta: tf.zeros([32]),
        moving_mean: tf.zeros([32]),
        moving_variance: tf.ones([32]),
      },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [32, 10], glorotUniform),
        bias: tf.zeros([10]),
      },
    },
    optimizer: fillTensors(optimizerShapes, 0),
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.image.shape[0];
    const image = expectShape("image", inputs.image, [batch, 8, 8, 1]);
    const digitTarget = expectShape("digit", targets.digit, [batch]);
    // rescaling(1 / 16), resnet.nn:20 → [batch, 8, 8, 1]
    const rescaling: tf.Tensor4D = tf.add(tf.mul(image, 0.0625), 0);
    // conv2d(base, 3, padding=same, use_bias=false), resnet.nn:21 → [batch, 8, 8, 8]
    const conv2d = tf.conv2d(rescaling, weights.conv2d.kernel, [1, 1], "same");
    // batch_normalization, resnet.nn:21 → [batch, 8, 8, 8]
    const [
      batchNormalizationDifference, batchNormalizationMovingMean, batchNormalizationMovingVariance,
      batchNormalizationInverseRoot, batchNormalizationScaled, batchNormalization,
    ] = trainBatchNormalization(conv2d, weights.batch_normalization);
    // relu, resnet.nn:21 → [batch, 8, 8, 8]
    const relu = tf.relu(batchNormalization);
    // residual: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 8, 8,
    // 8]
    const conv2d1 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
    // residual: batch_normalization, resnet.nn:10 → [batch, 8, 8, 8]
    const [
      batchNormalization1Difference, batchNormalization1MovingMean, batchNormalization1MovingVariance,
      batchNormalization1InverseRoot, batchNormalization1Scaled, batchNormalization1,
    ] = trainBatchNormalization(conv2d1, weights.batch_normalization_1);
    // residual: relu, resnet.nn:10 → [batch, 8, 8, 8]
    const relu1 = tf.relu(batchNormalization1);
    // residual: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 8, 8, 8]
    const conv2d2 = tf.conv2d(relu1, weights.conv2d_2.kernel, [1, 1], "same");
    // residual: batch_normalization, resnet.nn:11 → [batch, 8, 8, 8]
    const [
      bodyDifference, batchNormalization2MovingMean, batchNormalization2MovingVariance, bodyInverseRoot,
      bodyScaled, body,
    ] = trainBatchNormalization(conv2d2, weights.batch_normalization_2);
    // residual: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 8, 8, 8]
    const conv2d3 = tf.conv2d(relu, weights.conv2d_3.kernel, [1, 1], "valid");
    // residual: batch_normalization, resnet.nn:12 → [batch, 8, 8, 8]
    const [
      skipDifference, batchNormalization3MovingMean, batchNormalization3MovingVariance, skipInverseRoot,
      skipScaled, skip,
    ] = trainBatchNormalization(conv2d3, weights.batch_normalization_3);
    // residual: add, resnet.nn:13 → [batch, 8, 8, 8]
    const add: tf.Tensor4D = tf.add(body, skip);
    // residual: relu, resnet.nn:13 → [batch, 8, 8, 8]
    const relu2 = tf.relu(add);
    // residual_1: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 4,
    // 4, 16]
    const conv2d4 = tf.conv2d(relu2, weights.conv2d_4.kernel, [2, 2], "same");
    // residual_1: batch_normalization, resnet.nn:10 → [batch, 4, 4, 16]
    const [
      batchNormalization4Difference, batchNormalization4MovingMean, batchNormalization4MovingVariance,
      batchNormalization4InverseRoot, batchNormalization4Scaled, batchNormalization4,
    ] = trainBatchNormalization(conv2d4, weights.batch_normalization_4);
    // residual_1: relu, resnet.nn:10 → [batch, 4, 4, 16]
    const relu3 = tf.relu(batchNormalization4);
    // residual_1: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 4, 4, 16]
    const conv2d5 = tf.conv2d(relu3, weights.conv2d_5.kernel, [1, 1], "same");
    // residual_1: batch_normalization, resnet.nn:11 → [batch, 4, 4, 16]
    const [
      bodyDifference2, batchNormalization5MovingMean, batchNormalization5MovingVariance, bodyInverseRoot2,
      bodyScaled2, body2,
    ] = trainBatchNormalization(conv2d5, weights.batch_normalization_5);
    // residual_1: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 4, 4, 16]
    const conv2d6 = tf.conv2d(relu2, weights.conv2d_6.kernel, [2, 2], "valid");
    // residual_1: batch_normalization, resnet.nn:12 → [batch, 4, 4, 16]
    const [
      skipDifference2, batchNormalization6MovingMean, batchNormalization6MovingVariance, skipInverseRoot2,
      skipScaled2, skip2,
    ] = trainBatchNormalization(conv2d6, weights.batch_normalization_6);
    // residual_1: add, resnet.nn:13 → [batch, 4, 4, 16]
    const add1: tf.Tensor4D = tf.add(body2, skip2);
    // residual_1: relu, resnet.nn:13 → [batch, 4, 4, 16]
    const relu4 = tf.relu(add1);
    // residual_2: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 2,
    // 2, 32]
    const conv2d7 = tf.conv2d(relu4, weights.conv2d_7.kernel, [2, 2], "same");
    // residual_2: batch_normalization, resnet.nn:10 → [batch, 2, 2, 32]
    const [
      batchNormalization7Difference, batchNormalization7MovingMean, batchNormalization7MovingVariance,
      batchNormalization7InverseRoot, batchNormalization7Scaled, batchNormalization7,
    ] = trainBatchNormalization(conv2d7, weights.batch_normalization_7);
    // residual_2: relu, resnet.nn:10 → [batch, 2, 2, 32]
    const relu5 = tf.relu(batchNormalization7);
    // residual_2: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 2, 2, 32]
    const conv2d8 = tf.conv2d(relu5, weights.conv2d_8.kernel, [1, 1], "same");
    // residual_2: batch_normalization, resnet.nn:11 → [batch, 2, 2, 32]
    const [
      bodyDifference3, batchNormalization8MovingMean, batchNormalization8MovingVariance, bodyInverseRoot3,
      bodyScaled3, body3,
    ] = trainBatchNormalization(conv2d8, weights.batch_normalization_8);
    // residual_2: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 2, 2, 32]
    const conv2d9 = tf.conv2d(relu4, weights.conv2d_9.kernel, [2, 2], "valid");
    // residual_2: batch_normalization, resnet.nn:12 → [batch, 2, 2, 32]
    const [
      skipDifference3, batchNormalization9MovingMean, batchNormalization9MovingVariance, skipInverseRoot3,
      skipScaled3, skip3,
    ] = trainBatchNormalization(conv2d9, weights.batch_normalization_9);
    // residual_2: add, resnet.nn:13 → [batch, 2, 2, 32]
    const add2 = tf.add(body3, skip3);
    // residual_2: relu, resnet.nn:13 → [batch, 2, 2, 32]
    const relu6 = tf.relu(add2);
    // global_average_pooling2d, resnet.nn:25 → [batch, 32]
    const globalAveragePooling2d = tf.mean(relu6, [1, 2]);
    // dense(10, activation=softmax), resnet.nn:26 → [batch, 10]
    const dense = tf.softmax(
      tf.add(tf.matMul(globalAveragePooling2d, weights.dense.kernel), weights.dense.bias),
    );

    // loss: sparse_categorical_crossentropy, resnet.nn:30
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(digitTarget, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const lossSummed = tf.sum(dense, [1], true);
    const lossRatio = tf.div(dense, lossSummed);
    const lossClipped = clip(lossRatio, 1e-7, 0.9999999);
    const loss = tf.mean(tf.neg(tf.sum(tf.mul(lossNumbers, tf.log(lossClipped)), [1])), [0]);

    // loss, backward
    const lossGradientNumbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)),
      "float32",
    );
    const lossGradientScaled = tf.mul(
      tf.div(tf.mul(tf.neg(tf.div(1, batch)), lossNumbers), lossClipped),
      lossGradientNumbers,
    );
    const lossGradientReshaped = tf.reshape(
      tf.sum(tf.neg(tf.div(tf.mul(lossGradientScaled, lossRatio), lossSummed)), [1]),
      [batch, 1],
    );
    const denseGradient = tf.add(tf.div(lossGradientScaled, lossSummed), lossGradientReshaped);
    // dense, backward
    const denseGradientScaled = tf.mul(
      dense,
      tf.sub(denseGradient, tf.sum(tf.mul(denseGradient, dense), [1], true)),
    );
    const denseBiasGradient = tf.sum(denseGradientScaled, [0]);
    const globalAveragePooling2dGradient = tf.matMul(denseGradientScaled, tf.transpose(weights.dense.kernel));
    const denseKernelGradient = tf.transpose(
      tf.matMul(tf.transpose(denseGradientScaled), globalAveragePooling2d),
    );
    // global_average_pooling2d, backward
    const globalAveragePooling2dGradientReshaped = tf.reshape(
      tf.mul(globalAveragePooling2dGradient, 0.25),
      [batch, 1, 1, 32],
    );
    // residual_2: re_lu_6, backward
    const skipGradient: tf.Tensor4D = tf.mul(globalAveragePooling2dGradientReshaped, tf.step(relu6));
    // residual_2: batch_normalization_9, backward
    const [
      batchNormalization9BetaGradient, batchNormalization9GammaGradient, conv2d9Gradient,
    ] = backwardBatchNormalization(
      skipGradient,
      skipScaled3,
      skipDifference3,
      skipInverseRoot3,
      weights.batch_normalization_9,
    );
    // residual_2: conv2d_9, backward
    const [conv2d9GradientConvolved, conv2d9KernelGradient] = backwardConv2d(
      conv2d9Gradient,
      relu4,
      weights.conv2d_9,
    );
    // residual_2: batch_normalization_8, backward
    const [batchNormalization8GammaGradient, conv2d8Gradient] = backwardBatchNormalization2(
      skipGradient,
      bodyScaled3,
      bodyDifference3,
      bodyInverseRoot3,
      weights.batch_normalization_8,
    );
    // residual_2: conv2d_8, backward
    const conv2d8GradientTurned = tf.transpose(
      reverse(weights.conv2d_8.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const relu5Gradient = tf.conv2d(
      conv2d8Gradient,
      conv2d8GradientTurned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d8GradientTurned2 = tf.transpose(conv2d8Gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d8GradientTurned3 = tf.transpose(relu5, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d8KernelGradient = tf.transpose(
      tf.conv2d(conv2d8GradientTurned3, conv2d8GradientTurned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    // residual_2: re_lu_5, backward
    const batchNormalization7Gradient: tf.Tensor4D = tf.mul(relu5Gradient, tf.step(relu5));
    // residual_2: batch_normalization_7, backward
    const [
      batchNormalization7BetaGradient, batchNormalization7GammaGradient, conv2d7Gradient,
    ] = backwardBatchNormalization(
      batchNormalization7Gradient,
      batchNormalization7Scaled,
      batchNormalization7Difference,
      batchNormalization7InverseRoot,
      weights.batch_normalization_7,
    );
    // residual_2: conv2d_7, backward
    const [conv2d7KernelGradient, relu4Gradient] = backwardConv2d2(
      conv2d7Gradient,
      relu4,
      conv2d9GradientConvolved,
      weights.conv2d_7,
    );
    // residual_1: re_lu_4, backward
    const skipGradient2: tf.Tensor4D = tf.mul(relu4Gradient, tf.step(relu4));
    // residual_1: batch_normalization_6, backward
    const [
      batchNormalization6BetaGradient, batchNormalization6GammaGradient, conv2d6Gradient,
    ] = backwardBatchNormalization3(
      skipGradient2,
      skipScaled2,
      skipDifference2,
      skipInverseRoot2,
      weights.batch_normalization_6,
    );
    // residual_1: conv2d_6, backward
    const [conv2d6GradientConvolved, conv2d6KernelGradient] = backwardConv2d3(
      conv2d6Gradient,
      relu2,
      weights.conv2d_6,
    );
    // residual_1: batch_normalization_5, backward
    const [batchNormalization5GammaGradient, conv2d5Gradient] = backwardBatchNormalization4(
      skipGradient2,
      bodyScaled2,
      bodyDifference2,
      bodyInverseRoot2,
      weights.batch_normalization_5,
    );
    // residual_1: conv2d_5, backward
    const conv2d5GradientTurned = tf.transpose(
      reverse(weights.conv2d_5.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const relu3Gradient = tf.conv2d(
      conv2d5Gradient,
      conv2d5GradientTurned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d5GradientTurned2 = tf.transpose(conv2d5Gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d5GradientTurned3 = tf.transpose(relu3, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d5KernelGradient = tf.transpose(
      tf.conv2d(conv2d5GradientTurned3, conv2d5GradientTurned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    // residual_1: re_lu_3, backward
    const batchNormalization4Gradient: tf.Tensor4D = tf.mul(relu3Gradient, tf.step(relu3));
    // residual_1: batch_normalization_4, backward
    const [
      batchNormalization4BetaGradient, batchNormalization4GammaGradient, conv2d4Gradient,
    ] = backwardBatchNormalization3(
      batchNormalization4Gradient,
      batchNormalization4Scaled,
      batchNormalization4Difference,
      batchNormalization4InverseRoot,
      weights.batch_normalization_4,
    );
    // residual_1: conv2d_4, backward
    const [conv2d4KernelGradient, relu2Gradient] = backwardConv2d2(
      conv2d4Gradient,
      relu2,
      conv2d6GradientConvolved,
      weights.conv2d_4,
    );
    // residual: re_lu_2, backward
    const skipGradient3: tf.Tensor4D = tf.mul(relu2Gradient, tf.step(relu2));
    // residual: batch_normalization_3, backward
    const [
      batchNormalization3BetaGradient, batchNormalization3GammaGradient, conv2d3Gradient,
    ] = backwardBatchNormalization5(
      skipGradient3,
      skipScaled,
      skipDifference,
      skipInverseRoot,
      weights.batch_normalization_3,
    );
    // residual: conv2d_3, backward
    const conv2d3GradientTurned = tf.transpose(
      reverse(weights.conv2d_3.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const conv2d1Gradient = tf.conv2d(
      conv2d3Gradient,
      conv2d3GradientTurned,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d3GradientTurned2 = tf.transpose(conv2d3Gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d3GradientTurned3 = tf.transpose(relu, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d3KernelGradient = tf.transpose(
      tf.conv2d(conv2d3GradientTurned3, conv2d3GradientTurned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    // residual: batch_normalization_2, backward
    const [batchNormalization2GammaGradient, conv2d2Gradient] = backwardBatchNormalization6(
      skipGradient3,
      bodyScaled,
      bodyDifference,
      bodyInverseRoot,
      weights.batch_normalization_2,
    );
    // residual: conv2d_2, backward
    const conv2d2GradientTurned = tf.transpose(
      reverse(weights.conv2d_2.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const relu1Gradient = tf.conv2d(
      conv2d2Gradient,
      conv2d2GradientTurned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d2GradientTurned2 = tf.transpose(conv2d2Gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d2GradientTurned3 = tf.transpose(relu1, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d2KernelGradient = tf.transpose(
      tf.conv2d(conv2d2GradientTurned3, conv2d2GradientTurned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    // residual: re_lu_1, backward
    const batchNormalization1Gradient: tf.Tensor4D = tf.mul(relu1Gradient, tf.step(relu1));
    // residual: batch_normalization_1, backward
    const [
      batchNormalization1BetaGradient, batchNormalization1GammaGradient, conv2d1Gradient2,
    ] = backwardBatchNormalization5(
      batchNormalization1Gradient,
      batchNormalization1Scaled,
      batchNormalization1Difference,
      batchNormalization1InverseRoot,
      weights.batch_normalization_1,
    );
    // residual: conv2d_1, backward
    const conv2d1GradientTurned = tf.transpose(
      reverse(weights.conv2d_1.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const conv2d1GradientTurned2 = tf.transpose(conv2d1Gradient2, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d1GradientTurned3 = tf.transpose(relu, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d1KernelGradient = tf.transpose(
      tf.conv2d(conv2d1GradientTurned3, conv2d1GradientTurned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    const reluGradient = tf.add(
      conv2d1Gradient,
      tf.conv2d(conv2d1Gradient2, conv2d1GradientTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    );
    // re_lu, backward
    const batchNormalizationGradient: tf.Tensor4D = tf.mul(reluGradient, tf.step(relu));
    // batch_normalization, backward
    const [
      batchNormalizationBetaGradient, batchNormalizationGammaGradient, conv2dGradient,
    ] = backwardBatchNormalization5(
      batchNormalizationGradient,
      batchNormalizationScaled,
      batchNormalizationDifference,
      batchNormalizationInverseRoot,
      weights.batch_normalization,
    );
    // conv2d, backward
    const conv2dGradientTurned = tf.transpose(conv2dGradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2dGradientTurned2 = tf.transpose(rescaling, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2dKernelGradient = tf.transpose(
      tf.conv2d(conv2dGradientTurned2, conv2dGradientTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;

    // update: sgd
    const stepScalar = tf.scalar(step, "int32");
    const sgdScaled = tf.mul(
      tf.add(
        tf.cos(
          tf.mul(tf.div(extreme("min", tf.cast(stepScalar, "float32"), tf.scalar(200)), 200), 3.1415927),
        ),
        1,
      ),
      0.5,
    );
    const sgdScaled2 = tf.mul(tf.add(sgdScaled, 0), 0.05);
    const gradients = {
      conv2d: { kernel: conv2dKernelGradient },
      batch_normalization: { gamma: batchNormalizationGammaGradient, beta: batchNormalizationBetaGradient },
      conv2d_1: { kernel: conv2d1KernelGradient },
      batch_normalization_1: {
        gamma: batchNormalization1GammaGradient,
        beta: batchNormalization1BetaGradient,
      },
      conv2d_2: { kernel: conv2d2KernelGradient },
      batch_normalization_2: {
        gamma: batchNormalization2GammaGradient,
        beta: batchNormalization3BetaGradient,
      },
      batch_normalization_3: {
        beta: batchNormalization3BetaGradient,
        gamma: batchNormalization3GammaGradient,
      },
      conv2d_3: { kernel: conv2d3KernelGradient },
      conv2d_4: { kernel: conv2d4KernelGradient },
      batch_normalization_4: {
        gamma: batchNormalization4GammaGradient,
        beta: batchNormalization4BetaGradient,
      },
      conv2d_5: { kernel: conv2d5KernelGradient },
      batch_normalization_5: {
        gamma: batchNormalization5GammaGradient,
        beta: batchNormalization6BetaGradient,
      },
      batch_normalization_6: {
        beta: batchNormalization6BetaGradient,
        gamma: batchNormalization6GammaGradient,
      },
      conv2d_6: { kernel: conv2d6KernelGradient },
      conv2d_7: { kernel: conv2d7KernelGradient },
      batch_normalization_7: {
        gamma: batchNormalization7GammaGradient,
        beta: batchNormalization7BetaGradient,
      },
      conv2d_8: { kernel: conv2d8KernelGradient },
      batch_normalization_8: {
        gamma: batchNormalization8GammaGradient,
        beta: batchNormalization9BetaGradient,
      },
      batch_normalization_9: {
        beta: batchNormalization9BetaGradient,
        gamma: batchNormalization9GammaGradient,
      },
      conv2d_9: { kernel: conv2d9KernelGradient },
      dense: { kernel: denseKernelGradient, bias: denseBiasGradient },
    };
    const [nextWeights, nextMomentum] = updateEach(
      gradients,
      [weights, optimizer.sgd.momentum],
      (gradient, weight, momentum) => updateBySgd(gradient, weight, momentum, sgdScaled2),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(dense, 1)), "float32"), [0]),
    );
    const accuracyCount = tf.add(metrics.accuracy.count, batch);
    // metric: first_bad_step
    const metricBoth = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const firstBadStep = tf.where<tf.Tensor>(metricBoth, stepScalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: {
          ...nextWeights,
          batch_normalization: {
            ...nextWeights.batch_normalization,
            moving_mean: batchNormalizationMovingMean,
            moving_variance: batchNormalizationMovingVariance,
          },
          batch_normalization_1: {
            ...nextWeights.batch_normalization_1,
            moving_mean: batchNormalization1MovingMean,
            moving_variance: batchNormalization1MovingVariance,
          },
          batch_normalization_2: {
            ...nextWeights.batch_normalization_2,
            moving_mean: batchNormalization2MovingMean,
            moving_variance: batchNormalization2MovingVariance,
          },
          batch_normalization_3: {
            ...nextWeights.batch_normalization_3,
            moving_mean: batchNormalization3MovingMean,
            moving_variance: batchNormalization3MovingVariance,
          },
          batch_normalization_4: {
            ...nextWeights.batch_normalization_4,
            moving_mean: batchNormalization4MovingMean,
            moving_variance: batchNormalization4MovingVariance,
          },
          batch_normalization_5: {
            ...nextWeights.batch_normalization_5,
            moving_mean: batchNormalization5MovingMean,
            moving_variance: batchNormalization5MovingVariance,
          },
          batch_normalization_6: {
            ...nextWeights.batch_normalization_6,
            moving_mean: batchNormalization6MovingMean,
            moving_variance: batchNormalization6MovingVariance,
          },
          batch_normalization_7: {
            ...nextWeights.batch_normalization_7,
            moving_mean: batchNormalization7MovingMean,
            moving_variance: batchNormalization7MovingVariance,
          },
          batch_normalization_8: {
            ...nextWeights.batch_normalization_8,
            moving_mean: batchNormalization8MovingMean,
            moving_variance: batchNormalization8MovingVariance,
          },
          batch_normalization_9: {
            ...nextWeights.batch_normalization_9,
            moving_mean: batchNormalization9MovingMean,
            moving_variance: batchNormalization9MovingVariance,
          },
        },
        optimizer: { sgd: { momentum: nextMomentum } },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
        },
        health: { first_bad_step: firstBadStep },
      },
    };
  });
  tf.dispose(state);
  return next;
}

/**
 * Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.
 */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { digit } = predict(weights, inputs);
    const batch = digit.shape[0];
    const digitTarget = expectShape("digit", targets.digit, [batch]);
    // loss: sparse_categorical_crossentropy, resnet.nn:30
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(digitTarget, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const loss = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(lossNumbers, tf.log(clip(tf.div(digit, tf.sum(digit, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
      [0],
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(digit, 1)), "float32"), [0]),
    );
    const accuracyCount = tf.add(metrics.accuracy.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
        },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** Begins the metrics anew, before an epoch or an evaluation. Takes the state over. */
export function resetMetrics(state: State): State {
  const next = tf.tidy(() => {
    return {
      ...state,
      metrics: {
        loss: { total: tf.scalar(0), count: tf.scalar(0) },
        accuracy: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<Record<"loss" | "accuracy", number>> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const accuracy = tf.divNoNan(metrics.accuracy.total, metrics.accuracy.count);
    return { loss, accuracy };
  });
  return readNumbers(scalars);
}

/** The layer batch_normalization in training, with what its gradients need. */
function trainBatchNormalization(
  x: tf.Tensor4D,
  weights: Tensors<{ gamma: [number], beta: [number], moving_mean: [number], moving_variance: [number] }>,
): [
    difference: tf.Tensor4D, movingMean: tf.Tensor, movingVariance: tf.Tensor, inverseRoot: tf.Tensor4D,
    scaled: tf.Tensor4D, sum: tf.Tensor4D,
  ] {
  const mean = tf.mean(x, [0, 1, 2], true);
  const difference: tf.Tensor4D = tf.sub(x, mean);
  const mean2 = tf.mean(tf.square(difference), [0, 1, 2], true);
  const movingMean = tf.add(
    tf.mul(weights.moving_mean, 0.99),
    tf.mul(tf.reshape(mean, weights.gamma.shape), 0.01),
  );
  const movingVariance = tf.add(
    tf.mul(weights.moving_variance, 0.99),
    tf.mul(tf.reshape(mean2, weights.gamma.shape), 0.01),
  );
  const inverseRoot = tf.rsqrt(tf.add(mean2, 0.001)) as tf.Tensor4D;
  const scaled: tf.Tensor4D = tf.mul(inverseRoot, weights.gamma);
  const sum: tf.Tensor4D = tf.add(tf.mul(difference, scaled), weights.beta);
  return [difference, movingMean, movingVariance, inverseRoot, scaled, sum];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] }>,
): [betaGradient: tf.Tensor, gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const betaGradient = tf.sum(gradient, [0, 1, 2]);
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    4 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 4 * batch));
  return [betaGradient, gammaGradient, xGradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, 16, 32] }>,
): [xGradient: tf.Tensor4D, kernelGradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const xGradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const part = tf.slice(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]], "NHWC", [2, 2]),
    [0, 0, 0, 0],
    [16, 1, 1, 32],
  ) as tf.Tensor4D;
  const kernelGradient = tf.transpose(part, [1, 2, 0, 3]) as tf.Tensor4D;
  return [xGradient, kernelGradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization2(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] }>,
): [gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    4 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 4 * batch));
  return [gammaGradient, xGradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  gradient2: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, number, number] }>,
): [kernelGradient: tf.Tensor4D, xGradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 2, 2, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 1], [0, 1], [0, 0]], "NHWC", [2, 2]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  const xGradient: tf.Tensor4D = tf.add(gradient2, tf.conv2d(padded, turned, [1, 1], "valid"));
  return [kernelGradient, xGradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization3(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] }>,
): [betaGradient: tf.Tensor, gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const betaGradient = tf.sum(gradient, [0, 1, 2]);
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    16 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 16 * batch));
  return [betaGradient, gammaGradient, xGradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d3(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, 8, 16] }>,
): [xGradient: tf.Tensor4D, kernelGradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const xGradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const part = tf.slice(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]], "NHWC", [2, 2]),
    [0, 0, 0, 0],
    [8, 1, 1, 16],
  ) as tf.Tensor4D;
  const kernelGradient = tf.transpose(part, [1, 2, 0, 3]) as tf.Tensor4D;
  return [xGradient, kernelGradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization4(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] }>,
): [gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    16 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 16 * batch));
  return [gammaGradient, xGradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization5(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] }>,
): [betaGradient: tf.Tensor, gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const betaGradient = tf.sum(gradient, [0, 1, 2]);
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    64 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 64 * batch));
  return [betaGradient, gammaGradient, xGradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization6(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverseRoot: tf.Tensor4D,
  weights: Tensors<{ gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] }>,
): [gammaGradient: tf.Tensor, xGradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled2 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, inverseRoot), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverseRoot, tf.mul(inverseRoot, inverseRoot)),
    ),
    64 * batch,
  );
  const scaled3 = tf.mul(ratio, tf.mul(difference, 2));
  const sum = tf.add(
    tf.reshape(tf.sum(tf.neg(scaled2), [0, 1, 2]), scaled.shape),
    tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), scaled.shape),
  );
  const xGradient: tf.Tensor4D = tf.add(tf.add(scaled2, scaled3), tf.div(sum, 64 * batch));
  return [gammaGradient, xGradient];
}

/** One update of a weight. */
function updateBySgd(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  sgdScaled2: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor] {
  const nextMomentum = tf.sub(tf.mul(momentum, 0.9), tf.mul(gradient, sgdScaled2));
  const nextWeight = tf.add(weight, nextMomentum);
  return [nextWeight, nextMomentum];
}

// What the functions above are made of ----------------------------------------------------------------

/**
 * Tensors from the bytes of a safetensors file: the length of a header (8 bytes), the header (JSON: dtype,
 * shape and place of each tensor by name), the numbers. Throws where a tensor is missing or left over, or
 * has another dtype, shape or size than it must. Dtypes are F32 unless `dtypes` says otherwise.
 */
function loadTensors<Shapes extends ShapeTree>(
  bytes: ArrayBuffer | Uint8Array,
  shapes: Shapes,
  dtypes: Record<string, StoredType> = {},
): Tensors<Shapes> {
  // A plain view also of a Node Buffer, whose slices would share its memory.
  const file =
    "buffer" in bytes ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) : new Uint8Array(bytes);
  const { entries, data } = readHeader(file);
  const read = (name: string, shape: readonly number[]): tf.Tensor => {
    const entry = entries.get(name);
    entries.delete(name);
    return readTensor(name, entry, data, [...shape], Object.hasOwn(dtypes, name) ? dtypes[name]! : "F32");
  };
  return tf.tidy(() => {
    const tensors = readTree(shapes, [], read);
    for (const name of entries.keys())
      throw new Error(`The weights file holds ${name}, which the model has not.`);
    return tensors as Tensors<Shapes>;
  });
}

/** Shapes by the parts of tensors' names. */
interface ShapeTree {
  readonly [name: string]: readonly number[] | ShapeTree;
}

/** How safetensors call the dtypes. */
type StoredType = "F32" | "I32" | "BOOL";

function readHeader(file: Uint8Array): { entries: Map<string, StoredTensor>; data: Uint8Array } {
  const length =
    file.length < 8 ? Number.NaN : Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  if (!(8 + length <= file.length)) throw new Error("The weights file is cut off: its header is not whole.");
  const header: Record<string, StoredTensor> = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + length)),
  );
  const entries = new Map(Object.entries(header).filter(([name]) => name !== "__metadata__"));
  return { entries, data: file.subarray(8 + length) };
}

/** Where a tensor stands in the file, as the header says. */
interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

function readTensor(
  name: string,
  stored: StoredTensor | undefined,
  data: Uint8Array,
  shape: number[],
  dtype: StoredType,
): tf.Tensor {
  if (stored === undefined) throw new Error(`The weights file has no ${name}.`);
  if (stored.dtype !== dtype || String(stored.shape) !== String(shape))
    throw new Error(
      `${name} is ${stored.dtype} [${stored.shape}] in the weights file; ` +
      `the model needs ${dtype} [${shape}].`,
    );
  const [begin, end] = stored.data_offsets;
  const values = data.slice(begin, end);
  const size = shape.reduce((product, dim) => product * dim, 1) * (dtype === "BOOL" ? 1 : 4);
  if (begin < 0 || end - begin !== size || values.length !== size)
    throw new Error(`The weights file is cut off: ${name} is not whole.`);
  if (dtype === "BOOL") return tf.tensor(values, shape, "bool");
  return dtype === "F32"
    ? tf.tensor(new Float32Array(values.buffer), shape, "float32")
    : tf.tensor(new Int32Array(values.buffer), shape, "int32");
}

function readTree(
  shapes: ShapeTree,
  path: string[],
  read: (name: string, shape: readonly number[]) => tf.Tensor,
): tf.TensorContainerObject {
  const fields = Object.entries(shapes).map(([part, inner]): [string, tf.TensorContainer] => {
    const below = [...path, part];
    return [
      part,
      Array.isArray(inner) ? read(below.join("/"), inner) : readTree(inner as ShapeTree, below, read),
    ];
  });
  return Object.fromEntries(fields);
}

/** The tensor itself. Throws RangeError where it has another shape, which broadcasting might hide. */
function expectShape<R extends tf.Rank>(
  name: string,
  tensor: tf.Tensor<R>,
  expected: number[],
): tf.Tensor<R> {
  if (tf.util.arraysEqual(tensor.shape, expected)) return tensor;
  throw new RangeError(`${name} has the shape [${tensor.shape}]; it must have [${expected}].`);
}

/**
 * x kept between low and high; NaN stays NaN, which the wasm backend's own kernel would turn into `low`.
 * Elementwise.
 */
function clip(x: tf.Tensor, low: number, high: number): tf.Tensor {
  const values = hostValues(x);
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = Math.min(Math.max(values[i]!, low), high);
  return tf.tensor(result, x.shape);
}

/**
 * A tensor's values on the host, row-major: the backend's own memory where it lets us see it. For reading
 * only, and only until the next tensor is made, since that may move the memory.
 */
function hostValues(x: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  const backend: object = tf.backend();
  if (!("typedArrayFromHeap" in backend)) return x.dataSync();
  return (backend as { typedArrayFromHeap: (x: tf.Tensor) => Float32Array }).typedArrayFromHeap(x);
}

/**
 * The larger or the smaller of a and b. Elementwise over float32, broadcasting. (The wasm backend's own
 * kernel is four times slower, and loses a NaN in b.)
 */
function extreme(which: "max" | "min", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const size = shape.reduce((x, y) => x * y, 1);
  if ([a, b].some((x) => x.size !== size && x.size !== 1))
    return tf.tidy(() => extreme(which, broadcastTo(a, shape), broadcastTo(b, shape)));
  const [xs, ys] = [hostValues(a), hostValues(b)];
  const [stepA, stepB] = [a.size === size ? 1 : 0, b.size === size ? 1 : 0];
  const result = new Float32Array(size);
  if (which === "max") for (let i = 0; i < size; i++) result[i] = Math.max(xs[i * stepA]!, ys[i * stepB]!);
  else for (let i = 0; i < size; i++) result[i] = Math.min(xs[i * stepA]!, ys[i * stepB]!);
  return tf.tensor(result, shape);
}

/** x repeated along new leading axes and axes of size 1 until it has `shape`. */
function broadcastTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const values = hostValues(x);
  const size = shape.reduce((a, b) => a * b, 1);
  const result = newValues(x, size);
  if (x.size === 1) result.fill(values[0]!);
  else repeatInto(result, values, x.shape, shape);
  return tf.tensor(result, shape, x.dtype);
}

/** Zeros on the host, to become a tensor of the same dtype as `like`. */
function newValues(like: tf.Tensor, size: number): Float32Array | Int32Array | Uint8Array {
  if (like.dtype === "int32") return new Int32Array(size);
  return like.dtype === "bool" ? new Uint8Array(size) : new Float32Array(size);
}

/** Fills the innermost rows first, each by copying what stands before it or what it starts from. */
function repeatInto(
  result: Float32Array | Int32Array | Uint8Array,
  values: Float32Array | Int32Array | Uint8Array,
  from: number[],
  to: number[],
): void {
  const missing = to.length - from.length;
  let written = 0;
  let read = 0;
  const copyAxis = (axis: number): void => {
    if (axis === to.length) {
      result[written++] = values[read++]!;
      return;
    }
    const start = written;
    const repeated = axis < missing || from[axis - missing]! !== to[axis]!;
    copyAxis(axis + 1);
    const block = written - start;
    for (let i = 1; i < to[axis]!; i++) {
      if (!repeated) copyAxis(axis + 1);
      else {
        result.copyWithin(written, start, start + block);
        written += block;
      }
    }
  };
  copyAxis(0);
}

/** Each element's index along `axis`. */
function iota(shape: number[], axis: number, dtype: "float32" | "int32" | "bool"): tf.Tensor {
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const size = shape.reduce((a, b) => a * b, 1);
  const values =
    dtype === "float32"
      ? new Float32Array(size)
      : dtype === "int32"
        ? new Int32Array(size)
        : new Uint8Array(size);
  for (let i = 0; i < size; i++) values[i] = Math.floor(i / inner) % shape[axis]!;
  return tf.tensor(values, shape, dtype);
}

/**
 * x with `low` and `high` more places before and after each axis and `interior` between neighbours, all of
 * `value`.
 */
function padInside(
  x: tf.Tensor,
  low: number[],
  high: number[],
  interior: number[],
  value: number,
): tf.Tensor {
  const inner = (size: number, axis: number) => (size - 1) * (interior[axis]! + 1) + 1;
  const shape = x.shape.map((size, axis) => low[axis]! + inner(size, axis) + high[axis]!);
  const values = hostValues(x);
  const result = newValues(
    x,
    shape.reduce((a, b) => a * b, 1),
  ).fill(value);
  let read = 0;
  const place = (axis: number, start: number, stride: number): void => {
    if (axis === shape.length) {
      result[start] = values[read++]!;
      return;
    }
    const inner = stride / shape[axis]!;
    for (let i = 0; i < x.shape[axis]!; i++)
      place(axis + 1, start + (low[axis]! + i * (interior[axis]! + 1)) * inner, inner);
  };
  place(0, 0, result.length);
  return tf.tensor(result, shape, x.dtype);
}

/** x with the order of its elements along `axes` turned round. */
function reverse(x: tf.Tensor, axes: number[]): tf.Tensor {
  let values = hostValues(x);
  for (const axis of axes) values = reverseAxis(values, newValues(x, x.size), x.shape, axis);
  return tf.tensor(axes.length === 0 ? values.slice() : values, x.shape, x.dtype);
}

function reverseAxis<A extends Float32Array | Int32Array | Uint8Array>(
  values: A,
  result: A,
  shape: number[],
  axis: number,
): A {
  const length = shape[axis]!;
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  for (let block = 0; block < values.length; block += length * inner)
    for (let row = 0; row < length; row++) {
      const from = block + row * inner;
      const to = block + (length - 1 - row) * inner;
      for (let i = 0; i < inner; i++) result[to + i] = values[from + i]!;
    }
  return result;
}

/**
 * What a weight begins with: its initializer over the random numbers that belong to its path. `fans`: how
 * many numbers go in and out.
 */
function drawWeight<Shape extends readonly number[]>(
  seed: number,
  path: string,
  shape: Shape,
  [fanIn, fanOut]: [number, number],
  initializer: (weight: InitializerContext) => Float32Array,
): Variable<Shape> {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = initializer({ shape, count, fanIn, fanOut, random: philoxRandomSource(seed, path) });
  return tf.tensor(values, [...shape]) as Variable<Shape>;
}

/**
 * What an initializer sees: the weight's shape, its fans as Keras counts them, and the stream of this
 * weight.
 */
interface InitializerContext {
  readonly shape: readonly number[];
  /** Number of elements of the shape. */
  readonly count: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly random: RandomSource;
}

/**
 * Random numbers on the host for one purpose: a stream of the counter-based generator, read from its
 * start.
 */
interface RandomSource {
  /** `count` further numbers, uniform in [0, 1). */
  readonly uniform: (count: number) => Float32Array;
}

/**
 * A source for one purpose (the path of a weight, `shuffle`): its numbers depend on the seed and this name
 * alone, so that a new layer changes no other layer's weights.
 */
function philoxRandomSource(seed: number, name: string): RandomSource {
  const stream = streamOf(name);
  let next = 0;
  return {
    uniform: (count) => {
      const numbers = philoxUniform(seed, stream, HOST_STEP, count, next);
      next += count;
      return numbers;
    },
  };
}

/** FNV-1a over the UTF-16 units of a name: a stable number of 32 bits. */
function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * `count` numbers in [0, 1), from element `first` on, of the draw that (seed, stream, step) names;
 * integers are taken modulo 2^32. Key = (seed, stream), counter = (element / 4, 0, step, 0); each number
 * is the top 24 bits of one output word.
 */
function philoxUniform(
  seed: number,
  stream: number,
  step: number,
  count: number,
  first = 0,
): Float32Array {
  const numbers = new Float32Array(count);
  const block = new Uint32Array(4);
  for (let i = 0; i < count; i++) {
    const element = first + i;
    if (i === 0 || (element & 3) === 0) philoxBlock(element >>> 2, 0, step, 0, seed, stream, block);
    numbers[i] = (block[element & 3]! >>> 8) / 0x1000000;
  }
  return numbers;
}

/** Four random 32-bit words of the counter (c0..c3) under the key (k0, k1), written into `into`. */
function philoxBlock(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  into: Uint32Array,
): void {
  // Signed 32-bit integers and constants of this function's own: both halve the time, as the loop
  // stays in registers.
  const multiplierA = 0xd2511f53;
  const multiplierC = 0xcd9e8d57;
  let [a, b, c, d] = [c0 | 0, c1 | 0, c2 | 0, c3 | 0];
  let [key0, key1] = [k0 | 0, k1 | 0];
  for (let round = 0; round < 10; round++) {
    const nextA = highWord(multiplierC, c) ^ b ^ key0;
    const nextC = highWord(multiplierA, a) ^ d ^ key1;
    [b, d] = [Math.imul(multiplierC, c), Math.imul(multiplierA, a)];
    [a, c] = [nextA, nextC];
    // Weyl sequences of the golden ratio and of sqrt(3) - 1, as fractions of 32 bits.
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  into[0] = a;
  into[1] = b;
  into[2] = c;
  into[3] = d;
}

/**
 * The upper 32 bits of the 64-bit product of two unsigned words, by halves: no partial sum leaves 53 bits.
 */
function highWord(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + (middle >>> 16) + (carry >>> 16)) | 0;
}

/**
 * The step that draws on the host use, so that they never meet those of a training step, which count from
 * 0.
 */
const HOST_STEP = 0xffffffff;

/** The weight's values, one for each element of its shape. */
function scaledNumbers(scaling: Scaling, context: InitializerContext): Float32Array {
  const source = sourceOf(scaling.seed, context);
  const variance = scaling.scale / Math.max(1, fanOf(scaling, context));
  if (scaling.distribution === "uniform") {
    const limit = Math.sqrt(3 * variance);
    return source.uniform(context.count).map((u) => limit * (2 * u - 1));
  }
  if (scaling.distribution === "untruncated_normal") {
    return Float32Array.from(normalNumbers(source, context.count), (z) => Math.sqrt(variance) * z);
  }
  const deviation = Math.sqrt(variance) / TRUNCATED_DEVIATION;
  return Float32Array.from(truncatedNormalNumbers(source, context.count), (z) => deviation * z);
}

interface Scaling {
  readonly scale: number;
  readonly mode: "fan_in" | "fan_out" | "fan_avg";
  /** `normal` is `truncated_normal`, as in Keras. */
  readonly distribution: "truncated_normal" | "untruncated_normal" | "uniform" | "normal";
  readonly seed: number | null;
  readonly input_axes: readonly number[] | null;
  readonly output_axes: readonly number[] | null;
}

/**
 * The weight's own numbers, or those of the given seed: two weights with one seed and shape begin equal,
 * as in Keras.
 */
function sourceOf(given: number | null, context: InitializerContext): RandomSource {
  return given === null ? context.random : philoxRandomSource(given, "");
}

function fanOf(
  { mode, input_axes, output_axes }: Scaling,
  { shape, fanIn, fanOut }: InitializerContext,
): number {
  const given = input_axes !== null && output_axes !== null;
  const along = (axes: readonly number[]) =>
    axes.reduce((product, axis) => product * (shape.at(axis) ?? 1), 1);
  const [inputs, outputs] = given ? [along(input_axes), along(output_axes)] : [fanIn, fanOut];
  if (mode === "fan_in") return inputs;
  return mode === "fan_out" ? outputs : (inputs + outputs) / 2;
}

/**
 * `count` numbers of mean 0 and standard deviation 1; takes an even number of uniform numbers from the
 * source.
 */
function normalNumbers(source: RandomSource, count: number): Float64Array {
  const pairs = Math.ceil(count / 2);
  const uniform = source.uniform(2 * pairs);
  const normal = new Float64Array(2 * pairs);
  for (let i = 0; i < normal.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform[i]!));
    const angle = 2 * Math.PI * uniform[i + 1]!;
    normal[i] = radius * Math.cos(angle);
    normal[i + 1] = radius * Math.sin(angle);
  }
  return normal.subarray(0, count);
}

/** The standard deviation of what is left of a standard normal distribution between -2 and 2. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

/** `count` numbers of mean 0 and standard deviation `TRUNCATED_DEVIATION`. */
function truncatedNormalNumbers(source: RandomSource, count: number): Float64Array {
  const kept = new Float64Array(count);
  let length = 0;
  while (length < count) {
    for (const z of normalNumbers(source, count - length)) {
      if (Math.abs(z) < BOUND) kept[length++] = z;
    }
  }
  return kept;
}

const BOUND = 2;

/**
 * Calls `update` with the tensors that stand at one place in all trees, place by place: its results, each
 * as a tree like the first.
 */
function updateEach<Tree extends TensorTree, Results extends readonly tf.Tensor[]>(
  first: Tree,
  others: readonly TensorTree[],
  update: (...tensors: tf.Tensor[]) => Results,
): { readonly [Place in keyof Results]: Tree } {
  const made = Object.entries(first).map(([name, here]): [string, readonly (tf.Tensor | TensorTree)[]] => {
    const there = others.map((tree) => tree[name]!);
    if (here instanceof tf.Tensor) return [name, update(here, ...(there as tf.Tensor[]))];
    return [name, updateEach(here, there as TensorTree[], update) as readonly unknown[] as TensorTree[]];
  });
  const [[, results]] = made as [[string, readonly unknown[]]];
  const trees = results.map((_, i) => Object.fromEntries(made.map(([name, each]) => [name, each[i]!])));
  return trees as { [Place in keyof Results]: Tree };
}

/** Tensors by the parts of their names. */
interface TensorTree {
  readonly [name: string]: tf.Tensor | TensorTree;
}

/** A tensor of one number everywhere for each shape. */
function fillTensors<Shapes extends ShapeTree>(shapes: Shapes, value: number): Tensors<Shapes> {
  const fields = Object.entries(shapes).map(([name, inner]) => [
    name,
    Array.isArray(inner) ? tf.fill(inner, value) : fillTensors(inner as ShapeTree, value),
  ]);
  return Object.fromEntries(fields);
}

/** The numbers that scalars hold, by name; the scalars are disposed of. */
async function readNumbers<Name extends string>(
  scalars: Record<Name, tf.Tensor>,
): Promise<Record<Name, number>> {
  const numbers = {} as Record<Name, number>;
  for (const [name, scalar] of Object.entries(scalars) as [Name, tf.Tensor][]) {
    numbers[name] = (await scalar.data())[0]!;
    scalar.dispose();
  }
  return numbers;
}
