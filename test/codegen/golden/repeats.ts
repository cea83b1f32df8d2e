/**
 * Repeats, generated from repeats.nn by nnc 0.0.0; `nnc build repeats.nn` writes it anew.
 * Source: sha256 0123456789abcdef. Needs @tensorflow/tfjs-core and one of its backends; on tfjs-wasm it computes
 * what nnc computes there, bit for bit.
 */
import * as tf from "@tensorflow/tfjs-core";

/** A tensor whose shape the type checker knows. */
export type Tensor<S extends Shape> = (S["length"] extends 4 ? tf.Tensor4D : tf.Tensor) & {
  readonly [shape]?: Readonly<S>;
};

/** A name stands for a size that is known only when the model runs. */
type Shape = readonly (number | string)[];

declare const shape: unique symbol;

/** A tensor for each shape in a record of shapes, or of further records. */
type Tensors<Shapes> = {
  readonly [Name in keyof Shapes]: Shapes[Name] extends Shape ? Tensor<Shapes[Name]> : Tensors<Shapes[Name]>;
};

// Inference -------------------------------------------------------------------------------------------

/** What the model reads, for each example of a batch. */
export interface Inputs {
  readonly image: Tensor<["batch", 8, 8, 2]>;
}

/** What the model says, for each example of the batch. */
export interface Outputs {
  readonly label: Tensor<["batch", 3]>;
}

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  conv2d: { kernel: [3, 3, 2, 4] },
  batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  conv2d_1: { kernel: [1, 1, 2, 4] },
  conv2d_2: { kernel: [3, 3, 4, 4] },
  batch_normalization_1: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  conv2d_3: { kernel: [1, 1, 4, 4] },
  conv2d_4: { kernel: [3, 3, 4, 4] },
  batch_normalization_2: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  conv2d_5: { kernel: [1, 1, 4, 4] },
  conv2d_6: { kernel: [3, 3, 4, 6] },
  batch_normalization_3: { gamma: [6], beta: [6], moving_mean: [6], moving_variance: [6] },
  conv2d_7: { kernel: [1, 1, 4, 6] },
  dense: { kernel: [6, 6], bias: [6] },
  layer_normalization: { gamma: [6], beta: [6] },
  dense_1: { kernel: [6, 6], bias: [6] },
  layer_normalization_1: { gamma: [6], beta: [6] },
  dense_2: { kernel: [6, 6], bias: [6] },
  layer_normalization_2: { gamma: [6], beta: [6] },
  dense_3: { kernel: [6, 6], bias: [6] },
  layer_normalization_3: { gamma: [6], beta: [6] },
  dense_4: { kernel: [6, 6] },
  dense_5: { kernel: [6, 5] },
  dense_6: { kernel: [5, 3], bias: [3] },
} as const;

/** The weights of the model. */
export type Weights = Tensors<typeof weightShapes>;

/** The weights from the bytes of a safetensors file, such as nnc saves. Throws where they are not those of this model. */
export function load(bytes: ArrayBuffer | Uint8Array): Weights {
  return loadTensors(bytes, weightShapes);
}

/** What the model makes of its inputs. The tensors that it returns belong to the caller. */
export function predict(weights: Weights, inputs: Inputs): Outputs {
  return tf.tidy(() => {
    const batch = inputs.image.shape[0];
    const image = expectShape("image", inputs.image, [batch, 8, 8, 2]);
    let x: tf.Tensor4D = image;
    for (const layers of [
      {
        conv2d: weights.conv2d,
        batch_normalization: weights.batch_normalization,
        conv2d_1: weights.conv2d_1,
      },
      {
        conv2d: weights.conv2d_2,
        batch_normalization: weights.batch_normalization_1,
        conv2d_1: weights.conv2d_3,
      },
      {
        conv2d: weights.conv2d_4,
        batch_normalization: weights.batch_normalization_2,
        conv2d_1: weights.conv2d_5,
      },
    ]) {
      // stage(4), repeats.nn:13
      x = applyStage(x, layers);
    }
    // stage(6, stride=2), repeats.nn:14
    const stage_3 = applyStage_1(x, {
      conv2d: weights.conv2d_6,
      batch_normalization: weights.batch_normalization_3,
      conv2d_1: weights.conv2d_7,
    });
    // global_max_pooling2d, repeats.nn:15 → [batch, 6]
    const global_max_pooling2d = tf.max(stage_3, [1, 2]);
    let y = global_max_pooling2d;
    for (const { dense, layer_normalization } of [
      { dense: weights.dense, layer_normalization: weights.layer_normalization },
      { dense: weights.dense_1, layer_normalization: weights.layer_normalization_1 },
      { dense: weights.dense_2, layer_normalization: weights.layer_normalization_2 },
      { dense: weights.dense_3, layer_normalization: weights.layer_normalization_3 },
    ]) {
      // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17
      const dense_1 = tf.elu(tf.add(tf.matMul(y, dense.kernel), dense.bias));
      // layer_normalization, repeats.nn:18
      y = applyLayerNormalization(dense_1, layer_normalization);
    }
    let z = y;
    for (const dense of [weights.dense_4, weights.dense_5]) {
      // dense(width, activation=gelu, use_bias=false), repeats.nn:20
      z = applyDense(z, dense);
    }
    // dense(3, kernel_regularizer=l2(0.01)), repeats.nn:21 → [batch, 3]
    const dense_6 = tf.add(tf.matMul(z, weights.dense_6.kernel), weights.dense_6.bias);
    // softmax, repeats.nn:22 → [batch, 3]
    const softmax = tf.softmax(dense_6);
    return { label: softmax };
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

/** The block stage. */
function applyStage(
  x: tf.Tensor4D,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, number, 4] },
    batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
    conv2d_1: { kernel: [1, 1, number, 4] },
  }>,
): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, repeats.nn:4
  const batch_normalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const body = tf.relu(batch_normalization);
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5
  const skip = tf.conv2d(x, weights.conv2d_1.kernel, [1, 1], "valid");
  // add, repeats.nn:6
  return tf.add(body, skip);
}

/** The block stage. */
function applyStage_1(
  x: tf.Tensor4D,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, 4, 6] },
    batch_normalization: { gamma: [6], beta: [6], moving_mean: [6], moving_variance: [6] },
    conv2d_1: { kernel: [1, 1, 4, 6] },
  }>,
): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, repeats.nn:4
  const batch_normalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const body = tf.relu(batch_normalization);
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5
  const skip = tf.conv2d(x, weights.conv2d_1.kernel, [2, 2], "valid");
  // add, repeats.nn:6
  return tf.add(body, skip);
}

/** The layer layer_normalization. */
function applyLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [6], beta: [6] }>): tf.Tensor {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const scaled = tf.mul(
    difference,
    tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001)), weights.gamma),
  );
  return tf.add(scaled, weights.beta);
}

/** The layer dense. */
function applyDense(x: tf.Tensor, weights: Tensors<{ kernel: [6, number] }>): tf.Tensor {
  const product = tf.matMul(x, weights.kernel);
  return tf.mul(product, tf.mul(tf.add(tf.erf(tf.mul(product, 0.70710677)), 1), 0.5));
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export interface Targets {
  /** 1 for the class, 0 for all others. */
  readonly label: Tensor<["batch", 3]>;
}

/** Examples to learn from. */
export interface Batch {
  readonly inputs: Inputs;
  readonly targets: Targets;
}

/** The shape of what the optimizer remembers, by Keras's names. */
const optimizerShapes = {
  sgd: {
    conv2d_kernel_average: [3, 3, 2, 4],
    batch_normalization_gamma_average: [4],
    batch_normalization_beta_average: [4],
    conv2d_1_kernel_average: [1, 1, 2, 4],
    conv2d_2_kernel_average: [3, 3, 4, 4],
    batch_normalization_1_gamma_average: [4],
    batch_normalization_1_beta_average: [4],
    conv2d_3_kernel_average: [1, 1, 4, 4],
    conv2d_4_kernel_average: [3, 3, 4, 4],
    batch_normalization_2_gamma_average: [4],
    batch_normalization_2_beta_average: [4],
    conv2d_5_kernel_average: [1, 1, 4, 4],
    conv2d_6_kernel_average: [3, 3, 4, 6],
    batch_normalization_3_gamma_average: [6],
    batch_normalization_3_beta_average: [6],
    conv2d_7_kernel_average: [1, 1, 4, 6],
    dense_kernel_average: [6, 6],
    dense_bias_average: [6],
    layer_normalization_gamma_average: [6],
    layer_normalization_beta_average: [6],
    dense_1_kernel_average: [6, 6],
    dense_1_bias_average: [6],
    layer_normalization_1_gamma_average: [6],
    layer_normalization_1_beta_average: [6],
    dense_2_kernel_average: [6, 6],
    dense_2_bias_average: [6],
    layer_normalization_2_gamma_average: [6],
    layer_normalization_2_beta_average: [6],
    dense_3_kernel_average: [6, 6],
    dense_3_bias_average: [6],
    layer_normalization_3_gamma_average: [6],
    layer_normalization_3_beta_average: [6],
    dense_4_kernel_average: [6, 6],
    dense_5_kernel_average: [6, 5],
    dense_6_kernel_average: [5, 3],
    dense_6_bias_average: [3],
    conv2d_kernel_gradient_accumulator: [3, 3, 2, 4],
    batch_normalization_gamma_gradient_accumulator: [4],
    batch_normalization_beta_gradient_accumulator: [4],
    conv2d_1_kernel_gradient_accumulator: [1, 1, 2, 4],
    conv2d_2_kernel_gradient_accumulator: [3, 3, 4, 4],
    batch_normalization_1_gamma_gradient_accumulator: [4],
    batch_normalization_1_beta_gradient_accumulator: [4],
    conv2d_3_kernel_gradient_accumulator: [1, 1, 4, 4],
    conv2d_4_kernel_gradient_accumulator: [3, 3, 4, 4],
    batch_normalization_2_gamma_gradient_accumulator: [4],
    batch_normalization_2_beta_gradient_accumulator: [4],
    conv2d_5_kernel_gradient_accumulator: [1, 1, 4, 4],
    conv2d_6_kernel_gradient_accumulator: [3, 3, 4, 6],
    batch_normalization_3_gamma_gradient_accumulator: [6],
    batch_normalization_3_beta_gradient_accumulator: [6],
    conv2d_7_kernel_gradient_accumulator: [1, 1, 4, 6],
    dense_kernel_gradient_accumulator: [6, 6],
    dense_bias_gradient_accumulator: [6],
    layer_normalization_gamma_gradient_accumulator: [6],
    layer_normalization_beta_gradient_accumulator: [6],
    dense_1_kernel_gradient_accumulator: [6, 6],
    dense_1_bias_gradient_accumulator: [6],
    layer_normalization_1_gamma_gradient_accumulator: [6],
    layer_normalization_1_beta_gradient_accumulator: [6],
    dense_2_kernel_gradient_accumulator: [6, 6],
    dense_2_bias_gradient_accumulator: [6],
    layer_normalization_2_gamma_gradient_accumulator: [6],
    layer_normalization_2_beta_gradient_accumulator: [6],
    dense_3_kernel_gradient_accumulator: [6, 6],
    dense_3_bias_gradient_accumulator: [6],
    layer_normalization_3_gamma_gradient_accumulator: [6],
    layer_normalization_3_beta_gradient_accumulator: [6],
    dense_4_kernel_gradient_accumulator: [6, 6],
    dense_5_kernel_gradient_accumulator: [6, 5],
    dense_6_kernel_gradient_accumulator: [5, 3],
    dense_6_bias_gradient_accumulator: [3],
    conv2d_kernel_momentum: [3, 3, 2, 4],
    batch_normalization_gamma_momentum: [4],
    batch_normalization_beta_momentum: [4],
    conv2d_1_kernel_momentum: [1, 1, 2, 4],
    conv2d_2_kernel_momentum: [3, 3, 4, 4],
    batch_normalization_1_gamma_momentum: [4],
    batch_normalization_1_beta_momentum: [4],
    conv2d_3_kernel_momentum: [1, 1, 4, 4],
    conv2d_4_kernel_momentum: [3, 3, 4, 4],
    batch_normalization_2_gamma_momentum: [4],
    batch_normalization_2_beta_momentum: [4],
    conv2d_5_kernel_momentum: [1, 1, 4, 4],
    conv2d_6_kernel_momentum: [3, 3, 4, 6],
    batch_normalization_3_gamma_momentum: [6],
    batch_normalization_3_beta_momentum: [6],
    conv2d_7_kernel_momentum: [1, 1, 4, 6],
    dense_kernel_momentum: [6, 6],
    dense_bias_momentum: [6],
    layer_normalization_gamma_momentum: [6],
    layer_normalization_beta_momentum: [6],
    dense_1_kernel_momentum: [6, 6],
    dense_1_bias_momentum: [6],
    layer_normalization_1_gamma_momentum: [6],
    layer_normalization_1_beta_momentum: [6],
    dense_2_kernel_momentum: [6, 6],
    dense_2_bias_momentum: [6],
    layer_normalization_2_gamma_momentum: [6],
    layer_normalization_2_beta_momentum: [6],
    dense_3_kernel_momentum: [6, 6],
    dense_3_bias_momentum: [6],
    layer_normalization_3_gamma_momentum: [6],
    layer_normalization_3_beta_momentum: [6],
    dense_4_kernel_momentum: [6, 6],
    dense_5_kernel_momentum: [6, 5],
    dense_6_kernel_momentum: [5, 3],
    dense_6_bias_momentum: [3],
  },
  learning_rate: [],
} as const;

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
export interface StepOptions {
  /** How many updates there were before this one. */
  readonly step: number;
  /** From which random numbers (dropout and the like) are drawn: the same seed and step, the same numbers. */
  readonly seed: number;
}

/** The loss of a batch, and the state after it. */
export interface StepResult {
  readonly loss: Tensor<[]>;
  readonly state: State;
}

const glorotUniform = (weight: InitializerContext) =>
  scaledNumbers(
    { seed: null, input_axes: null, output_axes: null, scale: 1, mode: "fan_avg", distribution: "uniform" },
    weight,
  );

const orthogonal = (weight: InitializerContext) =>
  orthogonalNumbers({ gain: 1, seed: null }, weight);

/** The state in which training begins: the weights that nnc draws from the same seed. */
export function initialize(seed: number): State {
  return {
    weights: {
      conv2d: {
        kernel: drawWeight(seed, "conv2d/kernel", weightShapes.conv2d.kernel, [18, 36], glorotUniform),
      },
      batch_normalization: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      conv2d_1: {
        kernel: drawWeight(seed, "conv2d_1/kernel", weightShapes.conv2d_1.kernel, [2, 4], glorotUniform),
      },
      conv2d_2: {
        kernel: drawWeight(seed, "conv2d_2/kernel", weightShapes.conv2d_2.kernel, [36, 36], glorotUniform),
      },
      batch_normalization_1: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      conv2d_3: {
        kernel: drawWeight(seed, "conv2d_3/kernel", weightShapes.conv2d_3.kernel, [4, 4], glorotUniform),
      },
      conv2d_4: {
        kernel: drawWeight(seed, "conv2d_4/kernel", weightShapes.conv2d_4.kernel, [36, 36], glorotUniform),
      },
      batch_normalization_2: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      conv2d_5: {
        kernel: drawWeight(seed, "conv2d_5/kernel", weightShapes.conv2d_5.kernel, [4, 4], glorotUniform),
      },
      conv2d_6: {
        kernel: drawWeight(seed, "conv2d_6/kernel", weightShapes.conv2d_6.kernel, [36, 54], glorotUniform),
      },
      batch_normalization_3: {
        gamma: tf.ones([6]),
        beta: tf.zeros([6]),
        moving_mean: tf.zeros([6]),
        moving_variance: tf.ones([6]),
      },
      conv2d_7: {
        kernel: drawWeight(seed, "conv2d_7/kernel", weightShapes.conv2d_7.kernel, [4, 6], glorotUniform),
      },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [6, 6], orthogonal),
        bias: tf.zeros([6]),
      },
      layer_normalization: { gamma: tf.ones([6]), beta: tf.zeros([6]) },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [6, 6], orthogonal),
        bias: tf.zeros([6]),
      },
      layer_normalization_1: { gamma: tf.ones([6]), beta: tf.zeros([6]) },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [6, 6], orthogonal),
        bias: tf.zeros([6]),
      },
      layer_normalization_2: { gamma: tf.ones([6]), beta: tf.zeros([6]) },
      dense_3: {
        kernel: drawWeight(seed, "dense_3/kernel", weightShapes.dense_3.kernel, [6, 6], orthogonal),
        bias: tf.zeros([6]),
      },
      layer_normalization_3: { gamma: tf.ones([6]), beta: tf.zeros([6]) },
      dense_4: {
        kernel: drawWeight(seed, "dense_4/kernel", weightShapes.dense_4.kernel, [6, 6], glorotUniform),
      },
      dense_5: {
        kernel: drawWeight(seed, "dense_5/kernel", weightShapes.dense_5.kernel, [6, 5], glorotUniform),
      },
      dense_6: {
        kernel: drawWeight(seed, "dense_6/kernel", weightShapes.dense_6.kernel, [5, 3], glorotUniform),
        bias: tf.zeros([3]),
      },
    },
    optimizer: { sgd: fillTensors(optimizerShapes.sgd, 0), learning_rate: tf.scalar(0.1) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.image.shape[0];
    const image = expectShape("image", inputs.image, [batch, 8, 8, 2]);
    const label_target = expectShape("label", targets.label, [batch, 3]);
    // stage: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4 → [batch, 8, 8, 4]
    const conv2d = tf.conv2d(image, weights.conv2d.kernel, [1, 1], "same");
    // stage: batch_normalization, repeats.nn:4 → [batch, 8, 8, 4]
    const batch_normalization_mean = tf.mean(conv2d, [0, 1, 2], true);
    const batch_normalization_difference = tf.sub(conv2d, batch_normalization_mean);
    const batch_normalization_mean_1 = tf.mean(tf.square(batch_normalization_difference), [0, 1, 2], true);
    const batch_normalization_moving_mean = tf.add(
      tf.mul(weights.batch_normalization.moving_mean, 0.99),
      tf.mul(tf.reshape(batch_normalization_mean, [4]), 0.01),
    );
    const batch_normalization_moving_variance = tf.add(
      tf.mul(weights.batch_normalization.moving_variance, 0.99),
      tf.mul(tf.reshape(batch_normalization_mean_1, [4]), 0.01),
    );
    const batch_normalization_inverse_root = tf.rsqrt(tf.add(batch_normalization_mean_1, 0.001));
    const batch_normalization_scaled = tf.mul(
      batch_normalization_inverse_root,
      weights.batch_normalization.gamma,
    );
    const batch_normalization = tf.add(
      tf.mul(batch_normalization_difference, batch_normalization_scaled),
      weights.batch_normalization.beta,
    );
    // stage: relu, repeats.nn:4 → [batch, 8, 8, 4]
    const body = tf.relu(batch_normalization);
    // stage: conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5 → [batch, 8, 8, 4]
    const skip = tf.conv2d(image, weights.conv2d_1.kernel, [1, 1], "valid");
    // stage: add, repeats.nn:6 → [batch, 8, 8, 4]
    const add: tf.Tensor4D = tf.add(body, skip);
    // stage_1: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4 → [batch, 8, 8, 4]
    const conv2d_2 = tf.conv2d(add, weights.conv2d_2.kernel, [1, 1], "same");
    // stage_1: batch_normalization, repeats.nn:4 → [batch, 8, 8, 4]
    const batch_normalization_1_mean = tf.mean(conv2d_2, [0, 1, 2], true);
    const batch_normalization_1_difference = tf.sub(conv2d_2, batch_normalization_1_mean);
    const batch_normalization_1_mean_1 = tf.mean(
      tf.square(batch_normalization_1_difference),
      [0, 1, 2],
      true,
    );
    const batch_normalization_1_moving_mean = tf.add(
      tf.mul(weights.batch_normalization_1.moving_mean, 0.99),
      tf.mul(tf.reshape(batch_normalization_1_mean, [4]), 0.01),
    );
    const batch_normalization_1_moving_variance = tf.add(
      tf.mul(weights.batch_normalization_1.moving_variance, 0.99),
      tf.mul(tf.reshape(batch_normalization_1_mean_1, [4]), 0.01),
    );
    const batch_normalization_1_inverse_root = tf.rsqrt(tf.add(batch_normalization_1_mean_1, 0.001));
    const batch_normalization_1_scaled = tf.mul(
      batch_normalization_1_inverse_root,
      weights.batch_normalization_1.gamma,
    );
    const batch_normalization_1 = tf.add(
      tf.mul(batch_normalization_1_difference, batch_normalization_1_scaled),
      weights.batch_normalization_1.beta,
    );
    // stage_1: relu, repeats.nn:4 → [batch, 8, 8, 4]
    const body_1 = tf.relu(batch_normalization_1);
    // stage_1: conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5 → [batch, 8, 8, 4]
    const skip_1 = tf.conv2d(add, weights.conv2d_3.kernel, [1, 1], "valid");
    // stage_1: add, repeats.nn:6 → [batch, 8, 8, 4]
    const add_1: tf.Tensor4D = tf.add(body_1, skip_1);
    // stage_2: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4 → [batch, 8, 8, 4]
    const conv2d_4 = tf.conv2d(add_1, weights.conv2d_4.kernel, [1, 1], "same");
    // stage_2: batch_normalization, repeats.nn:4 → [batch, 8, 8, 4]
    const batch_normalization_2_mean = tf.mean(conv2d_4, [0, 1, 2], true);
    const batch_normalization_2_difference = tf.sub(conv2d_4, batch_normalization_2_mean);
    const batch_normalization_2_mean_1 = tf.mean(
      tf.square(batch_normalization_2_difference),
      [0, 1, 2],
      true,
    );
    const batch_normalization_2_moving_mean = tf.add(
      tf.mul(weights.batch_normalization_2.moving_mean, 0.99),
      tf.mul(tf.reshape(batch_normalization_2_mean, [4]), 0.01),
    );
    const batch_normalization_2_moving_variance = tf.add(
      tf.mul(weights.batch_normalization_2.moving_variance, 0.99),
      tf.mul(tf.reshape(batch_normalization_2_mean_1, [4]), 0.01),
    );
    const batch_normalization_2_inverse_root = tf.rsqrt(tf.add(batch_normalization_2_mean_1, 0.001));
    const batch_normalization_2_scaled = tf.mul(
      batch_normalization_2_inverse_root,
      weights.batch_normalization_2.gamma,
    );
    const batch_normalization_2 = tf.add(
      tf.mul(batch_normalization_2_difference, batch_normalization_2_scaled),
      weights.batch_normalization_2.beta,
    );
    // stage_2: relu, repeats.nn:4 → [batch, 8, 8, 4]
    const body_2 = tf.relu(batch_normalization_2);
    // stage_2: conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5 → [batch, 8, 8, 4]
    const skip_2 = tf.conv2d(add_1, weights.conv2d_5.kernel, [1, 1], "valid");
    // stage_2: add, repeats.nn:6 → [batch, 8, 8, 4]
    const add_2: tf.Tensor4D = tf.add(body_2, skip_2);
    // stage_3: conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4 → [batch, 4, 4, 6]
    const conv2d_6 = tf.conv2d(add_2, weights.conv2d_6.kernel, [2, 2], "same");
    // stage_3: batch_normalization, repeats.nn:4 → [batch, 4, 4, 6]
    const batch_normalization_3_mean = tf.mean(conv2d_6, [0, 1, 2], true);
    const batch_normalization_3_difference = tf.sub(conv2d_6, batch_normalization_3_mean);
    const batch_normalization_3_mean_1 = tf.mean(
      tf.square(batch_normalization_3_difference),
      [0, 1, 2],
      true,
    );
    const batch_normalization_3_moving_mean = tf.add(
      tf.mul(weights.batch_normalization_3.moving_mean, 0.99),
      tf.mul(tf.reshape(batch_normalization_3_mean, [6]), 0.01),
    );
    const batch_normalization_3_moving_variance = tf.add(
      tf.mul(weights.batch_normalization_3.moving_variance, 0.99),
      tf.mul(tf.reshape(batch_normalization_3_mean_1, [6]), 0.01),
    );
    const batch_normalization_3_inverse_root = tf.rsqrt(tf.add(batch_normalization_3_mean_1, 0.001));
    const batch_normalization_3_scaled = tf.mul(
      batch_normalization_3_inverse_root,
      weights.batch_normalization_3.gamma,
    );
    const batch_normalization_3 = tf.add(
      tf.mul(batch_normalization_3_difference, batch_normalization_3_scaled),
      weights.batch_normalization_3.beta,
    );
    // stage_3: relu, repeats.nn:4 → [batch, 4, 4, 6]
    const body_3 = tf.relu(batch_normalization_3);
    // stage_3: conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5 → [batch, 4, 4, 6]
    const skip_3 = tf.conv2d(add_2, weights.conv2d_7.kernel, [2, 2], "valid");
    // stage_3: add, repeats.nn:6 → [batch, 4, 4, 6]
    const add_3 = tf.add(body_3, skip_3);
    // global_max_pooling2d, repeats.nn:15 → [batch, 6]
    const global_max_pooling2d = tf.max(add_3, [1, 2]);
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense_sum = tf.add(tf.matMul(global_max_pooling2d, weights.dense.kernel), weights.dense.bias);
    const dense = tf.elu(dense_sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layer_normalization_difference = tf.sub(dense, tf.mean(dense, [1], true));
    const layer_normalization_inverse_root = tf.rsqrt(
      tf.add(tf.mean(tf.square(layer_normalization_difference), [1], true), 0.001),
    );
    const layer_normalization_scaled = tf.mul(
      layer_normalization_inverse_root,
      weights.layer_normalization.gamma,
    );
    const layer_normalization = tf.add(
      tf.mul(layer_normalization_difference, layer_normalization_scaled),
      weights.layer_normalization.beta,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense_1_sum = tf.add(tf.matMul(layer_normalization, weights.dense_1.kernel), weights.dense_1.bias);
    const dense_1 = tf.elu(dense_1_sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layer_normalization_1_difference = tf.sub(dense_1, tf.mean(dense_1, [1], true));
    const layer_normalization_1_inverse_root = tf.rsqrt(
      tf.add(tf.mean(tf.square(layer_normalization_1_difference), [1], true), 0.001),
    );
    const layer_normalization_1_scaled = tf.mul(
      layer_normalization_1_inverse_root,
      weights.layer_normalization_1.gamma,
    );
    const layer_normalization_1 = tf.add(
      tf.mul(layer_normalization_1_difference, layer_normalization_1_scaled),
      weights.layer_normalization_1.beta,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense_2_sum = tf.add(
      tf.matMul(layer_normalization_1, weights.dense_2.kernel),
      weights.dense_2.bias,
    );
    const dense_2 = tf.elu(dense_2_sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layer_normalization_2_difference = tf.sub(dense_2, tf.mean(dense_2, [1], true));
    const layer_normalization_2_inverse_root = tf.rsqrt(
      tf.add(tf.mean(tf.square(layer_normalization_2_difference), [1], true), 0.001),
    );
    const layer_normalization_2_scaled = tf.mul(
      layer_normalization_2_inverse_root,
      weights.layer_normalization_2.gamma,
    );
    const layer_normalization_2 = tf.add(
      tf.mul(layer_normalization_2_difference, layer_normalization_2_scaled),
      weights.layer_normalization_2.beta,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense_3_sum = tf.add(
      tf.matMul(layer_normalization_2, weights.dense_3.kernel),
      weights.dense_3.bias,
    );
    const dense_3 = tf.elu(dense_3_sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layer_normalization_3_difference = tf.sub(dense_3, tf.mean(dense_3, [1], true));
    const layer_normalization_3_inverse_root = tf.rsqrt(
      tf.add(tf.mean(tf.square(layer_normalization_3_difference), [1], true), 0.001),
    );
    const layer_normalization_3_scaled = tf.mul(
      layer_normalization_3_inverse_root,
      weights.layer_normalization_3.gamma,
    );
    const layer_normalization_3 = tf.add(
      tf.mul(layer_normalization_3_difference, layer_normalization_3_scaled),
      weights.layer_normalization_3.beta,
    );
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20 → [batch, 6]
    const dense_4_product = tf.matMul(layer_normalization_3, weights.dense_4.kernel);
    const dense_4 = tf.mul(
      dense_4_product,
      tf.mul(tf.add(tf.erf(tf.mul(dense_4_product, 0.70710677)), 1), 0.5),
    );
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20 → [batch, 5]
    const dense_5_product = tf.matMul(dense_4, weights.dense_5.kernel);
    const dense_5 = tf.mul(
      dense_5_product,
      tf.mul(tf.add(tf.erf(tf.mul(dense_5_product, 0.70710677)), 1), 0.5),
    );
    // dense(3, kernel_regularizer=l2(0.01)), repeats.nn:21 → [batch, 3]
    const dense_6 = tf.add(tf.matMul(dense_5, weights.dense_6.kernel), weights.dense_6.bias);
    // softmax, repeats.nn:22 → [batch, 3]
    const softmax = tf.softmax(dense_6);

    // loss: categorical_crossentropy, repeats.nn:26
    const loss_summed = tf.sum(softmax, [1], true);
    const loss_ratio = tf.div(softmax, loss_summed);
    const loss_clipped = clip(loss_ratio, 1e-7, 0.9999999);
    const loss_mean = tf.mean(tf.neg(tf.sum(tf.mul(label_target, tf.log(loss_clipped)), [1])), [0]);
    // loss: penalties and the sum of all
    const loss_scaled = tf.mul(tf.sum(tf.square(weights.dense_6.kernel), [0, 1]), 0.01);
    const loss = tf.add(loss_mean, loss_scaled);

    // loss, backward
    const loss_gradient_scaled = tf.mul(0.01, tf.mul(weights.dense_6.kernel, 2));
    const loss_gradient_numbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, loss_clipped), tf.less(loss_clipped, 0.9999999)),
      "float32",
    );
    const loss_gradient_scaled_1 = tf.mul(
      tf.div(tf.mul(tf.neg(tf.div(1, batch)), label_target), loss_clipped),
      loss_gradient_numbers,
    );
    const loss_gradient_reshaped = tf.reshape(
      tf.sum(tf.neg(tf.div(tf.mul(loss_gradient_scaled_1, loss_ratio), loss_summed)), [1]),
      [batch, 1],
    );
    const softmax_gradient = tf.add(tf.div(loss_gradient_scaled_1, loss_summed), loss_gradient_reshaped);
    // softmax, backward
    const dense_6_gradient = tf.mul(
      softmax,
      tf.sub(softmax_gradient, tf.sum(tf.mul(softmax_gradient, softmax), [1], true)),
    );
    // dense_6, backward
    const dense_6_bias_gradient = tf.sum(dense_6_gradient, [0]);
    const dense_5_gradient = tf.matMul(dense_6_gradient, tf.transpose(weights.dense_6.kernel));
    const dense_6_kernel_gradient = tf.add(
      loss_gradient_scaled,
      tf.transpose(tf.matMul(tf.transpose(dense_6_gradient), dense_5)),
    );
    // dense_5, backward
    const dense_5_gradient_scaled = tf.mul(
      dense_5_product,
      tf.mul(tf.exp(tf.mul(tf.mul(dense_5_product, dense_5_product), -0.5)), 0.3989423),
    );
    const dense_5_gradient_scaled_1 = tf.mul(
      dense_5_gradient,
      tf.add(tf.mul(tf.add(tf.erf(tf.mul(dense_5_product, 0.70710677)), 1), 0.5), dense_5_gradient_scaled),
    );
    const dense_4_gradient = tf.matMul(dense_5_gradient_scaled_1, tf.transpose(weights.dense_5.kernel));
    const dense_5_kernel_gradient = tf.transpose(tf.matMul(tf.transpose(dense_5_gradient_scaled_1), dense_4));
    // dense_4, backward
    const dense_4_gradient_scaled = tf.mul(
      dense_4_product,
      tf.mul(tf.exp(tf.mul(tf.mul(dense_4_product, dense_4_product), -0.5)), 0.3989423),
    );
    const dense_4_gradient_scaled_1 = tf.mul(
      dense_4_gradient,
      tf.add(tf.mul(tf.add(tf.erf(tf.mul(dense_4_product, 0.70710677)), 1), 0.5), dense_4_gradient_scaled),
    );
    const layer_normalization_3_gradient = tf.matMul(
      dense_4_gradient_scaled_1,
      tf.transpose(weights.dense_4.kernel),
    );
    const dense_4_kernel_gradient = tf.matMul(tf.transpose(layer_normalization_3), dense_4_gradient_scaled_1);
    // layer_normalization_3, backward
    const layer_normalization_3_beta_gradient = tf.sum(layer_normalization_3_gradient, [0]);
    const layer_normalization_3_gradient_scaled = tf.mul(
      layer_normalization_3_gradient,
      layer_normalization_3_scaled,
    );
    const layer_normalization_3_gradient_scaled_1 = tf.mul(
      layer_normalization_3_gradient,
      layer_normalization_3_difference,
    );
    const layer_normalization_3_gamma_gradient = tf.sum(
      tf.mul(layer_normalization_3_gradient_scaled_1, layer_normalization_3_inverse_root),
      [0],
    );
    const layer_normalization_3_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(layer_normalization_3_gradient_scaled_1, weights.layer_normalization_3.gamma), [1]),
      [batch, 1],
    );
    const layer_normalization_3_gradient_scaled_2 = tf.mul(
      layer_normalization_3_inverse_root,
      tf.mul(layer_normalization_3_inverse_root, layer_normalization_3_inverse_root),
    );
    const layer_normalization_3_gradient_ratio = tf.div(
      tf.mul(tf.mul(layer_normalization_3_gradient_reshaped, -0.5), layer_normalization_3_gradient_scaled_2),
      6,
    );
    const layer_normalization_3_gradient_scaled_3 = tf.mul(
      layer_normalization_3_gradient_ratio,
      tf.mul(layer_normalization_3_difference, 2),
    );
    const layer_normalization_3_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_3_gradient_scaled_3), [1]),
      [batch, 1],
    );
    const layer_normalization_3_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_3_gradient_scaled), [1]),
      [batch, 1],
    );
    const layer_normalization_3_gradient_ratio_1 = tf.div(
      tf.add(layer_normalization_3_gradient_reshaped_2, layer_normalization_3_gradient_reshaped_1),
      6,
    );
    const layer_normalization_3_gradient_sum = tf.add(
      layer_normalization_3_gradient_scaled,
      layer_normalization_3_gradient_scaled_3,
    );
    const dense_3_gradient = tf.add(
      layer_normalization_3_gradient_sum,
      layer_normalization_3_gradient_ratio_1,
    );
    // dense_3, backward
    const dense_3_gradient_chosen = tf.where(
      tf.less(0, dense_3_sum),
      dense_3_gradient,
      tf.mul(dense_3_gradient, tf.add(dense_3, 1)),
    );
    const dense_3_bias_gradient = tf.sum(dense_3_gradient_chosen, [0]);
    const layer_normalization_2_gradient = tf.matMul(
      dense_3_gradient_chosen,
      tf.transpose(weights.dense_3.kernel),
    );
    const dense_3_kernel_gradient = tf.matMul(tf.transpose(layer_normalization_2), dense_3_gradient_chosen);
    // layer_normalization_2, backward
    const layer_normalization_2_beta_gradient = tf.sum(layer_normalization_2_gradient, [0]);
    const layer_normalization_2_gradient_scaled = tf.mul(
      layer_normalization_2_gradient,
      layer_normalization_2_scaled,
    );
    const layer_normalization_2_gradient_scaled_1 = tf.mul(
      layer_normalization_2_gradient,
      layer_normalization_2_difference,
    );
    const layer_normalization_2_gamma_gradient = tf.sum(
      tf.mul(layer_normalization_2_gradient_scaled_1, layer_normalization_2_inverse_root),
      [0],
    );
    const layer_normalization_2_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(layer_normalization_2_gradient_scaled_1, weights.layer_normalization_2.gamma), [1]),
      [batch, 1],
    );
    const layer_normalization_2_gradient_scaled_2 = tf.mul(
      layer_normalization_2_inverse_root,
      tf.mul(layer_normalization_2_inverse_root, layer_normalization_2_inverse_root),
    );
    const layer_normalization_2_gradient_ratio = tf.div(
      tf.mul(tf.mul(layer_normalization_2_gradient_reshaped, -0.5), layer_normalization_2_gradient_scaled_2),
      6,
    );
    const layer_normalization_2_gradient_scaled_3 = tf.mul(
      layer_normalization_2_gradient_ratio,
      tf.mul(layer_normalization_2_difference, 2),
    );
    const layer_normalization_2_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_2_gradient_scaled_3), [1]),
      [batch, 1],
    );
    const layer_normalization_2_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_2_gradient_scaled), [1]),
      [batch, 1],
    );
    const layer_normalization_2_gradient_ratio_1 = tf.div(
      tf.add(layer_normalization_2_gradient_reshaped_2, layer_normalization_2_gradient_reshaped_1),
      6,
    );
    const layer_normalization_2_gradient_sum = tf.add(
      layer_normalization_2_gradient_scaled,
      layer_normalization_2_gradient_scaled_3,
    );
    const dense_2_gradient = tf.add(
      layer_normalization_2_gradient_sum,
      layer_normalization_2_gradient_ratio_1,
    );
    // dense_2, backward
    const dense_2_gradient_chosen = tf.where(
      tf.less(0, dense_2_sum),
      dense_2_gradient,
      tf.mul(dense_2_gradient, tf.add(dense_2, 1)),
    );
    const dense_2_bias_gradient = tf.sum(dense_2_gradient_chosen, [0]);
    const layer_normalization_1_gradient = tf.matMul(
      dense_2_gradient_chosen,
      tf.transpose(weights.dense_2.kernel),
    );
    const dense_2_kernel_gradient = tf.matMul(tf.transpose(layer_normalization_1), dense_2_gradient_chosen);
    // layer_normalization_1, backward
    const layer_normalization_1_beta_gradient = tf.sum(layer_normalization_1_gradient, [0]);
    const layer_normalization_1_gradient_scaled = tf.mul(
      layer_normalization_1_gradient,
      layer_normalization_1_scaled,
    );
    const layer_normalization_1_gradient_scaled_1 = tf.mul(
      layer_normalization_1_gradient,
      layer_normalization_1_difference,
    );
    const layer_normalization_1_gamma_gradient = tf.sum(
      tf.mul(layer_normalization_1_gradient_scaled_1, layer_normalization_1_inverse_root),
      [0],
    );
    const layer_normalization_1_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(layer_normalization_1_gradient_scaled_1, weights.layer_normalization_1.gamma), [1]),
      [batch, 1],
    );
    const layer_normalization_1_gradient_scaled_2 = tf.mul(
      layer_normalization_1_inverse_root,
      tf.mul(layer_normalization_1_inverse_root, layer_normalization_1_inverse_root),
    );
    const layer_normalization_1_gradient_ratio = tf.div(
      tf.mul(tf.mul(layer_normalization_1_gradient_reshaped, -0.5), layer_normalization_1_gradient_scaled_2),
      6,
    );
    const layer_normalization_1_gradient_scaled_3 = tf.mul(
      layer_normalization_1_gradient_ratio,
      tf.mul(layer_normalization_1_difference, 2),
    );
    const layer_normalization_1_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_1_gradient_scaled_3), [1]),
      [batch, 1],
    );
    const layer_normalization_1_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_1_gradient_scaled), [1]),
      [batch, 1],
    );
    const layer_normalization_1_gradient_ratio_1 = tf.div(
      tf.add(layer_normalization_1_gradient_reshaped_2, layer_normalization_1_gradient_reshaped_1),
      6,
    );
    const layer_normalization_1_gradient_sum = tf.add(
      layer_normalization_1_gradient_scaled,
      layer_normalization_1_gradient_scaled_3,
    );
    const dense_1_gradient = tf.add(
      layer_normalization_1_gradient_sum,
      layer_normalization_1_gradient_ratio_1,
    );
    // dense_1, backward
    const dense_1_gradient_chosen = tf.where(
      tf.less(0, dense_1_sum),
      dense_1_gradient,
      tf.mul(dense_1_gradient, tf.add(dense_1, 1)),
    );
    const dense_1_bias_gradient = tf.sum(dense_1_gradient_chosen, [0]);
    const layer_normalization_gradient = tf.matMul(
      dense_1_gradient_chosen,
      tf.transpose(weights.dense_1.kernel),
    );
    const dense_1_kernel_gradient = tf.matMul(tf.transpose(layer_normalization), dense_1_gradient_chosen);
    // layer_normalization, backward
    const layer_normalization_beta_gradient = tf.sum(layer_normalization_gradient, [0]);
    const layer_normalization_gradient_scaled = tf.mul(
      layer_normalization_gradient,
      layer_normalization_scaled,
    );
    const layer_normalization_gradient_scaled_1 = tf.mul(
      layer_normalization_gradient,
      layer_normalization_difference,
    );
    const layer_normalization_gamma_gradient = tf.sum(
      tf.mul(layer_normalization_gradient_scaled_1, layer_normalization_inverse_root),
      [0],
    );
    const layer_normalization_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(layer_normalization_gradient_scaled_1, weights.layer_normalization.gamma), [1]),
      [batch, 1],
    );
    const layer_normalization_gradient_scaled_2 = tf.mul(
      layer_normalization_inverse_root,
      tf.mul(layer_normalization_inverse_root, layer_normalization_inverse_root),
    );
    const layer_normalization_gradient_ratio = tf.div(
      tf.mul(tf.mul(layer_normalization_gradient_reshaped, -0.5), layer_normalization_gradient_scaled_2),
      6,
    );
    const layer_normalization_gradient_scaled_3 = tf.mul(
      layer_normalization_gradient_ratio,
      tf.mul(layer_normalization_difference, 2),
    );
    const layer_normalization_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(layer_normalization_gradient_scaled_3), [1]),
      [batch, 1],
    );
    const layer_normalization_gradient_sum = tf.add(
      tf.reshape(tf.sum(tf.neg(layer_normalization_gradient_scaled), [1]), [batch, 1]),
      layer_normalization_gradient_reshaped_1,
    );
    const layer_normalization_gradient_sum_1 = tf.add(
      layer_normalization_gradient_scaled,
      layer_normalization_gradient_scaled_3,
    );
    const dense_gradient = tf.add(
      layer_normalization_gradient_sum_1,
      tf.div(layer_normalization_gradient_sum, 6),
    );
    // dense, backward
    const dense_gradient_chosen = tf.where(
      tf.less(0, dense_sum),
      dense_gradient,
      tf.mul(dense_gradient, tf.add(dense, 1)),
    );
    const dense_bias_gradient = tf.sum(dense_gradient_chosen, [0]);
    const global_max_pooling2d_gradient = tf.matMul(
      dense_gradient_chosen,
      tf.transpose(weights.dense.kernel),
    );
    const dense_kernel_gradient = tf.matMul(tf.transpose(global_max_pooling2d), dense_gradient_chosen);
    // global_max_pooling2d, backward
    const global_max_pooling2d_gradient_numbers = tf.cast(
      tf.equal(add_3, tf.reshape(global_max_pooling2d, [batch, 1, 1, 6])),
      "float32",
    );
    const global_max_pooling2d_gradient_ratio = tf.div(
      tf.reshape(global_max_pooling2d_gradient, [batch, 1, 1, 6]),
      tf.sum(global_max_pooling2d_gradient_numbers, [1, 2], true),
    );
    const skip_gradient = tf.mul(global_max_pooling2d_gradient_numbers, global_max_pooling2d_gradient_ratio);
    // stage_3: conv2d_7, backward
    const skip_gradient_reshaped = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_7.kernel, [0, 1]), [1, 1, 4, 1, 6]),
        [0, 1, 4, 3, 2],
      ),
      [1, 1, 6, 4],
    ) as tf.Tensor4D;
    const skip_gradient_padded = padInside(
      skip_gradient,
      [0, 0, 0, 0],
      [0, 1, 1, 0],
      [0, 1, 1, 0],
      0,
    ) as tf.Tensor4D;
    const skip_gradient_convolved = tf.conv2d(skip_gradient_padded, skip_gradient_reshaped, [1, 1], "valid");
    const skip_gradient_turned = tf.transpose(skip_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const skip_gradient_turned_1 = tf.transpose(add_2, [3, 1, 2, 0]) as tf.Tensor4D;
    const skip_gradient_convolved_1 = tf.conv2d(
      skip_gradient_turned_1,
      skip_gradient_turned,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
      "NHWC",
      [2, 2],
    );
    const conv2d_7_kernel_gradient = tf.transpose(
      tf.slice(skip_gradient_convolved_1, [0, 0, 0, 0], [4, 1, 1, 6]),
      [1, 2, 0, 3],
    );
    // stage_3: re_lu_3, backward
    const batch_normalization_3_gradient = tf.mul(skip_gradient, tf.step(body_3));
    // stage_3: batch_normalization_3, backward
    const batch_normalization_3_beta_gradient = tf.sum(batch_normalization_3_gradient, [0, 1, 2]);
    const batch_normalization_3_gradient_scaled = tf.mul(
      batch_normalization_3_gradient,
      batch_normalization_3_scaled,
    );
    const batch_normalization_3_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(batch_normalization_3_gradient, batch_normalization_3_difference), [0, 1, 2]),
      [1, 1, 1, 6],
    );
    const batch_normalization_3_gamma_gradient = tf.sum(
      tf.mul(batch_normalization_3_gradient_reshaped, batch_normalization_3_inverse_root),
      [0, 1, 2],
    );
    const batch_normalization_3_gradient_scaled_1 = tf.mul(
      batch_normalization_3_inverse_root,
      tf.mul(batch_normalization_3_inverse_root, batch_normalization_3_inverse_root),
    );
    const batch_normalization_3_gradient_scaled_2 = tf.mul(
      tf.mul(batch_normalization_3_gradient_reshaped, weights.batch_normalization_3.gamma),
      -0.5,
    );
    const batch_normalization_3_gradient_ratio = tf.div(
      tf.mul(batch_normalization_3_gradient_scaled_2, batch_normalization_3_gradient_scaled_1),
      16 * batch,
    );
    const batch_normalization_3_gradient_scaled_3 = tf.mul(
      batch_normalization_3_gradient_ratio,
      tf.mul(batch_normalization_3_difference, 2),
    );
    const batch_normalization_3_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_3_gradient_scaled_3), [0, 1, 2]),
      [1, 1, 1, 6],
    );
    const batch_normalization_3_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_3_gradient_scaled), [0, 1, 2]),
      [1, 1, 1, 6],
    );
    const batch_normalization_3_gradient_ratio_1 = tf.div(
      tf.add(batch_normalization_3_gradient_reshaped_2, batch_normalization_3_gradient_reshaped_1),
      16 * batch,
    );
    const batch_normalization_3_gradient_sum = tf.add(
      batch_normalization_3_gradient_scaled,
      batch_normalization_3_gradient_scaled_3,
    );
    const conv2d_6_gradient = tf.add(
      batch_normalization_3_gradient_sum,
      batch_normalization_3_gradient_ratio_1,
    );
    // stage_3: conv2d_6, backward
    const conv2d_6_gradient_reshaped = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_6.kernel, [0, 1]), [3, 3, 4, 1, 6]),
        [0, 1, 4, 3, 2],
      ),
      [3, 3, 6, 4],
    ) as tf.Tensor4D;
    const conv2d_6_gradient_padded = padInside(
      conv2d_6_gradient,
      [0, 2, 2, 0],
      [0, 1, 1, 0],
      [0, 1, 1, 0],
      0,
    ) as tf.Tensor4D;
    const conv2d_6_gradient_turned = tf.transpose(conv2d_6_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_6_gradient_turned_1 = tf.transpose(add_2, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_6_gradient_convolved = tf.conv2d(
      conv2d_6_gradient_turned_1,
      conv2d_6_gradient_turned,
      [1, 1],
      [[0, 0], [0, 1], [0, 1], [0, 0]],
      "NHWC",
      [2, 2],
    );
    const conv2d_6_kernel_gradient = tf.transpose(
      tf.slice(conv2d_6_gradient_convolved, [0, 0, 0, 0], [4, 3, 3, 6]),
      [1, 2, 0, 3],
    );
    const skip_gradient_1: tf.Tensor4D = tf.add(
      skip_gradient_convolved,
      tf.conv2d(conv2d_6_gradient_padded, conv2d_6_gradient_reshaped, [1, 1], "valid"),
    );
    // stage_2: conv2d_5, backward
    const skip_gradient_reshaped_1 = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_5.kernel, [0, 1]), [1, 1, 4, 1, 4]),
        [0, 1, 4, 3, 2],
      ),
      [1, 1, 4, 4],
    ) as tf.Tensor4D;
    const conv2d_4_gradient = tf.conv2d(
      skip_gradient_1,
      skip_gradient_reshaped_1,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const skip_gradient_turned_2 = tf.transpose(skip_gradient_1, [1, 2, 0, 3]) as tf.Tensor4D;
    const skip_gradient_turned_3 = tf.transpose(add_1, [3, 1, 2, 0]) as tf.Tensor4D;
    const skip_gradient_convolved_2 = tf.conv2d(
      skip_gradient_turned_3,
      skip_gradient_turned_2,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d_5_kernel_gradient = tf.transpose(
      tf.slice(skip_gradient_convolved_2, [0, 0, 0, 0], [4, 1, 1, 4]),
      [1, 2, 0, 3],
    );
    // stage_2: re_lu_2, backward
    const batch_normalization_2_gradient = tf.mul(skip_gradient_1, tf.step(body_2));
    // stage_2: batch_normalization_2, backward
    const batch_normalization_2_beta_gradient = tf.sum(batch_normalization_2_gradient, [0, 1, 2]);
    const batch_normalization_2_gradient_scaled = tf.mul(
      batch_normalization_2_gradient,
      batch_normalization_2_scaled,
    );
    const batch_normalization_2_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(batch_normalization_2_gradient, batch_normalization_2_difference), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_2_gamma_gradient = tf.sum(
      tf.mul(batch_normalization_2_gradient_reshaped, batch_normalization_2_inverse_root),
      [0, 1, 2],
    );
    const batch_normalization_2_gradient_scaled_1 = tf.mul(
      batch_normalization_2_inverse_root,
      tf.mul(batch_normalization_2_inverse_root, batch_normalization_2_inverse_root),
    );
    const batch_normalization_2_gradient_scaled_2 = tf.mul(
      tf.mul(batch_normalization_2_gradient_reshaped, weights.batch_normalization_2.gamma),
      -0.5,
    );
    const batch_normalization_2_gradient_ratio = tf.div(
      tf.mul(batch_normalization_2_gradient_scaled_2, batch_normalization_2_gradient_scaled_1),
      64 * batch,
    );
    const batch_normalization_2_gradient_scaled_3 = tf.mul(
      batch_normalization_2_gradient_ratio,
      tf.mul(batch_normalization_2_difference, 2),
    );
    const batch_normalization_2_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_2_gradient_scaled_3), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_2_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_2_gradient_scaled), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_2_gradient_ratio_1: tf.Tensor4D = tf.div(
      tf.add(batch_normalization_2_gradient_reshaped_2, batch_normalization_2_gradient_reshaped_1),
      64 * batch,
    );
    const batch_normalization_2_gradient_sum: tf.Tensor4D = tf.add(
      batch_normalization_2_gradient_scaled,
      batch_normalization_2_gradient_scaled_3,
    );
    const conv2d_4_gradient_1: tf.Tensor4D = tf.add(
      batch_normalization_2_gradient_sum,
      batch_normalization_2_gradient_ratio_1,
    );
    // stage_2: conv2d_4, backward
    const conv2d_4_gradient_reshaped = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_4.kernel, [0, 1]), [3, 3, 4, 1, 4]),
        [0, 1, 4, 3, 2],
      ),
      [3, 3, 4, 4],
    ) as tf.Tensor4D;
    const conv2d_4_gradient_turned = tf.transpose(conv2d_4_gradient_1, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_4_gradient_turned_1 = tf.transpose(add_1, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_4_gradient_convolved = tf.conv2d(
      conv2d_4_gradient_turned_1,
      conv2d_4_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_4_kernel_gradient = tf.transpose(
      tf.slice(conv2d_4_gradient_convolved, [0, 0, 0, 0], [4, 3, 3, 4]),
      [1, 2, 0, 3],
    );
    const skip_gradient_2: tf.Tensor4D = tf.add(
      conv2d_4_gradient,
      tf.conv2d(conv2d_4_gradient_1, conv2d_4_gradient_reshaped, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    );
    // stage_1: conv2d_3, backward
    const skip_gradient_reshaped_2 = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_3.kernel, [0, 1]), [1, 1, 4, 1, 4]),
        [0, 1, 4, 3, 2],
      ),
      [1, 1, 4, 4],
    ) as tf.Tensor4D;
    const conv2d_2_gradient = tf.conv2d(
      skip_gradient_2,
      skip_gradient_reshaped_2,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const skip_gradient_turned_4 = tf.transpose(skip_gradient_2, [1, 2, 0, 3]) as tf.Tensor4D;
    const skip_gradient_turned_5 = tf.transpose(add, [3, 1, 2, 0]) as tf.Tensor4D;
    const skip_gradient_convolved_3 = tf.conv2d(
      skip_gradient_turned_5,
      skip_gradient_turned_4,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d_3_kernel_gradient = tf.transpose(
      tf.slice(skip_gradient_convolved_3, [0, 0, 0, 0], [4, 1, 1, 4]),
      [1, 2, 0, 3],
    );
    // stage_1: re_lu_1, backward
    const batch_normalization_1_gradient = tf.mul(skip_gradient_2, tf.step(body_1));
    // stage_1: batch_normalization_1, backward
    const batch_normalization_1_beta_gradient = tf.sum(batch_normalization_1_gradient, [0, 1, 2]);
    const batch_normalization_1_gradient_scaled = tf.mul(
      batch_normalization_1_gradient,
      batch_normalization_1_scaled,
    );
    const batch_normalization_1_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(batch_normalization_1_gradient, batch_normalization_1_difference), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_1_gamma_gradient = tf.sum(
      tf.mul(batch_normalization_1_gradient_reshaped, batch_normalization_1_inverse_root),
      [0, 1, 2],
    );
    const batch_normalization_1_gradient_scaled_1 = tf.mul(
      batch_normalization_1_inverse_root,
      tf.mul(batch_normalization_1_inverse_root, batch_normalization_1_inverse_root),
    );
    const batch_normalization_1_gradient_scaled_2 = tf.mul(
      tf.mul(batch_normalization_1_gradient_reshaped, weights.batch_normalization_1.gamma),
      -0.5,
    );
    const batch_normalization_1_gradient_ratio = tf.div(
      tf.mul(batch_normalization_1_gradient_scaled_2, batch_normalization_1_gradient_scaled_1),
      64 * batch,
    );
    const batch_normalization_1_gradient_scaled_3 = tf.mul(
      batch_normalization_1_gradient_ratio,
      tf.mul(batch_normalization_1_difference, 2),
    );
    const batch_normalization_1_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_1_gradient_scaled_3), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_1_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_1_gradient_scaled), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_1_gradient_ratio_1: tf.Tensor4D = tf.div(
      tf.add(batch_normalization_1_gradient_reshaped_2, batch_normalization_1_gradient_reshaped_1),
      64 * batch,
    );
    const batch_normalization_1_gradient_sum: tf.Tensor4D = tf.add(
      batch_normalization_1_gradient_scaled,
      batch_normalization_1_gradient_scaled_3,
    );
    const conv2d_2_gradient_1: tf.Tensor4D = tf.add(
      batch_normalization_1_gradient_sum,
      batch_normalization_1_gradient_ratio_1,
    );
    // stage_1: conv2d_2, backward
    const conv2d_2_gradient_reshaped = tf.reshape(
      tf.transpose(
        tf.reshape(reverse(weights.conv2d_2.kernel, [0, 1]), [3, 3, 4, 1, 4]),
        [0, 1, 4, 3, 2],
      ),
      [3, 3, 4, 4],
    ) as tf.Tensor4D;
    const conv2d_2_gradient_turned = tf.transpose(conv2d_2_gradient_1, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_2_gradient_turned_1 = tf.transpose(add, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_2_gradient_convolved = tf.conv2d(
      conv2d_2_gradient_turned_1,
      conv2d_2_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_2_kernel_gradient = tf.transpose(
      tf.slice(conv2d_2_gradient_convolved, [0, 0, 0, 0], [4, 3, 3, 4]),
      [1, 2, 0, 3],
    );
    const skip_gradient_3 = tf.add(
      conv2d_2_gradient,
      tf.conv2d(conv2d_2_gradient_1, conv2d_2_gradient_reshaped, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    );
    // stage: conv2d_1, backward
    const skip_gradient_turned_6 = tf.transpose(skip_gradient_3, [1, 2, 0, 3]) as tf.Tensor4D;
    const skip_gradient_turned_7 = tf.transpose(image, [3, 1, 2, 0]) as tf.Tensor4D;
    const skip_gradient_convolved_4 = tf.conv2d(
      skip_gradient_turned_7,
      skip_gradient_turned_6,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
    );
    const conv2d_1_kernel_gradient = tf.transpose(
      tf.slice(skip_gradient_convolved_4, [0, 0, 0, 0], [2, 1, 1, 4]),
      [1, 2, 0, 3],
    );
    // stage: re_lu, backward
    const batch_normalization_gradient = tf.mul(skip_gradient_3, tf.step(body));
    // stage: batch_normalization, backward
    const batch_normalization_beta_gradient = tf.sum(batch_normalization_gradient, [0, 1, 2]);
    const batch_normalization_gradient_scaled = tf.mul(
      batch_normalization_gradient,
      batch_normalization_scaled,
    );
    const batch_normalization_gradient_reshaped = tf.reshape(
      tf.sum(tf.mul(batch_normalization_gradient, batch_normalization_difference), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_gamma_gradient = tf.sum(
      tf.mul(batch_normalization_gradient_reshaped, batch_normalization_inverse_root),
      [0, 1, 2],
    );
    const batch_normalization_gradient_scaled_1 = tf.mul(
      batch_normalization_inverse_root,
      tf.mul(batch_normalization_inverse_root, batch_normalization_inverse_root),
    );
    const batch_normalization_gradient_scaled_2 = tf.mul(
      tf.mul(batch_normalization_gradient_reshaped, weights.batch_normalization.gamma),
      -0.5,
    );
    const batch_normalization_gradient_ratio = tf.div(
      tf.mul(batch_normalization_gradient_scaled_2, batch_normalization_gradient_scaled_1),
      64 * batch,
    );
    const batch_normalization_gradient_scaled_3 = tf.mul(
      batch_normalization_gradient_ratio,
      tf.mul(batch_normalization_difference, 2),
    );
    const batch_normalization_gradient_reshaped_1 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_gradient_scaled_3), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_gradient_reshaped_2 = tf.reshape(
      tf.sum(tf.neg(batch_normalization_gradient_scaled), [0, 1, 2]),
      [1, 1, 1, 4],
    );
    const batch_normalization_gradient_ratio_1 = tf.div(
      tf.add(batch_normalization_gradient_reshaped_2, batch_normalization_gradient_reshaped_1),
      64 * batch,
    );
    const conv2d_gradient = tf.add(
      tf.add(batch_normalization_gradient_scaled, batch_normalization_gradient_scaled_3),
      batch_normalization_gradient_ratio_1,
    );
    // stage: conv2d, backward
    const conv2d_gradient_turned = tf.transpose(conv2d_gradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2d_gradient_turned_1 = tf.transpose(image, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d_gradient_convolved = tf.conv2d(
      conv2d_gradient_turned_1,
      conv2d_gradient_turned,
      [1, 1],
      [[0, 0], [1, 1], [1, 1], [0, 0]],
    );
    const conv2d_kernel_gradient = tf.transpose(
      tf.slice(conv2d_gradient_convolved, [0, 0, 0, 0], [2, 3, 3, 4]),
      [1, 2, 0, 3],
    );

    // update: sgd
    const step_scalar = tf.scalar(step, "int32");
    const sgd_is_equal = tf.equal(
      zipWhole("remainder", tf.add(step_scalar, tf.scalar(1, "int32")), tf.scalar(2, "int32")),
      tf.scalar(0, "int32"),
    );
    const sgd_numbers = tf.cast(
      tf.logicalNot(
        tf.equal(zipWhole("quotient", step_scalar, tf.scalar(2, "int32")), tf.scalar(0, "int32")),
      ),
      "float32",
    );
    const sgd_scaled = tf.mul(sgd_numbers, 0.99);
    const sgd_difference = tf.sub(1, sgd_scaled);
    const conv2d_kernel = updateBySgd(
      weights.conv2d.kernel,
      conv2d_kernel_gradient,
      optimizer.sgd.conv2d_kernel_average,
      optimizer.sgd.conv2d_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_gamma = updateBySgd_1(
      weights.batch_normalization.gamma,
      batch_normalization_gamma_gradient,
      optimizer.sgd.batch_normalization_gamma_average,
      optimizer.sgd.batch_normalization_gamma_gradient_accumulator,
      optimizer.sgd.batch_normalization_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_beta = updateBySgd_1(
      weights.batch_normalization.beta,
      batch_normalization_beta_gradient,
      optimizer.sgd.batch_normalization_beta_average,
      optimizer.sgd.batch_normalization_beta_gradient_accumulator,
      optimizer.sgd.batch_normalization_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_1_kernel = updateBySgd_2(
      weights.conv2d_1.kernel,
      conv2d_1_kernel_gradient,
      optimizer.sgd.conv2d_1_kernel_average,
      optimizer.sgd.conv2d_1_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_1_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_2_kernel = updateBySgd_3(
      weights.conv2d_2.kernel,
      conv2d_2_kernel_gradient,
      optimizer.sgd.conv2d_2_kernel_average,
      optimizer.sgd.conv2d_2_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_2_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_1_gamma = updateBySgd_1(
      weights.batch_normalization_1.gamma,
      batch_normalization_1_gamma_gradient,
      optimizer.sgd.batch_normalization_1_gamma_average,
      optimizer.sgd.batch_normalization_1_gamma_gradient_accumulator,
      optimizer.sgd.batch_normalization_1_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_1_beta = updateBySgd_1(
      weights.batch_normalization_1.beta,
      batch_normalization_1_beta_gradient,
      optimizer.sgd.batch_normalization_1_beta_average,
      optimizer.sgd.batch_normalization_1_beta_gradient_accumulator,
      optimizer.sgd.batch_normalization_1_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_3_kernel = updateBySgd_4(
      weights.conv2d_3.kernel,
      conv2d_3_kernel_gradient,
      optimizer.sgd.conv2d_3_kernel_average,
      optimizer.sgd.conv2d_3_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_3_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_4_kernel = updateBySgd_3(
      weights.conv2d_4.kernel,
      conv2d_4_kernel_gradient,
      optimizer.sgd.conv2d_4_kernel_average,
      optimizer.sgd.conv2d_4_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_4_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_2_gamma = updateBySgd_1(
      weights.batch_normalization_2.gamma,
      batch_normalization_2_gamma_gradient,
      optimizer.sgd.batch_normalization_2_gamma_average,
      optimizer.sgd.batch_normalization_2_gamma_gradient_accumulator,
      optimizer.sgd.batch_normalization_2_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_2_beta = updateBySgd_1(
      weights.batch_normalization_2.beta,
      batch_normalization_2_beta_gradient,
      optimizer.sgd.batch_normalization_2_beta_average,
      optimizer.sgd.batch_normalization_2_beta_gradient_accumulator,
      optimizer.sgd.batch_normalization_2_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_5_kernel = updateBySgd_4(
      weights.conv2d_5.kernel,
      conv2d_5_kernel_gradient,
      optimizer.sgd.conv2d_5_kernel_average,
      optimizer.sgd.conv2d_5_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_5_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_6_kernel = updateBySgd_5(
      weights.conv2d_6.kernel,
      conv2d_6_kernel_gradient,
      optimizer.sgd.conv2d_6_kernel_average,
      optimizer.sgd.conv2d_6_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_6_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_3_gamma = updateBySgd_6(
      weights.batch_normalization_3.gamma,
      batch_normalization_3_gamma_gradient,
      optimizer.sgd.batch_normalization_3_gamma_average,
      optimizer.sgd.batch_normalization_3_gamma_gradient_accumulator,
      optimizer.sgd.batch_normalization_3_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const batch_normalization_3_beta = updateBySgd_6(
      weights.batch_normalization_3.beta,
      batch_normalization_3_beta_gradient,
      optimizer.sgd.batch_normalization_3_beta_average,
      optimizer.sgd.batch_normalization_3_beta_gradient_accumulator,
      optimizer.sgd.batch_normalization_3_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const conv2d_7_kernel = updateBySgd_7(
      weights.conv2d_7.kernel,
      conv2d_7_kernel_gradient,
      optimizer.sgd.conv2d_7_kernel_average,
      optimizer.sgd.conv2d_7_kernel_gradient_accumulator,
      optimizer.sgd.conv2d_7_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_kernel = updateBySgd_8(
      weights.dense.kernel,
      dense_kernel_gradient,
      optimizer.sgd.dense_kernel_average,
      optimizer.sgd.dense_kernel_gradient_accumulator,
      optimizer.sgd.dense_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_bias = updateBySgd_6(
      weights.dense.bias,
      dense_bias_gradient,
      optimizer.sgd.dense_bias_average,
      optimizer.sgd.dense_bias_gradient_accumulator,
      optimizer.sgd.dense_bias_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_gamma = updateBySgd_6(
      weights.layer_normalization.gamma,
      layer_normalization_gamma_gradient,
      optimizer.sgd.layer_normalization_gamma_average,
      optimizer.sgd.layer_normalization_gamma_gradient_accumulator,
      optimizer.sgd.layer_normalization_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_beta = updateBySgd_6(
      weights.layer_normalization.beta,
      layer_normalization_beta_gradient,
      optimizer.sgd.layer_normalization_beta_average,
      optimizer.sgd.layer_normalization_beta_gradient_accumulator,
      optimizer.sgd.layer_normalization_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_1_kernel = updateBySgd_8(
      weights.dense_1.kernel,
      dense_1_kernel_gradient,
      optimizer.sgd.dense_1_kernel_average,
      optimizer.sgd.dense_1_kernel_gradient_accumulator,
      optimizer.sgd.dense_1_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_1_bias = updateBySgd_6(
      weights.dense_1.bias,
      dense_1_bias_gradient,
      optimizer.sgd.dense_1_bias_average,
      optimizer.sgd.dense_1_bias_gradient_accumulator,
      optimizer.sgd.dense_1_bias_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_1_gamma = updateBySgd_6(
      weights.layer_normalization_1.gamma,
      layer_normalization_1_gamma_gradient,
      optimizer.sgd.layer_normalization_1_gamma_average,
      optimizer.sgd.layer_normalization_1_gamma_gradient_accumulator,
      optimizer.sgd.layer_normalization_1_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_1_beta = updateBySgd_6(
      weights.layer_normalization_1.beta,
      layer_normalization_1_beta_gradient,
      optimizer.sgd.layer_normalization_1_beta_average,
      optimizer.sgd.layer_normalization_1_beta_gradient_accumulator,
      optimizer.sgd.layer_normalization_1_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_2_kernel = updateBySgd_8(
      weights.dense_2.kernel,
      dense_2_kernel_gradient,
      optimizer.sgd.dense_2_kernel_average,
      optimizer.sgd.dense_2_kernel_gradient_accumulator,
      optimizer.sgd.dense_2_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_2_bias = updateBySgd_6(
      weights.dense_2.bias,
      dense_2_bias_gradient,
      optimizer.sgd.dense_2_bias_average,
      optimizer.sgd.dense_2_bias_gradient_accumulator,
      optimizer.sgd.dense_2_bias_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_2_gamma = updateBySgd_6(
      weights.layer_normalization_2.gamma,
      layer_normalization_2_gamma_gradient,
      optimizer.sgd.layer_normalization_2_gamma_average,
      optimizer.sgd.layer_normalization_2_gamma_gradient_accumulator,
      optimizer.sgd.layer_normalization_2_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_2_beta = updateBySgd_6(
      weights.layer_normalization_2.beta,
      layer_normalization_2_beta_gradient,
      optimizer.sgd.layer_normalization_2_beta_average,
      optimizer.sgd.layer_normalization_2_beta_gradient_accumulator,
      optimizer.sgd.layer_normalization_2_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_3_kernel = updateBySgd_8(
      weights.dense_3.kernel,
      dense_3_kernel_gradient,
      optimizer.sgd.dense_3_kernel_average,
      optimizer.sgd.dense_3_kernel_gradient_accumulator,
      optimizer.sgd.dense_3_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_3_bias = updateBySgd_6(
      weights.dense_3.bias,
      dense_3_bias_gradient,
      optimizer.sgd.dense_3_bias_average,
      optimizer.sgd.dense_3_bias_gradient_accumulator,
      optimizer.sgd.dense_3_bias_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_3_gamma = updateBySgd_6(
      weights.layer_normalization_3.gamma,
      layer_normalization_3_gamma_gradient,
      optimizer.sgd.layer_normalization_3_gamma_average,
      optimizer.sgd.layer_normalization_3_gamma_gradient_accumulator,
      optimizer.sgd.layer_normalization_3_gamma_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const layer_normalization_3_beta = updateBySgd_6(
      weights.layer_normalization_3.beta,
      layer_normalization_3_beta_gradient,
      optimizer.sgd.layer_normalization_3_beta_average,
      optimizer.sgd.layer_normalization_3_beta_gradient_accumulator,
      optimizer.sgd.layer_normalization_3_beta_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_4_kernel = updateBySgd_8(
      weights.dense_4.kernel,
      dense_4_kernel_gradient,
      optimizer.sgd.dense_4_kernel_average,
      optimizer.sgd.dense_4_kernel_gradient_accumulator,
      optimizer.sgd.dense_4_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_5_kernel = updateBySgd_9(
      weights.dense_5.kernel,
      dense_5_kernel_gradient,
      optimizer.sgd.dense_5_kernel_average,
      optimizer.sgd.dense_5_kernel_gradient_accumulator,
      optimizer.sgd.dense_5_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_6_kernel = updateBySgd_10(
      weights.dense_6.kernel,
      dense_6_kernel_gradient,
      optimizer.sgd.dense_6_kernel_average,
      optimizer.sgd.dense_6_kernel_gradient_accumulator,
      optimizer.sgd.dense_6_kernel_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );
    const dense_6_bias = updateBySgd_11(
      weights.dense_6.bias,
      dense_6_bias_gradient,
      optimizer.sgd.dense_6_bias_average,
      optimizer.sgd.dense_6_bias_gradient_accumulator,
      optimizer.sgd.dense_6_bias_momentum,
      sgd_is_equal,
      optimizer.learning_rate,
      sgd_scaled,
      sgd_difference,
    );

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, repeats.nn:27
    const accuracy_total = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(tf.argMax(label_target, 1), tf.argMax(softmax, 1)), "float32"), [0]),
    );
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    // metric: first_bad_step
    const metric_both = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const first_bad_step = tf.where<tf.Tensor>(metric_both, step_scalar, health.first_bad_step);
    return {
      loss,
      state: {
        weights: {
          conv2d: { kernel: conv2d_kernel.weight },
          batch_normalization: {
            gamma: batch_normalization_gamma.weight,
            beta: batch_normalization_beta.weight,
            moving_mean: batch_normalization_moving_mean,
            moving_variance: batch_normalization_moving_variance,
          },
          conv2d_1: { kernel: conv2d_1_kernel.weight },
          conv2d_2: { kernel: conv2d_2_kernel.weight },
          batch_normalization_1: {
            gamma: batch_normalization_1_gamma.weight,
            beta: batch_normalization_1_beta.weight,
            moving_mean: batch_normalization_1_moving_mean,
            moving_variance: batch_normalization_1_moving_variance,
          },
          conv2d_3: { kernel: conv2d_3_kernel.weight },
          conv2d_4: { kernel: conv2d_4_kernel.weight },
          batch_normalization_2: {
            gamma: batch_normalization_2_gamma.weight,
            beta: batch_normalization_2_beta.weight,
            moving_mean: batch_normalization_2_moving_mean,
            moving_variance: batch_normalization_2_moving_variance,
          },
          conv2d_5: { kernel: conv2d_5_kernel.weight },
          conv2d_6: { kernel: conv2d_6_kernel.weight },
          batch_normalization_3: {
            gamma: batch_normalization_3_gamma.weight,
            beta: batch_normalization_3_beta.weight,
            moving_mean: batch_normalization_3_moving_mean,
            moving_variance: batch_normalization_3_moving_variance,
          },
          conv2d_7: { kernel: conv2d_7_kernel.weight },
          dense: { kernel: dense_kernel.weight, bias: dense_bias.weight },
          layer_normalization: {
            gamma: layer_normalization_gamma.weight,
            beta: layer_normalization_beta.weight,
          },
          dense_1: { kernel: dense_1_kernel.weight, bias: dense_1_bias.weight },
          layer_normalization_1: {
            gamma: layer_normalization_1_gamma.weight,
            beta: layer_normalization_1_beta.weight,
          },
          dense_2: { kernel: dense_2_kernel.weight, bias: dense_2_bias.weight },
          layer_normalization_2: {
            gamma: layer_normalization_2_gamma.weight,
            beta: layer_normalization_2_beta.weight,
          },
          dense_3: { kernel: dense_3_kernel.weight, bias: dense_3_bias.weight },
          layer_normalization_3: {
            gamma: layer_normalization_3_gamma.weight,
            beta: layer_normalization_3_beta.weight,
          },
          dense_4: { kernel: dense_4_kernel.weight },
          dense_5: { kernel: dense_5_kernel.weight },
          dense_6: { kernel: dense_6_kernel.weight, bias: dense_6_bias.weight },
        },
        optimizer: {
          sgd: {
            conv2d_kernel_average: conv2d_kernel.average,
            batch_normalization_gamma_average: batch_normalization_gamma.average,
            batch_normalization_beta_average: batch_normalization_beta.average,
            conv2d_1_kernel_average: conv2d_1_kernel.average,
            conv2d_2_kernel_average: conv2d_2_kernel.average,
            batch_normalization_1_gamma_average: batch_normalization_1_gamma.average,
            batch_normalization_1_beta_average: batch_normalization_1_beta.average,
            conv2d_3_kernel_average: conv2d_3_kernel.average,
            conv2d_4_kernel_average: conv2d_4_kernel.average,
            batch_normalization_2_gamma_average: batch_normalization_2_gamma.average,
            batch_normalization_2_beta_average: batch_normalization_2_beta.average,
            conv2d_5_kernel_average: conv2d_5_kernel.average,
            conv2d_6_kernel_average: conv2d_6_kernel.average,
            batch_normalization_3_gamma_average: batch_normalization_3_gamma.average,
            batch_normalization_3_beta_average: batch_normalization_3_beta.average,
            conv2d_7_kernel_average: conv2d_7_kernel.average,
            dense_kernel_average: dense_kernel.average,
            dense_bias_average: dense_bias.average,
            layer_normalization_gamma_average: layer_normalization_gamma.average,
            layer_normalization_beta_average: layer_normalization_beta.average,
            dense_1_kernel_average: dense_1_kernel.average,
            dense_1_bias_average: dense_1_bias.average,
            layer_normalization_1_gamma_average: layer_normalization_1_gamma.average,
            layer_normalization_1_beta_average: layer_normalization_1_beta.average,
            dense_2_kernel_average: dense_2_kernel.average,
            dense_2_bias_average: dense_2_bias.average,
            layer_normalization_2_gamma_average: layer_normalization_2_gamma.average,
            layer_normalization_2_beta_average: layer_normalization_2_beta.average,
            dense_3_kernel_average: dense_3_kernel.average,
            dense_3_bias_average: dense_3_bias.average,
            layer_normalization_3_gamma_average: layer_normalization_3_gamma.average,
            layer_normalization_3_beta_average: layer_normalization_3_beta.average,
            dense_4_kernel_average: dense_4_kernel.average,
            dense_5_kernel_average: dense_5_kernel.average,
            dense_6_kernel_average: dense_6_kernel.average,
            dense_6_bias_average: dense_6_bias.average,
            conv2d_kernel_gradient_accumulator: conv2d_kernel.gradient_accumulator,
            batch_normalization_gamma_gradient_accumulator: batch_normalization_gamma.gradient_accumulator,
            batch_normalization_beta_gradient_accumulator: batch_normalization_beta.gradient_accumulator,
            conv2d_1_kernel_gradient_accumulator: conv2d_1_kernel.gradient_accumulator,
            conv2d_2_kernel_gradient_accumulator: conv2d_2_kernel.gradient_accumulator,
            batch_normalization_1_gamma_gradient_accumulator: batch_normalization_1_gamma.gradient_accumulator,
            batch_normalization_1_beta_gradient_accumulator: batch_normalization_1_beta.gradient_accumulator,
            conv2d_3_kernel_gradient_accumulator: conv2d_3_kernel.gradient_accumulator,
            conv2d_4_kernel_gradient_accumulator: conv2d_4_kernel.gradient_accumulator,
            batch_normalization_2_gamma_gradient_accumulator: batch_normalization_2_gamma.gradient_accumulator,
            batch_normalization_2_beta_gradient_accumulator: batch_normalization_2_beta.gradient_accumulator,
            conv2d_5_kernel_gradient_accumulator: conv2d_5_kernel.gradient_accumulator,
            conv2d_6_kernel_gradient_accumulator: conv2d_6_kernel.gradient_accumulator,
            batch_normalization_3_gamma_gradient_accumulator: batch_normalization_3_gamma.gradient_accumulator,
            batch_normalization_3_beta_gradient_accumulator: batch_normalization_3_beta.gradient_accumulator,
            conv2d_7_kernel_gradient_accumulator: conv2d_7_kernel.gradient_accumulator,
            dense_kernel_gradient_accumulator: dense_kernel.gradient_accumulator,
            dense_bias_gradient_accumulator: dense_bias.gradient_accumulator,
            layer_normalization_gamma_gradient_accumulator: layer_normalization_gamma.gradient_accumulator,
            layer_normalization_beta_gradient_accumulator: layer_normalization_beta.gradient_accumulator,
            dense_1_kernel_gradient_accumulator: dense_1_kernel.gradient_accumulator,
            dense_1_bias_gradient_accumulator: dense_1_bias.gradient_accumulator,
            layer_normalization_1_gamma_gradient_accumulator: layer_normalization_1_gamma.gradient_accumulator,
            layer_normalization_1_beta_gradient_accumulator: layer_normalization_1_beta.gradient_accumulator,
            dense_2_kernel_gradient_accumulator: dense_2_kernel.gradient_accumulator,
            dense_2_bias_gradient_accumulator: dense_2_bias.gradient_accumulator,
            layer_normalization_2_gamma_gradient_accumulator: layer_normalization_2_gamma.gradient_accumulator,
            layer_normalization_2_beta_gradient_accumulator: layer_normalization_2_beta.gradient_accumulator,
            dense_3_kernel_gradient_accumulator: dense_3_kernel.gradient_accumulator,
            dense_3_bias_gradient_accumulator: dense_3_bias.gradient_accumulator,
            layer_normalization_3_gamma_gradient_accumulator: layer_normalization_3_gamma.gradient_accumulator,
            layer_normalization_3_beta_gradient_accumulator: layer_normalization_3_beta.gradient_accumulator,
            dense_4_kernel_gradient_accumulator: dense_4_kernel.gradient_accumulator,
            dense_5_kernel_gradient_accumulator: dense_5_kernel.gradient_accumulator,
            dense_6_kernel_gradient_accumulator: dense_6_kernel.gradient_accumulator,
            dense_6_bias_gradient_accumulator: dense_6_bias.gradient_accumulator,
            conv2d_kernel_momentum: conv2d_kernel.momentum,
            batch_normalization_gamma_momentum: batch_normalization_gamma.momentum,
            batch_normalization_beta_momentum: batch_normalization_beta.momentum,
            conv2d_1_kernel_momentum: conv2d_1_kernel.momentum,
            conv2d_2_kernel_momentum: conv2d_2_kernel.momentum,
            batch_normalization_1_gamma_momentum: batch_normalization_1_gamma.momentum,
            batch_normalization_1_beta_momentum: batch_normalization_1_beta.momentum,
            conv2d_3_kernel_momentum: conv2d_3_kernel.momentum,
            conv2d_4_kernel_momentum: conv2d_4_kernel.momentum,
            batch_normalization_2_gamma_momentum: batch_normalization_2_gamma.momentum,
            batch_normalization_2_beta_momentum: batch_normalization_2_beta.momentum,
            conv2d_5_kernel_momentum: conv2d_5_kernel.momentum,
            conv2d_6_kernel_momentum: conv2d_6_kernel.momentum,
            batch_normalization_3_gamma_momentum: batch_normalization_3_gamma.momentum,
            batch_normalization_3_beta_momentum: batch_normalization_3_beta.momentum,
            conv2d_7_kernel_momentum: conv2d_7_kernel.momentum,
            dense_kernel_momentum: dense_kernel.momentum,
            dense_bias_momentum: dense_bias.momentum,
            layer_normalization_gamma_momentum: layer_normalization_gamma.momentum,
            layer_normalization_beta_momentum: layer_normalization_beta.momentum,
            dense_1_kernel_momentum: dense_1_kernel.momentum,
            dense_1_bias_momentum: dense_1_bias.momentum,
            layer_normalization_1_gamma_momentum: layer_normalization_1_gamma.momentum,
            layer_normalization_1_beta_momentum: layer_normalization_1_beta.momentum,
            dense_2_kernel_momentum: dense_2_kernel.momentum,
            dense_2_bias_momentum: dense_2_bias.momentum,
            layer_normalization_2_gamma_momentum: layer_normalization_2_gamma.momentum,
            layer_normalization_2_beta_momentum: layer_normalization_2_beta.momentum,
            dense_3_kernel_momentum: dense_3_kernel.momentum,
            dense_3_bias_momentum: dense_3_bias.momentum,
            layer_normalization_3_gamma_momentum: layer_normalization_3_gamma.momentum,
            layer_normalization_3_beta_momentum: layer_normalization_3_beta.momentum,
            dense_4_kernel_momentum: dense_4_kernel.momentum,
            dense_5_kernel_momentum: dense_5_kernel.momentum,
            dense_6_kernel_momentum: dense_6_kernel.momentum,
            dense_6_bias_momentum: dense_6_bias.momentum,
          },
          learning_rate: tf.clone(optimizer.learning_rate),
        },
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
    const { label } = predict(weights, inputs);
    const batch = label.shape[0];
    const label_target = expectShape("label", targets.label, [batch, 3]);
    // loss: categorical_crossentropy, repeats.nn:26
    const loss_mean = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(label_target, tf.log(clip(tf.div(label, tf.sum(label, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
      [0],
    );
    // loss: penalties and the sum of all
    const loss_scaled = tf.mul(tf.sum(tf.square(weights.dense_6.kernel), [0, 1]), 0.01);
    const loss = tf.add(loss_mean, loss_scaled);

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, repeats.nn:27
    const accuracy_total = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(tf.argMax(label_target, 1), tf.argMax(label, 1)), "float32"), [0]),
    );
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    return {
      loss,
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

/** The weights to keep when training ends: their moving averages. The tensors stay those of the state. */
export function averagedWeights(state: State): Weights {
  return {
    conv2d: { kernel: state.optimizer.sgd.conv2d_kernel_average },
    batch_normalization: {
      gamma: state.optimizer.sgd.batch_normalization_gamma_average,
      beta: state.optimizer.sgd.batch_normalization_beta_average,
      moving_mean: state.weights.batch_normalization.moving_mean,
      moving_variance: state.weights.batch_normalization.moving_variance,
    },
    conv2d_1: { kernel: state.optimizer.sgd.conv2d_1_kernel_average },
    conv2d_2: { kernel: state.optimizer.sgd.conv2d_2_kernel_average },
    batch_normalization_1: {
      gamma: state.optimizer.sgd.batch_normalization_1_gamma_average,
      beta: state.optimizer.sgd.batch_normalization_1_beta_average,
      moving_mean: state.weights.batch_normalization_1.moving_mean,
      moving_variance: state.weights.batch_normalization_1.moving_variance,
    },
    conv2d_3: { kernel: state.optimizer.sgd.conv2d_3_kernel_average },
    conv2d_4: { kernel: state.optimizer.sgd.conv2d_4_kernel_average },
    batch_normalization_2: {
      gamma: state.optimizer.sgd.batch_normalization_2_gamma_average,
      beta: state.optimizer.sgd.batch_normalization_2_beta_average,
      moving_mean: state.weights.batch_normalization_2.moving_mean,
      moving_variance: state.weights.batch_normalization_2.moving_variance,
    },
    conv2d_5: { kernel: state.optimizer.sgd.conv2d_5_kernel_average },
    conv2d_6: { kernel: state.optimizer.sgd.conv2d_6_kernel_average },
    batch_normalization_3: {
      gamma: state.optimizer.sgd.batch_normalization_3_gamma_average,
      beta: state.optimizer.sgd.batch_normalization_3_beta_average,
      moving_mean: state.weights.batch_normalization_3.moving_mean,
      moving_variance: state.weights.batch_normalization_3.moving_variance,
    },
    conv2d_7: { kernel: state.optimizer.sgd.conv2d_7_kernel_average },
    dense: {
      kernel: state.optimizer.sgd.dense_kernel_average,
      bias: state.optimizer.sgd.dense_bias_average,
    },
    layer_normalization: {
      gamma: state.optimizer.sgd.layer_normalization_gamma_average,
      beta: state.optimizer.sgd.layer_normalization_beta_average,
    },
    dense_1: {
      kernel: state.optimizer.sgd.dense_1_kernel_average,
      bias: state.optimizer.sgd.dense_1_bias_average,
    },
    layer_normalization_1: {
      gamma: state.optimizer.sgd.layer_normalization_1_gamma_average,
      beta: state.optimizer.sgd.layer_normalization_1_beta_average,
    },
    dense_2: {
      kernel: state.optimizer.sgd.dense_2_kernel_average,
      bias: state.optimizer.sgd.dense_2_bias_average,
    },
    layer_normalization_2: {
      gamma: state.optimizer.sgd.layer_normalization_2_gamma_average,
      beta: state.optimizer.sgd.layer_normalization_2_beta_average,
    },
    dense_3: {
      kernel: state.optimizer.sgd.dense_3_kernel_average,
      bias: state.optimizer.sgd.dense_3_bias_average,
    },
    layer_normalization_3: {
      gamma: state.optimizer.sgd.layer_normalization_3_gamma_average,
      beta: state.optimizer.sgd.layer_normalization_3_beta_average,
    },
    dense_4: { kernel: state.optimizer.sgd.dense_4_kernel_average },
    dense_5: { kernel: state.optimizer.sgd.dense_5_kernel_average },
    dense_6: {
      kernel: state.optimizer.sgd.dense_6_kernel_average,
      bias: state.optimizer.sgd.dense_6_bias_average,
    },
  };
}

/** One update of a weight. */
function updateBySgd<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 2, 4]),
    tf.fill([3, 3, 2, 4], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 2, 4]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [3, 3, 2, 4]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_1<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [4]),
    tf.fill([4], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [4]), difference, momentum) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [4]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_2<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 2, 4]),
    tf.fill([1, 1, 2, 4], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 2, 4]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [1, 1, 2, 4]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_3<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 4, 4]),
    tf.fill([3, 3, 4, 4], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 4, 4]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [3, 3, 4, 4]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_4<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 4, 4]),
    tf.fill([1, 1, 4, 4], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 4, 4]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [1, 1, 4, 4]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_5<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 4, 6]),
    tf.fill([3, 3, 4, 6], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3, 3, 4, 6]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [3, 3, 4, 6]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_6<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [6]),
    tf.fill([6], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [6]), difference, momentum) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [6]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_7<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 4, 6]),
    tf.fill([1, 1, 4, 6], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [1, 1, 4, 6]),
    difference,
    momentum,
  ) as Weight;
  const sum_1: tf.Tensor4D = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [1, 1, 4, 6]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_8<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [6, 6]),
    tf.fill([6, 6], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [6, 6]),
    difference,
    momentum,
  ) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [6, 6]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_9<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [6, 5]),
    tf.fill([6, 5], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [6, 5]),
    difference,
    momentum,
  ) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [6, 5]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_10<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [5, 3]),
    tf.fill([5, 3], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [5, 3]),
    difference,
    momentum,
  ) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [5, 3]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

/** One update of a weight. */
function updateBySgd_11<Weight extends tf.Tensor>(
  weight: Weight,
  gradient: tf.Tensor,
  average: tf.Tensor,
  gradient_accumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgd_is_equal: tf.Tensor,
  learning_rate: tf.Tensor,
  sgd_scaled: tf.Tensor,
  sgd_difference: tf.Tensor,
): { weight: Weight; gradient_accumulator: Weight; momentum: Weight; average: Weight } {
  const sum = tf.add(gradient, gradient_accumulator);
  const next_gradient_accumulator = tf.where<tf.Tensor>(
    broadcastTo(sgd_is_equal, [3]),
    tf.fill([3], 0),
    sum,
  ) as Weight;
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learning_rate));
  const next_momentum = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [3]), difference, momentum) as Weight;
  const sum_1 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), difference);
  const next_weight = tf.where<tf.Tensor>(broadcastTo(sgd_is_equal, [3]), sum_1, weight) as Weight;
  const next_average: Weight = tf.add(tf.mul(average, sgd_scaled), tf.mul(next_weight, sgd_difference));
  return { weight: next_weight, gradient_accumulator: next_gradient_accumulator, momentum: next_momentum, average: next_average };
}

// What the functions above are made of ----------------------------------------------------------------

/**
 * Tensors from the bytes of a safetensors file: the length of a header (8 bytes), the header (JSON: dtype, shape and place of each
 * tensor by name), the numbers. Throws where a tensor is missing or left over, or has another dtype, shape or size than it must.
 * Dtypes are F32 unless `dtypes` says otherwise.
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
    return readTensor(name, entry, data, [...shape], Object.hasOwn(dtypes, name) ? dtypes[name] : "F32");
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

/** x repeated along new leading axes and axes of size 1 until it has `shape`. */
function broadcastTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const values = hostValues(x);
  const size = shape.reduce((a, b) => a * b, 1);
  const result = newValues(x, size);
  if (x.size === 1) result.fill(values[0]);
  else repeatInto(result, values, x.shape, shape);
  return tf.tensor(result, shape, x.dtype);
}

/**
 * A tensor's values on the host, row-major: the backend's own memory where it lets us see it. For reading only, and only until
 * the next tensor is made, since that may move the memory.
 */
function hostValues(x: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  const backend: object = tf.backend();
  if (!("typedArrayFromHeap" in backend)) return x.dataSync();
  return (backend as { typedArrayFromHeap: (x: tf.Tensor) => Float32Array }).typedArrayFromHeap(x);
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
      result[written++] = values[read++];
      return;
    }
    const start = written;
    const repeated = axis < missing || from[axis - missing] !== to[axis];
    copyAxis(axis + 1);
    const block = written - start;
    for (let i = 1; i < to[axis]; i++) {
      if (!repeated) copyAxis(axis + 1);
      else {
        result.copyWithin(written, start, start + block);
        written += block;
      }
    }
  };
  copyAxis(0);
}

/** x kept between low and high; NaN stays NaN, which the wasm backend's own kernel would turn into `low`. Elementwise. */
function clip(x: tf.Tensor, low: number, high: number): tf.Tensor {
  const values = hostValues(x);
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = Math.min(Math.max(values[i], low), high);
  return tf.tensor(result, x.shape);
}

/** x with `low` and `high` more places before and after each axis and `interior` between neighbours, all of `value`. */
function padInside(
  x: tf.Tensor,
  low: number[],
  high: number[],
  interior: number[],
  value: number,
): tf.Tensor {
  const shape = x.shape.map((size, axis) => low[axis] + (size - 1) * (interior[axis] + 1) + 1 + high[axis]);
  const values = hostValues(x);
  const result = newValues(
    x,
    shape.reduce((a, b) => a * b, 1),
  ).fill(value);
  let read = 0;
  const place = (axis: number, start: number, stride: number): void => {
    if (axis === shape.length) {
      result[start] = values[read++];
      return;
    }
    const inner = stride / shape[axis];
    for (let i = 0; i < x.shape[axis]; i++)
      place(axis + 1, start + (low[axis] + i * (interior[axis] + 1)) * inner, inner);
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
  const length = shape[axis];
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  for (let block = 0; block < values.length; block += length * inner)
    for (let row = 0; row < length; row++) {
      const from = block + row * inner;
      const to = block + (length - 1 - row) * inner;
      for (let i = 0; i < inner; i++) result[to + i] = values[from + i];
    }
  return result;
}

/**
 * Whole-number division over int32, which backends do each in their own way: the largest whole number not above a / b, or what
 * is left of it; 0 for division by 0. Elementwise, broadcasting.
 */
function zipWhole(part: "quotient" | "remainder", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const [xs, ys] = tf.tidy(() => [a, b].map((x) => broadcastTo(x, shape).dataSync()));
  const divide = (x: number, i: number) => {
    if (ys[i] === 0) return 0;
    const quotient = Math.floor(x / ys[i]);
    return part === "quotient" ? quotient : x - ys[i] * quotient;
  };
  return tf.tensor(Int32Array.from(xs, divide), shape, "int32");
}

/** What a weight begins with: its initializer over the random numbers that belong to its path. `fans`: how many numbers go in and out. */
function drawWeight<Shape extends readonly number[]>(
  seed: number,
  path: string,
  shape: Shape,
  [fanIn, fanOut]: [number, number],
  initializer: (weight: InitializerContext) => Float32Array,
): Tensor<Shape> {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = initializer({ shape, count, fanIn, fanOut, random: philoxRandomSource(seed, path) });
  return tf.tensor(values, [...shape]) as Tensor<Shape>;
}

/** What an initializer sees: the weight's shape, its fans as Keras counts them, and the stream of this weight. */
interface InitializerContext {
  readonly shape: readonly number[];
  /** Number of elements of the shape. */
  readonly count: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly random: RandomSource;
}

/** Random numbers on the host for one purpose: a stream of the counter-based generator, read from its start. */
interface RandomSource {
  /** `count` further numbers, uniform in [0, 1). */
  readonly uniform: (count: number) => Float32Array;
}

/**
 * A source for one purpose (the path of a weight, `shuffle`): its numbers depend on the seed and this name alone, so that a
 * new layer changes no other layer's weights.
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
 * `count` numbers in [0, 1), from element `first` on, of the draw that (seed, stream, step) names; integers are taken modulo
 * 2^32. Key = (seed, stream), counter = (element / 4, 0, step, 0); each number is the top 24 bits of one output word.
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
    numbers[i] = (block[element & 3] >>> 8) / 0x1000000;
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

/** The step that draws on the host use, so that they never meet those of a training step, which count from 0. */
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

/** The weight's own numbers, or those of the given seed: two weights with one seed and shape begin equal, as in Keras. */
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

/** `count` numbers of mean 0 and standard deviation 1; takes an even number of uniform numbers from the source. */
function normalNumbers(source: RandomSource, count: number): Float64Array {
  const pairs = Math.ceil(count / 2);
  const uniform = source.uniform(2 * pairs);
  const normal = new Float64Array(2 * pairs);
  for (let i = 0; i < normal.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform[i]));
    const angle = 2 * Math.PI * uniform[i + 1];
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

/** A matrix whose columns (or rows, where these are fewer) have the length `gain` and are at right angles to each other. */
function orthogonalNumbers(
  { gain, seed }: { readonly gain: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const columns = context.shape[context.shape.length - 1];
  const rows = columns === 0 ? 0 : context.count / columns;
  const [tall, narrow] = [Math.max(rows, columns), Math.min(rows, columns)];
  const basis = orthonormalColumns(normalNumbers(sourceOf(seed, context), context.count), tall, narrow);
  const at = (row: number, column: number) =>
    rows < columns ? basis[row * tall + column] : basis[column * tall + row];
  return new Float32Array(context.count).map((_, i) => gain * at(Math.floor(i / columns), i % columns));
}

/** `matrix`: rows × columns numbers, row-major, rows ≥ columns. The result holds Q column by column: column c begins at c · rows. */
function orthonormalColumns(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const reflectors = transpose(matrix, rows, columns);
  const signs = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    signs[c] = makeReflector(columnFrom(reflectors, c, c, rows));
    for (let later = c + 1; later < columns; later++) {
      reflect(columnFrom(reflectors, c, c, rows), columnFrom(reflectors, later, c, rows));
    }
  }
  const basis = new Float64Array(rows * columns);
  for (let c = 0; c < columns; c++) {
    basis[c * rows + c] = signs[c];
    for (let k = Math.min(c, columns - 1); k >= 0; k--) {
      reflect(columnFrom(reflectors, k, k, rows), columnFrom(basis, c, k, rows));
    }
  }
  return basis;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) transposed[c * rows + r] = matrix[r * columns + c];
  return transposed;
}

/** Turns a column into the unit vector v whose reflection 1 - 2vvᵀ sends it onto the first axis; returns the sign of R there. */
function makeReflector(column: Float64Array): number {
  const norm = Math.sqrt(dotProduct(column, column));
  if (norm === 0) return 1;
  const sign = column[0] < 0 ? 1 : -1;
  column[0] -= sign * norm;
  const length = Math.sqrt(dotProduct(column, column));
  for (let i = 0; i < column.length; i++) column[i] /= length;
  return sign;
}

/** In four sums, which the processor can add up side by side. */
function dotProduct(a: Float64Array, b: Float64Array): number {
  const whole = a.length - (a.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (let i = whole; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + s2 + s3;
}

/** The part of a column from row `from` on. */
function columnFrom(matrix: Float64Array, column: number, from: number, rows: number): Float64Array {
  return matrix.subarray(column * rows + from, (column + 1) * rows);
}

/** vector -= 2 · reflector · (reflector · vector) */
function reflect(reflector: Float64Array, vector: Float64Array): void {
  const twice = 2 * dotProduct(reflector, vector);
  for (let i = 0; i < vector.length; i++) vector[i] -= twice * reflector[i];
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
  for (const name of Object.keys(scalars) as Name[]) {
    numbers[name] = (await scalars[name].data())[0];
    scalars[name].dispose();
  }
  return numbers;
}
