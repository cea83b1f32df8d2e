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

/** The weights of batch_normalization. */
type BatchNormalizationWeights = Tensors<{
  gamma: [number],
  beta: [number],
  moving_mean: [number],
  moving_variance: [number],
}>;

/** The layer batch_normalization. */
function applyBatchNormalization(x: tf.Tensor4D, weights: BatchNormalizationWeights): tf.Tensor4D {
  const scaled = tf.mul(tf.rsqrt(tf.add(weights.moving_variance, 0.001)), weights.gamma);
  return tf.add(tf.mul(x, scaled), tf.sub(weights.beta, tf.mul(weights.moving_mean, scaled)));
}

/** The weights of residual. */
type ResidualWeights = Tensors<{
  conv2d: { kernel: [3, 3, 8, 8] },
  batch_normalization: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_1: { kernel: [3, 3, 8, 8] },
  batch_normalization_1: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
  conv2d_2: { kernel: [1, 1, 8, 8] },
  batch_normalization_2: { gamma: [8], beta: [8], moving_mean: [8], moving_variance: [8] },
}>;

/** The block residual. */
function applyResidual(x: tf.Tensor4D, weights: ResidualWeights): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d1 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d2 = tf.conv2d(x, weights.conv2d_2.kernel, [1, 1], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d2, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body, skip);
  // relu, resnet.nn:13
  return tf.relu(add);
}

/** The weights of residual. */
type ResidualWeights2 = Tensors<{
  conv2d: { kernel: [3, 3, number, number] },
  batch_normalization: { gamma: [number], beta: [number], moving_mean: [number], moving_variance: [number] },
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
}>;

/** The block residual. */
function applyResidual2(x: tf.Tensor4D, weights: ResidualWeights2): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d1 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = applyBatchNormalization(conv2d1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d2 = tf.conv2d(x, weights.conv2d_2.kernel, [2, 2], "valid");
  // batch_normalization, resnet.nn:12
  const skip = applyBatchNormalization(conv2d2, weights.batch_normalization_2);
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
    const batchNormalization = trainBatchNormalization(conv2d, weights.batch_normalization);
    // relu, resnet.nn:21 → [batch, 8, 8, 8]
    const relu = tf.relu(batchNormalization.output);
    // residual(base), resnet.nn:22
    const residualWeights = {
      conv2d: weights.conv2d_1,
      batch_normalization: weights.batch_normalization_1,
      conv2d_1: weights.conv2d_2,
      batch_normalization_1: weights.batch_normalization_2,
      conv2d_2: weights.conv2d_3,
      batch_normalization_2: weights.batch_normalization_3,
    };
    const residual = trainResidual(relu, residualWeights);
    // residual(base * 2, stride=2), resnet.nn:23
    const residual1Weights = {
      conv2d: weights.conv2d_4,
      batch_normalization: weights.batch_normalization_4,
      conv2d_1: weights.conv2d_5,
      batch_normalization_1: weights.batch_normalization_5,
      conv2d_2: weights.conv2d_6,
      batch_normalization_2: weights.batch_normalization_6,
    };
    const residual1 = trainResidual2(residual.output, residual1Weights);
    // residual(base * 4, stride=2), resnet.nn:24
    const residual2Weights = {
      conv2d: weights.conv2d_7,
      batch_normalization: weights.batch_normalization_7,
      conv2d_1: weights.conv2d_8,
      batch_normalization_1: weights.batch_normalization_8,
      conv2d_2: weights.conv2d_9,
      batch_normalization_2: weights.batch_normalization_9,
    };
    const residual2 = trainResidual2(residual1.output, residual2Weights);
    // global_average_pooling2d, resnet.nn:25 → [batch, 32]
    const globalAveragePooling2d = tf.mean(residual2.output, [1, 2]);
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
    const loss = tf.mean(tf.neg(tf.sum(tf.mul(lossNumbers, tf.log(lossClipped)), [1])));

    // sparse_categorical_crossentropy, resnet.nn:30, backward
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
    // dense(10, activation=softmax), resnet.nn:26, backward
    const denseGradients = backwardDense(denseGradient, dense, globalAveragePooling2d, weights.dense);
    // global_average_pooling2d, resnet.nn:25, backward
    const globalAveragePooling2dGradientReshaped = tf.reshape(
      tf.mul(denseGradients.x, 0.25),
      [batch, 1, 1, 32],
    ) as tf.Tensor4D;
    // residual(base * 4, stride=2), resnet.nn:24, backward
    const residual2Gradients = backwardResidual(
      globalAveragePooling2dGradientReshaped,
      residual1.output,
      residual2,
      residual2Weights,
    );
    // residual(base * 2, stride=2), resnet.nn:23, backward
    const residual1Gradients = backwardResidual(
      residual2Gradients.x,
      residual.output,
      residual1,
      residual1Weights,
    );
    // residual(base), resnet.nn:22, backward
    const residualGradients = backwardResidual2(residual1Gradients.x, relu, residual, residualWeights);
    // relu, resnet.nn:21, backward
    const batchNormalizationGradient: tf.Tensor4D = tf.mul(residualGradients.x, tf.step(relu));
    // batch_normalization, resnet.nn:21, backward
    const batchNormalizationGradients = backwardBatchNormalization(
      batchNormalizationGradient,
      batchNormalization,
      weights.batch_normalization,
    );
    // conv2d(base, 3, padding=same, use_bias=false), resnet.nn:21, backward
    const conv2dGradientTurned = tf.transpose(batchNormalizationGradients.x, [1, 2, 0, 3]) as tf.Tensor4D;
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
    const stepSize = tf.mul(tf.add(sgdScaled, 0), 0.05);
    const gradients = {
      conv2d: { kernel: conv2dKernelGradient },
      batch_normalization: batchNormalizationGradients.weights,
      conv2d_1: residualGradients.weights.conv2d,
      batch_normalization_1: residualGradients.weights.batch_normalization,
      conv2d_2: residualGradients.weights.conv2d_1,
      batch_normalization_2: residualGradients.weights.batch_normalization_1,
      batch_normalization_3: residualGradients.weights.batch_normalization_2,
      conv2d_3: residualGradients.weights.conv2d_2,
      conv2d_4: residual1Gradients.weights.conv2d,
      batch_normalization_4: residual1Gradients.weights.batch_normalization,
      conv2d_5: residual1Gradients.weights.conv2d_1,
      batch_normalization_5: residual1Gradients.weights.batch_normalization_1,
      batch_normalization_6: residual1Gradients.weights.batch_normalization_2,
      conv2d_6: residual1Gradients.weights.conv2d_2,
      conv2d_7: residual2Gradients.weights.conv2d,
      batch_normalization_7: residual2Gradients.weights.batch_normalization,
      conv2d_8: residual2Gradients.weights.conv2d_1,
      batch_normalization_8: residual2Gradients.weights.batch_normalization_1,
      batch_normalization_9: residual2Gradients.weights.batch_normalization_2,
      conv2d_9: residual2Gradients.weights.conv2d_2,
      dense: denseGradients.weights,
    };
    const [nextWeights, nextMomentum] = updateEach(
      gradients,
      [weights, optimizer.sgd.momentum],
      (gradient, weight, momentum) => updateBySgd(gradient, weight, momentum, stepSize),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(dense, 1)), "float32")),
    );
    const accuracyCount = tf.add(metrics.accuracy.count, batch);
    // metric: first_bad_step
    const firstBadStepCondition = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const firstBadStep = tf.where<tf.Tensor>(firstBadStepCondition, stepScalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: {
          ...nextWeights,
          batch_normalization: {
            ...nextWeights.batch_normalization,
            moving_mean: batchNormalization.movingMean,
            moving_variance: batchNormalization.movingVariance,
          },
          batch_normalization_1: {
            ...nextWeights.batch_normalization_1,
            moving_mean: residual.batchNormalization.movingMean,
            moving_variance: residual.batchNormalization.movingVariance,
          },
          batch_normalization_2: {
            ...nextWeights.batch_normalization_2,
            moving_mean: residual.body.movingMean,
            moving_variance: residual.body.movingVariance,
          },
          batch_normalization_3: {
            ...nextWeights.batch_normalization_3,
            moving_mean: residual.skip.movingMean,
            moving_variance: residual.skip.movingVariance,
          },
          batch_normalization_4: {
            ...nextWeights.batch_normalization_4,
            moving_mean: residual1.batchNormalization.movingMean,
            moving_variance: residual1.batchNormalization.movingVariance,
          },
          batch_normalization_5: {
            ...nextWeights.batch_normalization_5,
            moving_mean: residual1.body.movingMean,
            moving_variance: residual1.body.movingVariance,
          },
          batch_normalization_6: {
            ...nextWeights.batch_normalization_6,
            moving_mean: residual1.skip.movingMean,
            moving_variance: residual1.skip.movingVariance,
          },
          batch_normalization_7: {
            ...nextWeights.batch_normalization_7,
            moving_mean: residual2.batchNormalization.movingMean,
            moving_variance: residual2.batchNormalization.movingVariance,
          },
          batch_normalization_8: {
            ...nextWeights.batch_normalization_8,
            moving_mean: residual2.body.movingMean,
            moving_variance: residual2.body.movingVariance,
          },
          batch_normalization_9: {
            ...nextWeights.batch_normalization_9,
            moving_mean: residual2.skip.movingMean,
            moving_variance: residual2.skip.movingVariance,
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
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, resnet.nn:31
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(digit, 1)), "float32")),
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
function trainBatchNormalization(x: tf.Tensor4D, weights: BatchNormalizationWeights) {
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
  const output: tf.Tensor4D = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, movingMean, movingVariance, inverseRoot, scaled };
}

/** The block residual in training, with what its gradients need. */
function trainResidual(x: tf.Tensor4D, weights: ResidualWeights) {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = trainBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization.output);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d1 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = trainBatchNormalization(conv2d1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d2 = tf.conv2d(x, weights.conv2d_2.kernel, [1, 1], "valid");
  // batch_normalization, resnet.nn:12
  const skip = trainBatchNormalization(conv2d2, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body.output, skip.output);
  // relu, resnet.nn:13
  const output = tf.relu(add);
  return { output, batchNormalization, relu, body, skip };
}

/** The block residual in training, with what its gradients need. */
function trainResidual2(x: tf.Tensor4D, weights: ResidualWeights2) {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, resnet.nn:10
  const batchNormalization = trainBatchNormalization(conv2d, weights.batch_normalization);
  // relu, resnet.nn:10
  const relu = tf.relu(batchNormalization.output);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11
  const conv2d1 = tf.conv2d(relu, weights.conv2d_1.kernel, [1, 1], "same");
  // batch_normalization, resnet.nn:11
  const body = trainBatchNormalization(conv2d1, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12
  const conv2d2 = tf.conv2d(x, weights.conv2d_2.kernel, [2, 2], "valid");
  // batch_normalization, resnet.nn:12
  const skip = trainBatchNormalization(conv2d2, weights.batch_normalization_2);
  // add, resnet.nn:13
  const add: tf.Tensor4D = tf.add(body.output, skip.output);
  // relu, resnet.nn:13
  const output = tf.relu(add);
  return { output, batchNormalization, relu, body, skip };
}

/** The gradients of the layer dense. */
function backwardDense(
  gradient: tf.Tensor,
  output: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [32, 10], bias: [10] }>,
) {
  const scaled = tf.mul(output, tf.sub(gradient, tf.sum(tf.mul(gradient, output), [1], true)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization(
  gradient: tf.Tensor4D,
  kept: ReturnType<typeof trainBatchNormalization>,
  weights: BatchNormalizationWeights,
) {
  const betaGradient = tf.sum(gradient, [0, 1, 2]);
  const scaled = tf.mul(gradient, kept.scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, kept.difference), [0, 1, 2]), kept.inverseRoot.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, kept.inverseRoot), [0, 1, 2]);
  const scaled2 = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot)),
  );
  const scaled3 = tf.mul(tf.div(scaled2, gradient.size / kept.movingMean.size), tf.mul(kept.difference, 2));
  const reshaped2 = tf.reshape(tf.sum(tf.neg(scaled3), [0, 1, 2]), kept.inverseRoot.shape);
  const sum = tf.add(tf.reshape(tf.sum(tf.neg(scaled), [0, 1, 2]), kept.inverseRoot.shape), reshaped2);
  const xGradient: tf.Tensor4D = tf.add(
    tf.add(scaled, scaled3),
    tf.div(sum, gradient.size / kept.movingMean.size),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the layer conv2d. */
function backwardConv2d(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, number, number] }>,
) {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 0, 0, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const xGradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const turned4 = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]], "NHWC", [2, 2]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  const kernelGradient = tf.slice(turned4, [0, 0, 0, 0], weights.kernel.shape) as tf.Tensor4D;
  return { x: xGradient, weights: { kernel: kernelGradient } };
}

/** The gradients of the layer conv2d. */
function backwardConv2d2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, number, number] }>,
) {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(gradient, turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return { x: xGradient, weights: { kernel: kernelGradient } };
}

/** The gradients of the layer conv2d. */
function backwardConv2d3(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, number, number] }>,
) {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const padded = padInside(gradient, [0, 2, 2, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
  const xGradient = tf.conv2d(padded, turned, [1, 1], "valid");
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 1], [0, 1], [0, 0]], "NHWC", [2, 2]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return { x: xGradient, weights: { kernel: kernelGradient } };
}

/** The gradients of the block residual. */
function backwardResidual(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  kept: ReturnType<typeof trainResidual2>,
  weights: ResidualWeights2,
) {
  // relu, resnet.nn:13, backward
  const skipGradient: tf.Tensor4D = tf.mul(gradient, tf.step(kept.output));
  // batch_normalization, resnet.nn:12, backward
  const skipGradients = backwardBatchNormalization(skipGradient, kept.skip, weights.batch_normalization_2);
  // batch_normalization, resnet.nn:11, backward
  const bodyGradients = backwardBatchNormalization(skipGradient, kept.body, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12, backward
  const conv2d2Gradients = backwardConv2d(skipGradients.x, x, weights.conv2d_2);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11, backward
  const conv2d1Gradients = backwardConv2d2(bodyGradients.x, kept.relu, weights.conv2d_1);
  // relu, resnet.nn:10, backward
  const batchNormalizationGradient: tf.Tensor4D = tf.mul(conv2d1Gradients.x, tf.step(kept.relu));
  // batch_normalization, resnet.nn:10, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9, backward
  const conv2dGradients = backwardConv2d3(batchNormalizationGradients.x, x, weights.conv2d);
  // gradients that meet, backward
  const xGradient: tf.Tensor4D = tf.add(conv2d2Gradients.x, conv2dGradients.x);
  return {
    x: xGradient,
    weights: {
      batch_normalization_2: skipGradients.weights,
      batch_normalization_1: bodyGradients.weights,
      conv2d_2: conv2d2Gradients.weights,
      conv2d_1: conv2d1Gradients.weights,
      batch_normalization: batchNormalizationGradients.weights,
      conv2d: conv2dGradients.weights,
    },
  };
}

/** The gradients of the layer conv2d. */
function backwardConv2d4(gradient: tf.Tensor4D, x: tf.Tensor4D, weights: Tensors<{ kernel: [1, 1, 8, 8] }>) {
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(gradient, turned, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]);
  const turned2 = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return { x: xGradient, weights: { kernel: kernelGradient } };
}

/** The gradients of the block residual. */
function backwardResidual2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  kept: ReturnType<typeof trainResidual>,
  weights: ResidualWeights,
) {
  // relu, resnet.nn:13, backward
  const skipGradient: tf.Tensor4D = tf.mul(gradient, tf.step(kept.output));
  // batch_normalization, resnet.nn:12, backward
  const skipGradients = backwardBatchNormalization(skipGradient, kept.skip, weights.batch_normalization_2);
  // batch_normalization, resnet.nn:11, backward
  const bodyGradients = backwardBatchNormalization(skipGradient, kept.body, weights.batch_normalization_1);
  // conv2d(filters, 1, strides=stride, use_bias=false), resnet.nn:12, backward
  const conv2d2Gradients = backwardConv2d4(skipGradients.x, x, weights.conv2d_2);
  // conv2d(filters, 3, padding=same, use_bias=false), resnet.nn:11, backward
  const conv2d1Gradients = backwardConv2d2(bodyGradients.x, kept.relu, weights.conv2d_1);
  // relu, resnet.nn:10, backward
  const batchNormalizationGradient: tf.Tensor4D = tf.mul(conv2d1Gradients.x, tf.step(kept.relu));
  // batch_normalization, resnet.nn:10, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), resnet.nn:9, backward
  const conv2dGradients = backwardConv2d2(batchNormalizationGradients.x, x, weights.conv2d);
  // gradients that meet, backward
  const xGradient: tf.Tensor4D = tf.add(conv2d2Gradients.x, conv2dGradients.x);
  return {
    x: xGradient,
    weights: {
      batch_normalization_2: skipGradients.weights,
      batch_normalization_1: bodyGradients.weights,
      conv2d_2: conv2d2Gradients.weights,
      conv2d_1: conv2d1Gradients.weights,
      batch_normalization: batchNormalizationGradients.weights,
      conv2d: conv2dGradients.weights,
    },
  };
}

/** One update of a weight. */
function updateBySgd(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  stepSize: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor] {
  const nextMomentum = tf.sub(tf.mul(momentum, 0.9), tf.mul(gradient, stepSize));
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
