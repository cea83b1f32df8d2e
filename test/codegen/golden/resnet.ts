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
    const batch_normalization = applyBatchNormalization(conv2d, weights.batch_normalization);
    // relu, resnet.nn:21 → [batch, 8, 8, 8]
    const re_lu = tf.relu(batch_normalization);
    // residual(base), resnet.nn:22
    const residual = applyResidual(re_lu, {
      conv2d: weights.conv2d_1,
      batch_normalization: weights.batch_normalization_1,
      conv2d_1: weights.conv2d_2,
      batch_normalization_1: weights.batch_normalization_2,
      conv2d_2: weights.conv2d_3,
      batch_normalization_2: weights.batch_normalization_3,
    });
    // residual(base * 2, stride=2), resnet.nn:23
    const residual_1 = applyResidual_1(residual, {
      conv2d: weights.conv2d_4,
      batch_normalization: weights.batch_normalization_4,
      conv2d_1: weights.conv2d_5,
      batch_normalization_1: weights.batch_normalization_5,
      conv2d_2: weights.conv2d_6,
      batch_normalization_2: weights.batch_normalization_6,
    });
    // residual(base * 4, stride=2), resnet.nn:24
    const residual_2 = applyResidual_1(residual_1, {
      conv2d: weights.conv2d_7,
      batch_normalization: weights.batch_normalization_7,
      conv2d_1: weights.conv2d_8,
      batch_normalization_1: weights.batch_normalization_8,
      conv2d_2: weights.conv2d_9,
      batch_normalization_2: weights.batch_normalization_9,
    });
    // global_average_pooling2d, resnet.nn:25 → [batch, 32]
    const global_average_pooling2d = tf.mean(residual_2, [1, 2]);
    // dense(10, activation=softmax), resnet.nn:26 → [batch, 10]
    const dense = tf.softmax(
      tf.add(tf.matMul(global_average_pooling2d, weights.dense.kernel), weights.dense.bias),
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
  const batch_normalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const re_lu = tf.relu(batch_normalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d_1 = tf.conv2d(re_lu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d_1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d_2 = tf.conv2d(x, weights.conv2d_2.kernel, [1, 1], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d_2, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body, skip);
  // relu, resnet.nn:13
  return tf.relu(add);
}

/** The block residual. */
function applyResidual_1(
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
  const batch_normalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const re_lu = tf.relu(batch_normalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d_1 = tf.conv2d(re_lu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d_1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d_2 = tf.conv2d(x, weights.conv2d_2.kernel, [2, 2], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d_2, weights.batch_normalization_2);
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
    const digit_target = expectShape("digit", targets.digit, [batch]);
    // rescaling(1 / 16), resnet.nn:20 → [batch, 8, 8, 1]
    const rescaling: tf.Tensor4D = tf.add(tf.mul(image, 0.0625), 0);
    // conv2d(base, 3, padding=same, use_bias=false), resnet.nn:21 → [batch, 8, 8, 8]
    const conv2d = tf.conv2d(rescaling, weights.conv2d.kernel, [1, 1], "same");
    // batch_normalization, resnet.nn:21 → [batch, 8, 8, 8]
    const [
      batch_normalization_difference, batch_normalization_moving_mean, batch_normalization_moving_variance,
      batch_normalization_inverse_root, batch_normalization_scaled, batch_normalization,
    ] = trainBatchNormalization(conv2d, weights.batch_normalization);
    // relu, resnet.nn:21 → [batch, 8, 8, 8]
    const re_lu = tf.relu(batch_normalization);
    // residual: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 8, 8, 8]
    const conv2d_1 = tf.conv2d(re_lu, weights.conv2d_1.kernel, [1, 1], "same");
    // residual: batch_normalization, resnet.nn:10 → [batch, 8, 8, 8]
    const [
      batch_normalization_1_difference, batch_normalization_1_moving_mean,
      batch_normalization_1_moving_variance, batch_normalization_1_inverse_root,
      batch_normalization_1_scaled, batch_normalization_1,
    ] = trainBatchNormalization(conv2d_1, weights.batch_normalization_1);
    // residual: relu, resnet.nn:10 → [batch, 8, 8, 8]
    const re_lu_1 = tf.relu(batch_normalization_1);
    // residual: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 8, 8, 8]
    const conv2d_2 = tf.conv2d(re_lu_1, weights.conv2d_2.kernel, [1, 1], "same");
    // residual: batch_normalization, resnet.nn:11 → [batch, 8, 8, 8]
    const [
      body_difference, batch_normalization_2_moving_mean, batch_normalization_2_moving_variance,
      body_inverse_root, body_scaled, body,
    ] = trainBatchNormalization(conv2d_2, weights.batch_normalization_2);
    // residual: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 8, 8, 8]
    const conv2d_3 = tf.conv2d(re_lu, weights.conv2d_3.kernel, [1, 1], "valid");
    // residual: batch_normalization, resnet.nn:12 → [batch, 8, 8, 8]
    const [
      skip_difference, batch_normalization_3_moving_mean, batch_normalization_3_moving_variance,
      skip_inverse_root, skip_scaled, skip,
    ] = trainBatchNormalization(conv2d_3, weights.batch_normalization_3);
    // residual: add, resnet.nn:13 → [batch, 8, 8, 8]
    const add: tf.Tensor4D = tf.add(body, skip);
    // residual: relu, resnet.nn:13 → [batch, 8, 8, 8]
    const re_lu_2 = tf.relu(add);
    // residual_1: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 4, 4, 16]
    const conv2d_4 = tf.conv2d(re_lu_2, weights.conv2d_4.kernel, [2, 2], "same");
    // residual_1: batch_normalization, resnet.nn:10 → [batch, 4, 4, 16]
    const [
      batch_normalization_4_difference, batch_normalization_4_moving_mean,
      batch_normalization_4_moving_variance, batch_normalization_4_inverse_root,
      batch_normalization_4_scaled, batch_normalization_4,
    ] = trainBatchNormalization(conv2d_4, weights.batch_normalization_4);
    // residual_1: relu, resnet.nn:10 → [batch, 4, 4, 16]
    const re_lu_3 = tf.relu(batch_normalization_4);
    // residual_1: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 4, 4, 16]
    const conv2d_5 = tf.conv2d(re_lu_3, weights.conv2d_5.kernel, [1, 1], "same");
    // residual_1: batch_normalization, resnet.nn:11 → [batch, 4, 4, 16]
    const [
      body_difference_1, batch_normalization_5_moving_mean, batch_normalization_5_moving_variance,
      body_inverse_root_1, body_scaled_1, body_1,
    ] = trainBatchNormalization(conv2d_5, weights.batch_normalization_5);
    // residual_1: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 4, 4, 16]
    const conv2d_6 = tf.conv2d(re_lu_2, weights.conv2d_6.kernel, [2, 2], "valid");
    // residual_1: batch_normalization, resnet.nn:12 → [batch, 4, 4, 16]
    const [
      skip_difference_1, batch_normalization_6_moving_mean, batch_normalization_6_moving_variance,
      skip_inverse_root_1, skip_scaled_1, skip_1,
    ] = trainBatchNormalization(conv2d_6, weights.batch_normalization_6);
    // residual_1: add, resnet.nn:13 → [batch, 4, 4, 16]
    const add_1: tf.Tensor4D = tf.add(body_1, skip_1);
    // residual_1: relu, resnet.nn:13 → [batch, 4, 4, 16]
    const re_lu_4 = tf.relu(add_1);
    // residual_2: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9 → [batch, 2, 2, 32]
    const conv2d_7 = tf.conv2d(re_lu_4, weights.conv2d_7.kernel, [2, 2], "same");
    // residual_2: batch_normalization, resnet.nn:10 → [batch, 2, 2, 32]
    const [
      batch_normalization_7_difference, batch_normalization_7_moving_mean,
      batch_normalization_7_moving_variance, batch_normalization_7_inverse_root,
      batch_normalization_7_scaled, batch_normalization_7,
    ] = trainBatchNormalization(conv2d_7, weights.batch_normalization_7);
    // residual_2: relu, resnet.nn:10 → [batch, 2, 2, 32]
    const re_lu_5 = tf.relu(batch_normalization_7);
    // residual_2: conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11 → [batch, 2, 2, 32]
    const conv2d_8 = tf.conv2d(re_lu_5, weights.conv2d_8.kernel, [1, 1], "same");
    // residual_2: batch_normalization, resnet.nn:11 → [batch, 2, 2, 32]
    const [
      body_difference_2, batch_normalization_8_moving_mean, batch_normalization_8_moving_variance,
      body_inverse_root_2, body_scaled_2, body_2,
    ] = trainBatchNormalization(conv2d_8, weights.batch_normalization_8);
    // residual_2: conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12 → [batch, 2, 2, 32]
    const conv2d_9 = tf.conv2d(re_lu_4, weights.conv2d_9.kernel, [2, 2], "valid");
    // residual_2: batch_normalization, resnet.nn:12 → [batch, 2, 2, 32]
    const [
      skip_difference_2, batch_normalization_9_moving_mean, batch_normalization_9_moving_variance,
      skip_inverse_root_2, skip_scaled_2, skip_2,
    ] = trainBatchNormalization(conv2d_9, weights.batch_normalization_9);
    // residual_2: add, resnet.nn:13 → [batch, 2, 2, 32]
    const add_2 = tf.add(body_2, skip_2);
    // residual_2: relu, resnet.nn:13 → [batch, 2, 2, 32]
    const re_lu_6 = tf.relu(add_2);
    // global_average_pooling2d, resnet.nn:25 → [batch, 32]
    const global_average_pooling2d = tf.mean(re_lu_6, [1, 2]);
    // dense(10, activation=softmax), resnet.nn:26 → [batch, 10]
    const dense = tf.softmax(
      tf.add(tf.matMul(global_average_pooling2d, weights.dense.kernel), weights.dense.bias),
    );

    // loss: sparse_categorical_crossentropy, resnet.nn:30
    const loss_numbers = tf.cast(
      tf.equal(tf.reshape(digit_target, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const loss_summed = tf.sum(dense, [1], true);
    const loss_ratio = tf.div(dense, loss_summed);
    const loss_clipped = clip(loss_ratio, 1e-7, 0.9999999);
    const loss = tf.mean(tf.neg(tf.sum(tf.mul(loss_numbers, tf.log(loss_clipped)), [1])), [0]);

    // loss, backward
    const loss_gradient_numbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, loss_clipped), tf.less(loss_clipped, 0.9999999)),
      "float32",
    );
    const loss_gradient_scaled = tf.mul(
      tf.div(tf.mul(tf.neg(tf.div(1, batch)), loss_numbers), loss_clipped),
      loss_gradient_numbers,
    );
    const loss_gradient_reshaped = tf.reshape(
      tf.sum(tf.neg(tf.div(tf.mul(loss_gradient_scaled, loss_ratio), loss_summed)), [1]),
      [batch, 1],
    );
    const dense_gradient = tf.add(tf.div(loss_gradient_scaled, loss_summed), loss_gradient_reshaped);
    // dense, backward
    const dense_gradient_scaled = tf.mul(
      dense,
      tf.sub(dense_gradient, tf.sum(tf.mul(dense_gradient, dense), [1], true)),
    );
    const dense_bias_gradient = tf.sum(dense_gradient_scaled, [0]);
    const global_average_pooling2d_gradient = tf.matMul(
      dense_gradient_scaled,
      tf.transpose(weights.dense.kernel),
    );
    const dense_kernel_gradient = tf.transpose(
      tf.matMul(tf.transpose(dense_gradient_scaled), global_average_pooling2d),
    );
    // global_average_pooling2d, backward
    const global_average_pooling2d_gradient_reshaped = tf.reshape(
      tf.mul(global_average_pooling2d_gradient, 0.25),
      [batch, 1, 1, 32],
    );
    // residual_2: re_lu_6, backward
    const skip_gradient: tf.Tensor4D = tf.mul(global_average_pooling2d_gradient_reshaped, tf.step(re_lu_6));
    // residual_2: batch_normalization_9, backward
    const [
      batch_normalization_9_beta_gradient, batch_normalization_9_gamma_gradient, conv2d_9_gradient,
    ] = backwardBatchNormalization(
      skip_gradient,
      skip_scaled_2,
      skip_difference_2,
      skip_inverse_root_2,
      weights.batch_normalization_9,
    );
    // residual_2: conv2d_9, backward
    const [conv2d_9_gradient_convolved, conv2d_9_kernel_gradient] = backwardConv2d(
      conv2d_9_gradient,
      re_lu_4,
      weights.conv2d_9,
    );
    // residual_2: batch_normalization_8, backward
    const [batch_normalization_8_gamma_gradient, conv2d_8_gradient] = backwardBatchNormalization_1(
      skip_gradient,
      body_scaled_2,
      body_difference_2,
      body_inverse_root_2,
      weights.batch_normalization_8,
    );
    // residual_2: conv2d_8, backward
    const conv2d_8_gradient_turned = tf.transpose(
      reverse(weights.conv2d_8.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const re_lu_5_gradient = tf.conv2d(
      conv2d_8_gradient,
      conv2d_8_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_8_gradient_turned_1 = tf.transpose(conv2d_8_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_8_gradient_turned_2 = tf.transpose(re_lu_5, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_8_gradient_convolved = tf.conv2d(
      conv2d_8_gradient_turned_2,
      conv2d_8_gradient_turned_1,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_8_kernel_gradient = tf.transpose(conv2d_8_gradient_convolved, [1, 2, 0, 3]) as tf.Tensor4D;
    // residual_2: re_lu_5, backward
    const batch_normalization_7_gradient: tf.Tensor4D = tf.mul(re_lu_5_gradient, tf.step(re_lu_5));
    // residual_2: batch_normalization_7, backward
    const [
      batch_normalization_7_beta_gradient, batch_normalization_7_gamma_gradient, conv2d_7_gradient,
    ] = backwardBatchNormalization(
      batch_normalization_7_gradient,
      batch_normalization_7_scaled,
      batch_normalization_7_difference,
      batch_normalization_7_inverse_root,
      weights.batch_normalization_7,
    );
    // residual_2: conv2d_7, backward
    const [conv2d_7_kernel_gradient, re_lu_4_gradient] = backwardConv2d_1(
      conv2d_7_gradient,
      re_lu_4,
      conv2d_9_gradient_convolved,
      weights.conv2d_7,
    );
    // residual_1: re_lu_4, backward
    const skip_gradient_1: tf.Tensor4D = tf.mul(re_lu_4_gradient, tf.step(re_lu_4));
    // residual_1: batch_normalization_6, backward
    const [
      batch_normalization_6_beta_gradient, batch_normalization_6_gamma_gradient, conv2d_6_gradient,
    ] = backwardBatchNormalization_2(
      skip_gradient_1,
      skip_scaled_1,
      skip_difference_1,
      skip_inverse_root_1,
      weights.batch_normalization_6,
    );
    // residual_1: conv2d_6, backward
    const [conv2d_6_gradient_convolved, conv2d_6_kernel_gradient] = backwardConv2d_2(
      conv2d_6_gradient,
      re_lu_2,
      weights.conv2d_6,
    );
    // residual_1: batch_normalization_5, backward
    const [batch_normalization_5_gamma_gradient, conv2d_5_gradient] = backwardBatchNormalization_3(
      skip_gradient_1,
      body_scaled_1,
      body_difference_1,
      body_inverse_root_1,
      weights.batch_normalization_5,
    );
    // residual_1: conv2d_5, backward
    const conv2d_5_gradient_turned = tf.transpose(
      reverse(weights.conv2d_5.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const re_lu_3_gradient = tf.conv2d(
      conv2d_5_gradient,
      conv2d_5_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_5_gradient_turned_1 = tf.transpose(conv2d_5_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_5_gradient_turned_2 = tf.transpose(re_lu_3, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_5_gradient_convolved = tf.conv2d(
      conv2d_5_gradient_turned_2,
      conv2d_5_gradient_turned_1,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_5_kernel_gradient = tf.transpose(conv2d_5_gradient_convolved, [1, 2, 0, 3]) as tf.Tensor4D;
    // residual_1: re_lu_3, backward
    const batch_normalization_4_gradient: tf.Tensor4D = tf.mul(re_lu_3_gradient, tf.step(re_lu_3));
    // residual_1: batch_normalization_4, backward
    const [
      batch_normalization_4_beta_gradient, batch_normalization_4_gamma_gradient, conv2d_4_gradient,
    ] = backwardBatchNormalization_2(
      batch_normalization_4_gradient,
      batch_normalization_4_scaled,
      batch_normalization_4_difference,
      batch_normalization_4_inverse_root,
      weights.batch_normalization_4,
    );
    // residual_1: conv2d_4, backward
    const [conv2d_4_kernel_gradient, re_lu_2_gradient] = backwardConv2d_1(
      conv2d_4_gradient,
      re_lu_2,
      conv2d_6_gradient_convolved,
      weights.conv2d_4,
    );
    // residual: re_lu_2, backward
    const skip_gradient_2: tf.Tensor4D = tf.mul(re_lu_2_gradient, tf.step(re_lu_2));
    // residual: batch_normalization_3, backward
    const [
      batch_normalization_3_beta_gradient, batch_normalization_3_gamma_gradient, conv2d_3_gradient,
    ] = backwardBatchNormalization_4(
      skip_gradient_2,
      skip_scaled,
      skip_difference,
      skip_inverse_root,
      weights.batch_normalization_3,
    );
    // residual: conv2d_3, backward
    const conv2d_3_gradient_turned = tf.transpose(
      reverse(weights.conv2d_3.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const conv2d_1_gradient = tf.conv2d(
      conv2d_3_gradient,
      conv2d_3_gradient_turned,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d_3_gradient_turned_1 = tf.transpose(conv2d_3_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_3_gradient_turned_2 = tf.transpose(re_lu, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_3_gradient_convolved = tf.conv2d(
      conv2d_3_gradient_turned_2,
      conv2d_3_gradient_turned_1,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d_3_kernel_gradient = tf.transpose(conv2d_3_gradient_convolved, [1, 2, 0, 3]) as tf.Tensor4D;
    // residual: batch_normalization_2, backward
    const [batch_normalization_2_gamma_gradient, conv2d_2_gradient] = backwardBatchNormalization_5(
      skip_gradient_2,
      body_scaled,
      body_difference,
      body_inverse_root,
      weights.batch_normalization_2,
    );
    // residual: conv2d_2, backward
    const conv2d_2_gradient_turned = tf.transpose(
      reverse(weights.conv2d_2.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const re_lu_1_gradient = tf.conv2d(
      conv2d_2_gradient,
      conv2d_2_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_2_gradient_turned_1 = tf.transpose(conv2d_2_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_2_gradient_turned_2 = tf.transpose(re_lu_1, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_2_gradient_convolved = tf.conv2d(
      conv2d_2_gradient_turned_2,
      conv2d_2_gradient_turned_1,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_2_kernel_gradient = tf.transpose(conv2d_2_gradient_convolved, [1, 2, 0, 3]) as tf.Tensor4D;
    // residual: re_lu_1, backward
    const batch_normalization_1_gradient: tf.Tensor4D = tf.mul(re_lu_1_gradient, tf.step(re_lu_1));
    // residual: batch_normalization_1, backward
    const [
      batch_normalization_1_beta_gradient, batch_normalization_1_gamma_gradient, conv2d_1_gradient_1,
    ] = backwardBatchNormalization_4(
      batch_normalization_1_gradient,
      batch_normalization_1_scaled,
      batch_normalization_1_difference,
      batch_normalization_1_inverse_root,
      weights.batch_normalization_1,
    );
    // residual: conv2d_1, backward
    const conv2d_1_gradient_turned = tf.transpose(
      reverse(weights.conv2d_1.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const conv2d_1_gradient_turned_1 = tf.transpose(conv2d_1_gradient_1, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_1_gradient_turned_2 = tf.transpose(re_lu, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_1_gradient_convolved = tf.conv2d(
      conv2d_1_gradient_turned_2,
      conv2d_1_gradient_turned_1,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_1_kernel_gradient = tf.transpose(conv2d_1_gradient_convolved, [1, 2, 0, 3]) as tf.Tensor4D;
    const re_lu_gradient = tf.add(
      conv2d_1_gradient,
      tf.conv2d(conv2d_1_gradient_1, conv2d_1_gradient_turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    );
    // re_lu, backward
    const batch_normalization_gradient: tf.Tensor4D = tf.mul(re_lu_gradient, tf.step(re_lu));
    // batch_normalization, backward
    const [
      batch_normalization_beta_gradient, batch_normalization_gamma_gradient, conv2d_gradient,
    ] = backwardBatchNormalization_4(
      batch_normalization_gradient,
      batch_normalization_scaled,
      batch_normalization_difference,
      batch_normalization_inverse_root,
      weights.batch_normalization,
    );
    // conv2d, backward
    const conv2d_gradient_turned = tf.transpose(conv2d_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_gradient_turned_1 = tf.transpose(rescaling, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_kernel_gradient = tf.transpose(
      tf.conv2d(conv2d_gradient_turned_1, conv2d_gradient_turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;

    // update: sgd
    const step_scalar = tf.scalar(step, "int32");
    const sgd_scaled = tf.mul(
      tf.add(
        tf.cos(
          tf.mul(tf.div(extreme("min", tf.cast(step_scalar, "float32"), tf.scalar(200)), 200), 3.1415927),
        ),
        1,
      ),
      0.5,
    );
    const sgd_scaled_1 = tf.mul(tf.add(sgd_scaled, 0), 0.05);
    const gradients = {
      conv2d: { kernel: conv2d_kernel_gradient },
      batch_normalization: {
        gamma: batch_normalization_gamma_gradient,
        beta: batch_normalization_beta_gradient,
      },
      conv2d_1: { kernel: conv2d_1_kernel_gradient },
      batch_normalization_1: {
        gamma: batch_normalization_1_gamma_gradient,
        beta: batch_normalization_1_beta_gradient,
      },
      conv2d_2: { kernel: conv2d_2_kernel_gradient },
      batch_normalization_2: {
        gamma: batch_normalization_2_gamma_gradient,
        beta: batch_normalization_3_beta_gradient,
      },
      batch_normalization_3: {
        beta: batch_normalization_3_beta_gradient,
        gamma: batch_normalization_3_gamma_gradient,
      },
      conv2d_3: { kernel: conv2d_3_kernel_gradient },
      conv2d_4: { kernel: conv2d_4_kernel_gradient },
      batch_normalization_4: {
        gamma: batch_normalization_4_gamma_gradient,
        beta: batch_normalization_4_beta_gradient,
      },
      conv2d_5: { kernel: conv2d_5_kernel_gradient },
      batch_normalization_5: {
        gamma: batch_normalization_5_gamma_gradient,
        beta: batch_normalization_6_beta_gradient,
      },
      batch_normalization_6: {
        beta: batch_normalization_6_beta_gradient,
        gamma: batch_normalization_6_gamma_gradient,
      },
      conv2d_6: { kernel: conv2d_6_kernel_gradient },
      conv2d_7: { kernel: conv2d_7_kernel_gradient },
      batch_normalization_7: {
        gamma: batch_normalization_7_gamma_gradient,
        beta: batch_normalization_7_beta_gradient,
      },
      conv2d_8: { kernel: conv2d_8_kernel_gradient },
      batch_normalization_8: {
        gamma: batch_normalization_8_gamma_gradient,
        beta: batch_normalization_9_beta_gradient,
      },
      batch_normalization_9: {
        beta: batch_normalization_9_beta_gradient,
        gamma: batch_normalization_9_gamma_gradient,
      },
      conv2d_9: { kernel: conv2d_9_kernel_gradient },
      dense: { kernel: dense_kernel_gradient, bias: dense_bias_gradient },
    };
    const [next_weights, next_momentum] = updateEach(
      gradients,
      [weights, optimizer.sgd.momentum],
      (gradient, weight, momentum) => updateBySgd(gradient, weight, momentum, sgd_scaled_1),
    );

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracy_total = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digit_target, tf.argMax(dense, 1)), "float32"), [0]),
    );
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    // metric: first_bad_step
    const metric_both = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const first_bad_step = tf.where<tf.Tensor>(metric_both, step_scalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: {
          ...next_weights,
          batch_normalization: {
            ...next_weights.batch_normalization,
            moving_mean: batch_normalization_moving_mean,
            moving_variance: batch_normalization_moving_variance,
          },
          batch_normalization_1: {
            ...next_weights.batch_normalization_1,
            moving_mean: batch_normalization_1_moving_mean,
            moving_variance: batch_normalization_1_moving_variance,
          },
          batch_normalization_2: {
            ...next_weights.batch_normalization_2,
            moving_mean: batch_normalization_2_moving_mean,
            moving_variance: batch_normalization_2_moving_variance,
          },
          batch_normalization_3: {
            ...next_weights.batch_normalization_3,
            moving_mean: batch_normalization_3_moving_mean,
            moving_variance: batch_normalization_3_moving_variance,
          },
          batch_normalization_4: {
            ...next_weights.batch_normalization_4,
            moving_mean: batch_normalization_4_moving_mean,
            moving_variance: batch_normalization_4_moving_variance,
          },
          batch_normalization_5: {
            ...next_weights.batch_normalization_5,
            moving_mean: batch_normalization_5_moving_mean,
            moving_variance: batch_normalization_5_moving_variance,
          },
          batch_normalization_6: {
            ...next_weights.batch_normalization_6,
            moving_mean: batch_normalization_6_moving_mean,
            moving_variance: batch_normalization_6_moving_variance,
          },
          batch_normalization_7: {
            ...next_weights.batch_normalization_7,
            moving_mean: batch_normalization_7_moving_mean,
            moving_variance: batch_normalization_7_moving_variance,
          },
          batch_normalization_8: {
            ...next_weights.batch_normalization_8,
            moving_mean: batch_normalization_8_moving_mean,
            moving_variance: batch_normalization_8_moving_variance,
          },
          batch_normalization_9: {
            ...next_weights.batch_normalization_9,
            moving_mean: batch_normalization_9_moving_mean,
            moving_variance: batch_normalization_9_moving_variance,
          },
        },
        optimizer: { sgd: { momentum: next_momentum } },
        metrics: {
          loss: { total: loss_total, count: loss_count },
          accuracy: { total: accuracy_total, count: accuracy_count },
        },
        health: { first_bad_step },
      },
    };
  });
  tf.dispose(state);
  return next;
}

/** Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over. */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { digit } = predict(weights, inputs);
    const batch = digit.shape[0];
    const digit_target = expectShape("digit", targets.digit, [batch]);
    // loss: sparse_categorical_crossentropy, resnet.nn:30
    const loss_numbers = tf.cast(
      tf.equal(tf.reshape(digit_target, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const loss = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(loss_numbers, tf.log(clip(tf.div(digit, tf.sum(digit, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
      [0],
    );

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracy_total = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digit_target, tf.argMax(digit, 1)), "float32"), [0]),
    );
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: loss_total, count: loss_count },
          accuracy: { total: accuracy_total, count: accuracy_count },
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
    const metric_is_equal = tf.equal(metrics.accuracy.count, 0);
    const metric_ratio = tf.div(
      metrics.accuracy.total,
      tf.where<tf.Tensor>(metric_is_equal, 1, metrics.accuracy.count),
    );
    const accuracy = tf.where<tf.Tensor>(metric_is_equal, 0, metric_ratio);
    return { loss, accuracy };
  });
  return readNumbers(scalars);
}

/** The layer batch_normalization in training, with what its gradients need. */
function trainBatchNormalization(
  x: tf.Tensor4D,
  weights: Tensors<{ gamma: [number], beta: [number], moving_mean: [number], moving_variance: [number] }>,
): [
    difference: tf.Tensor4D, moving_mean: tf.Tensor, moving_variance: tf.Tensor, inverse_root: tf.Tensor4D,
    scaled: tf.Tensor4D, sum: tf.Tensor4D,
  ] {
  const mean = tf.mean(x, [0, 1, 2], true);
  const difference: tf.Tensor4D = tf.sub(x, mean);
  const mean_1 = tf.mean(tf.square(difference), [0, 1, 2], true);
  const moving_mean = tf.add(
    tf.mul(weights.moving_mean, 0.99),
    tf.mul(tf.reshape(mean, weights.gamma.shape), 0.01),
  );
  const moving_variance = tf.add(
    tf.mul(weights.moving_variance, 0.99),
    tf.mul(tf.reshape(mean_1, weights.gamma.shape), 0.01),
  );
  const inverse_root = tf.rsqrt(tf.add(mean_1, 0.001)) as tf.Tensor4D;
  const scaled: tf.Tensor4D = tf.mul(inverse_root, weights.gamma);
  const sum: tf.Tensor4D = tf.add(tf.mul(difference, scaled), weights.beta);
  return [difference, moving_mean, moving_variance, inverse_root, scaled, sum];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] }>,
): [beta_gradient: tf.Tensor, gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const beta_gradient = tf.sum(gradient, [0, 1, 2]);
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
    ),
    4 * batch,
  );
  const scaled_2 = tf.mul(ratio, tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio_1: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_2), [0, 1, 2]), scaled.shape)),
    4 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_2), ratio_1);
  return [beta_gradient, gamma_gradient, x_gradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, 16, 32] }>,
): [x_gradient: tf.Tensor4D, kernel_gradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const x_gradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned_1 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned_2 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const part = tf.slice(
    tf.conv2d(turned_2, turned_1, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]], "NHWC", [2, 2]),
    [0, 0, 0, 0],
    [16, 1, 1, 32],
  ) as tf.Tensor4D;
  const kernel_gradient = tf.transpose(part, [1, 2, 0, 3]) as tf.Tensor4D;
  return [x_gradient, kernel_gradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization_1(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [32], beta: [32], moving_mean: [32], moving_variance: [32] }>,
): [gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const ratio = tf.div(
    tf.mul(
      tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
      tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
    ),
    4 * batch,
  );
  const scaled_2 = tf.mul(ratio, tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio_1: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_2), [0, 1, 2]), scaled.shape)),
    4 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_2), ratio_1);
  return [gamma_gradient, x_gradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d_1(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  gradient_1: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, number, number] }>,
): [kernel_gradient: tf.Tensor4D, x_gradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 2, 2, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const turned_1 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned_2 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernel_gradient = tf.transpose(
    tf.conv2d(turned_2, turned_1, [1, 1], [[0, 0], [0, 1], [0, 1], [0, 0]], "NHWC", [2, 2]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  const x_gradient: tf.Tensor4D = tf.add(gradient_1, tf.conv2d(padded, turned, [1, 1], "valid"));
  return [kernel_gradient, x_gradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization_2(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] }>,
): [beta_gradient: tf.Tensor, gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const beta_gradient = tf.sum(gradient, [0, 1, 2]);
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const scaled_2 = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
  );
  const scaled_3 = tf.mul(tf.div(scaled_2, 16 * batch), tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_3), [0, 1, 2]), scaled.shape)),
    16 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_3), ratio);
  return [beta_gradient, gamma_gradient, x_gradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d_2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, 8, 16] }>,
): [x_gradient: tf.Tensor4D, kernel_gradient: tf.Tensor4D] {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const x_gradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned_1 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned_2 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const part = tf.slice(
    tf.conv2d(turned_2, turned_1, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]], "NHWC", [2, 2]),
    [0, 0, 0, 0],
    [8, 1, 1, 16],
  ) as tf.Tensor4D;
  const kernel_gradient = tf.transpose(part, [1, 2, 0, 3]) as tf.Tensor4D;
  return [x_gradient, kernel_gradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization_3(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [16], beta: [16], moving_mean: [16], moving_variance: [16] }>,
): [gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const scaled_2 = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
  );
  const scaled_3 = tf.mul(tf.div(scaled_2, 16 * batch), tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_3), [0, 1, 2]), scaled.shape)),
    16 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_3), ratio);
  return [gamma_gradient, x_gradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization_4(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] }>,
): [beta_gradient: tf.Tensor, gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const beta_gradient = tf.sum(gradient, [0, 1, 2]);
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const scaled_2 = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
  );
  const scaled_3 = tf.mul(tf.div(scaled_2, 64 * batch), tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_3), [0, 1, 2]), scaled.shape)),
    64 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_3), ratio);
  return [beta_gradient, gamma_gradient, x_gradient];
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization_5(
  gradient: tf.Tensor4D,
  scaled: tf.Tensor4D,
  difference: tf.Tensor4D,
  inverse_root: tf.Tensor4D,
  weights: Tensors<{ gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] }>,
): [gamma_gradient: tf.Tensor, x_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const scaled_1 = tf.mul(gradient, scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, difference), [0, 1, 2]), scaled.shape);
  const gamma_gradient = tf.sum(tf.mul(reshaped, inverse_root), [0, 1, 2]);
  const scaled_2 = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(inverse_root, tf.mul(inverse_root, inverse_root)),
  );
  const scaled_3 = tf.mul(tf.div(scaled_2, 64 * batch), tf.mul(difference, 2));
  const reshaped_1 = tf.reshape(tf.sum(tf.neg(scaled_1), [0, 1, 2]), scaled.shape);
  const ratio: tf.Tensor4D = tf.div(
    tf.add(reshaped_1, tf.reshape(tf.sum(tf.neg(scaled_3), [0, 1, 2]), scaled.shape)),
    64 * batch,
  );
  const x_gradient: tf.Tensor4D = tf.add(tf.add(scaled_1, scaled_3), ratio);
  return [gamma_gradient, x_gradient];
}

/** One update of a weight. */
function updateBySgd(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  sgd_scaled_1: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor] {
  const next_momentum = tf.sub(tf.mul(momentum, 0.9), tf.mul(gradient, sgd_scaled_1));
  const next_weight = tf.add(weight, next_momentum);
  return [next_weight, next_momentum];
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
      `${name} is ${stored.dtype} [${stored.shape}] in the weights file; the model needs ${dtype} [${shape}].`,
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
  const shape = x.shape.map((size, axis) => low[axis]! + (size - 1) * (interior[axis]! + 1) + 1 + high[axis]!);
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
  // Signed 32-bit integers and constants of this function's own: both halve the time, as the loop stays in registers.
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

/** The upper 32 bits of the 64-bit product of two unsigned words, by halves: no partial sum leaves 53 bits. */
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
