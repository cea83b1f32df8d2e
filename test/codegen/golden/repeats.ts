/**
 * Repeats, generated from repeats.nn by nnc 0.0.0; `nnc build repeats.nn` writes it anew.
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
  readonly image: Tensor<["batch", 8, 8, 2]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly label: Tensor<["batch", 3]>;
};

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
    const stage3 = applyStage2(x, {
      conv2d: weights.conv2d_6,
      batch_normalization: weights.batch_normalization_3,
      conv2d_1: weights.conv2d_7,
    });
    // global_max_pooling2d, repeats.nn:15 → [batch, 6]
    const globalMaxPooling2d = tf.max(stage3, [1, 2]);
    let y: tf.Tensor = globalMaxPooling2d;
    for (const { dense, layerNormalization } of [
      { dense: weights.dense, layerNormalization: weights.layer_normalization },
      { dense: weights.dense_1, layerNormalization: weights.layer_normalization_1 },
      { dense: weights.dense_2, layerNormalization: weights.layer_normalization_2 },
      { dense: weights.dense_3, layerNormalization: weights.layer_normalization_3 },
    ]) {
      // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17
      const dense2 = tf.elu(tf.add(tf.matMul(y, dense.kernel), dense.bias));
      // layer_normalization, repeats.nn:18
      y = applyLayerNormalization(dense2, layerNormalization);
    }
    let z: tf.Tensor = y;
    for (const dense of [weights.dense_4, weights.dense_5]) {
      // dense(width, activation=gelu, use_bias=false), repeats.nn:20
      z = applyDense(z, dense);
    }
    // dense(3, kernel_regularizer=l2(0.01)), repeats.nn:21 → [batch, 3]
    const dense6 = tf.add(tf.matMul(z, weights.dense_6.kernel), weights.dense_6.bias);
    // softmax, repeats.nn:22 → [batch, 3]
    const softmax = tf.softmax(dense6);
    return { label: softmax as tf.Tensor2D };
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

/** The weights of stage. */
type StageWeights = Tensors<{
  conv2d: { kernel: [3, 3, number, 4] },
  batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  conv2d_1: { kernel: [1, 1, number, 4] },
}>;

/** The block stage. */
function applyStage(x: tf.Tensor4D, weights: StageWeights): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, repeats.nn:4
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const body = tf.relu(batchNormalization);
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5
  const skip = tf.conv2d(x, weights.conv2d_1.kernel, [1, 1], "valid");
  // add, repeats.nn:6
  return tf.add(body, skip);
}

/** The weights of stage. */
type StageWeights2 = Tensors<{
  conv2d: { kernel: [3, 3, 4, 6] },
  batch_normalization: { gamma: [6], beta: [6], moving_mean: [6], moving_variance: [6] },
  conv2d_1: { kernel: [1, 1, 4, 6] },
}>;

/** The block stage. */
function applyStage2(x: tf.Tensor4D, weights: StageWeights2): tf.Tensor4D {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, repeats.nn:4
  const batchNormalization = applyBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const body = tf.relu(batchNormalization);
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
export type Targets = {
  /** 1 for the class, 0 for all others. */
  readonly label: Tensor<["batch", 3]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of each weight that training changes by its gradient. */
const trainedShapes = {
  conv2d: { kernel: [3, 3, 2, 4] },
  batch_normalization: { gamma: [4], beta: [4] },
  conv2d_1: { kernel: [1, 1, 2, 4] },
  conv2d_2: { kernel: [3, 3, 4, 4] },
  batch_normalization_1: { gamma: [4], beta: [4] },
  conv2d_3: { kernel: [1, 1, 4, 4] },
  conv2d_4: { kernel: [3, 3, 4, 4] },
  batch_normalization_2: { gamma: [4], beta: [4] },
  conv2d_5: { kernel: [1, 1, 4, 4] },
  conv2d_6: { kernel: [3, 3, 4, 6] },
  batch_normalization_3: { gamma: [6], beta: [6] },
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

/** The shape of what the optimizer remembers. */
const optimizerShapes = {
  sgd: { average: trainedShapes, gradient_accumulator: trainedShapes, momentum: trainedShapes },
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
    const labelTarget = expectShape("label", targets.label, [batch, 3]);
    // stage(4), repeats.nn:13
    const stageWeights = {
      conv2d: weights.conv2d,
      batch_normalization: weights.batch_normalization,
      conv2d_1: weights.conv2d_1,
    };
    const stage = trainStage(image, stageWeights);
    const stage1Weights = {
      conv2d: weights.conv2d_2,
      batch_normalization: weights.batch_normalization_1,
      conv2d_1: weights.conv2d_3,
    };
    const stage1 = trainStage(stage.output, stage1Weights);
    const stage2Weights = {
      conv2d: weights.conv2d_4,
      batch_normalization: weights.batch_normalization_2,
      conv2d_1: weights.conv2d_5,
    };
    const stage2 = trainStage(stage1.output, stage2Weights);
    // stage(6, stride=2), repeats.nn:14
    const stage3Weights = {
      conv2d: weights.conv2d_6,
      batch_normalization: weights.batch_normalization_3,
      conv2d_1: weights.conv2d_7,
    };
    const stage3 = trainStage2(stage2.output, stage3Weights);
    // global_max_pooling2d, repeats.nn:15 → [batch, 6]
    const globalMaxPooling2d = tf.max(stage3.output, [1, 2]);
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const denseSum = tf.add(tf.matMul(globalMaxPooling2d, weights.dense.kernel), weights.dense.bias);
    const dense = tf.elu(denseSum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layerNormalization = trainLayerNormalization(dense, weights.layer_normalization);
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense1Sum = tf.add(
      tf.matMul(layerNormalization.output, weights.dense_1.kernel),
      weights.dense_1.bias,
    );
    const dense1 = tf.elu(dense1Sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layerNormalization1 = trainLayerNormalization(dense1, weights.layer_normalization_1);
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense2Sum = tf.add(
      tf.matMul(layerNormalization1.output, weights.dense_2.kernel),
      weights.dense_2.bias,
    );
    const dense2 = tf.elu(dense2Sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layerNormalization2 = trainLayerNormalization(dense2, weights.layer_normalization_2);
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17 → [batch, 6]
    const dense3Sum = tf.add(
      tf.matMul(layerNormalization2.output, weights.dense_3.kernel),
      weights.dense_3.bias,
    );
    const dense3 = tf.elu(dense3Sum);
    // layer_normalization, repeats.nn:18 → [batch, 6]
    const layerNormalization3 = trainLayerNormalization(dense3, weights.layer_normalization_3);
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20 → [batch, 6]
    const dense4 = trainDense(layerNormalization3.output, weights.dense_4);
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20 → [batch, 5]
    const dense5 = trainDense(dense4.output, weights.dense_5);
    // dense(3, kernel_regularizer=l2(0.01)), repeats.nn:21 → [batch, 3]
    const dense6 = tf.add(tf.matMul(dense5.output, weights.dense_6.kernel), weights.dense_6.bias);
    // softmax, repeats.nn:22 → [batch, 3]
    const softmax = tf.softmax(dense6);

    // loss: categorical_crossentropy, repeats.nn:26
    const lossSummed = tf.sum(softmax, [1], true);
    const lossRatio = tf.div(softmax, lossSummed);
    const lossClipped = clip(lossRatio, 1e-7, 0.9999999);
    const lossMean = tf.mean(tf.neg(tf.sum(tf.mul(labelTarget, tf.log(lossClipped)), [1])));
    // loss: penalties and the sum of all
    const lossScaled = tf.mul(tf.sum(tf.square(weights.dense_6.kernel)), 0.01);
    const loss = tf.add(lossMean, lossScaled);

    // loss, backward
    const lossGradientScaled = tf.mul(0.01, tf.mul(weights.dense_6.kernel, 2));
    // categorical_crossentropy, repeats.nn:26, backward
    const lossGradientNumbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)),
      "float32",
    );
    const lossGradientScaled2 = tf.mul(
      tf.div(tf.mul(tf.neg(tf.div(1, batch)), labelTarget), lossClipped),
      lossGradientNumbers,
    );
    const lossGradientReshaped = tf.reshape(
      tf.sum(tf.neg(tf.div(tf.mul(lossGradientScaled2, lossRatio), lossSummed)), [1]),
      [batch, 1],
    );
    const softmaxGradient = tf.add(tf.div(lossGradientScaled2, lossSummed), lossGradientReshaped);
    // softmax, repeats.nn:22, backward
    const dense6Gradient = tf.mul(
      softmax,
      tf.sub(softmaxGradient, tf.sum(tf.mul(softmaxGradient, softmax), [1], true)),
    );
    // dense(3, kernel_regularizer=l2(0.01)), repeats.nn:21, backward
    const dense6Gradients = backwardDense(dense6Gradient, dense5.output, weights.dense_6);
    // gradients that meet, backward
    const dense6KernelGradient = tf.add(lossGradientScaled, dense6Gradients.x2);
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20, backward
    const dense5Gradients = backwardDense2(dense5, weights.dense_5);
    // gradients that meet, backward
    const dense5Gradient = tf.add(dense5Gradients.x, 1);
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20, backward
    const dense5Gradients2 = backwardDense3(
      dense5Gradient,
      dense5Gradients.x2,
      dense6Gradients.x,
      dense5Gradients.x3,
      dense4.output,
    );
    const dense4Gradients = backwardDense4(layerNormalization3.output, dense4, weights.dense_4);
    // gradients that meet, backward
    const dense4Gradient = tf.add(dense4Gradients.x, 1);
    // dense(width, activation=gelu, use_bias=false), repeats.nn:20, backward
    const dense4GradientScaled = tf.mul(
      dense5Gradients2.x,
      tf.add(tf.mul(dense4Gradient, 0.5), dense4Gradients.x2),
    );
    const layerNormalization3Gradient = tf.matMul(dense4GradientScaled, dense4Gradients.x3);
    const dense4KernelGradient = tf.matMul(dense4Gradients.x4, dense4GradientScaled);
    // layer_normalization, repeats.nn:18, backward
    const layerNormalization3Gradients = backwardLayerNormalization(
      layerNormalization3Gradient,
      layerNormalization3,
      weights.layer_normalization_3,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17, backward
    const dense3Gradients = backwardDense5(
      dense3Sum,
      dense3,
      layerNormalization3Gradients.x,
      layerNormalization2.output,
      weights.dense_3,
    );
    // layer_normalization, repeats.nn:18, backward
    const layerNormalization2Gradients = backwardLayerNormalization(
      dense3Gradients.x,
      layerNormalization2,
      weights.layer_normalization_2,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17, backward
    const dense2Gradients = backwardDense5(
      dense2Sum,
      dense2,
      layerNormalization2Gradients.x,
      layerNormalization1.output,
      weights.dense_2,
    );
    // layer_normalization, repeats.nn:18, backward
    const layerNormalization1Gradients = backwardLayerNormalization(
      dense2Gradients.x,
      layerNormalization1,
      weights.layer_normalization_1,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17, backward
    const dense1Gradients = backwardDense5(
      dense1Sum,
      dense1,
      layerNormalization1Gradients.x,
      layerNormalization.output,
      weights.dense_1,
    );
    // layer_normalization, repeats.nn:18, backward
    const layerNormalizationGradients = backwardLayerNormalization(
      dense1Gradients.x,
      layerNormalization,
      weights.layer_normalization,
    );
    // dense(6, activation=elu, kernel_initializer=orthogonal), repeats.nn:17, backward
    const denseGradients = backwardDense5(
      denseSum,
      dense,
      layerNormalizationGradients.x,
      globalMaxPooling2d,
      weights.dense,
    );
    // global_max_pooling2d, repeats.nn:15, backward
    const skipGradient = backwardGlobalMaxPooling2d(globalMaxPooling2d, denseGradients.x, stage3.output);
    // stage(6, stride=2), repeats.nn:14, backward
    const stage3Gradients = backwardStage(skipGradient, stage2.output, stage3, stage3Weights);
    // stage(4), repeats.nn:13, backward
    const stage2Gradients = backwardStage2(stage3Gradients.x, stage1.output, stage2, stage2Weights);
    const stage1Gradients = backwardStage2(stage2Gradients.x, stage.output, stage1, stage1Weights);
    const stageGradients = backwardStage3(stage1Gradients.x, image, stage, stageWeights);

    // update: sgd
    const stepScalar = tf.scalar(step, "int32");
    const sgdIsEqual = tf.equal(
      zipWhole("remainder", tf.add(stepScalar, tf.scalar(1, "int32")), tf.scalar(2, "int32")),
      tf.scalar(0, "int32"),
    );
    const sgdNumbers = tf.cast(
      tf.logicalNot(
        tf.equal(zipWhole("quotient", stepScalar, tf.scalar(2, "int32")), tf.scalar(0, "int32")),
      ),
      "float32",
    );
    const sgdScaled = tf.mul(sgdNumbers, 0.99);
    const sgdDifference = tf.sub(1, sgdScaled);
    const gradients = {
      ...stageGradients.weights,
      conv2d_2: stage1Gradients.weights.conv2d,
      batch_normalization_1: stage1Gradients.weights.batch_normalization,
      conv2d_3: stage1Gradients.weights.conv2d_1,
      conv2d_4: stage2Gradients.weights.conv2d,
      batch_normalization_2: stage2Gradients.weights.batch_normalization,
      conv2d_5: stage2Gradients.weights.conv2d_1,
      conv2d_6: stage3Gradients.weights.conv2d,
      batch_normalization_3: stage3Gradients.weights.batch_normalization,
      conv2d_7: stage3Gradients.weights.conv2d_1,
      dense: denseGradients.weights,
      layer_normalization: layerNormalizationGradients.weights,
      dense_1: dense1Gradients.weights,
      layer_normalization_1: layerNormalization1Gradients.weights,
      dense_2: dense2Gradients.weights,
      layer_normalization_2: layerNormalization2Gradients.weights,
      dense_3: dense3Gradients.weights,
      layer_normalization_3: layerNormalization3Gradients.weights,
      dense_4: { kernel: dense4KernelGradient },
      dense_5: dense5Gradients2.weights,
      dense_6: { ...dense6Gradients.weights, kernel: dense6KernelGradient },
    };
    const [nextWeights, nextGradientAccumulator, nextMomentum, nextAverage] = updateEach(
      gradients,
      [weights, optimizer.sgd.average, optimizer.sgd.gradient_accumulator, optimizer.sgd.momentum],
      (gradient, weight, average, gradientAccumulator, momentum) =>
        updateBySgd(
          gradient,
          weight,
          average,
          gradientAccumulator,
          momentum,
          sgdIsEqual,
          optimizer.learning_rate,
          sgdScaled,
          sgdDifference,
        ),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, repeats.nn:27
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(tf.argMax(labelTarget, 1), tf.argMax(softmax, 1)), "float32")),
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
            moving_mean: stage.batchNormalization.movingMean,
            moving_variance: stage.batchNormalization.movingVariance,
          },
          batch_normalization_1: {
            ...nextWeights.batch_normalization_1,
            moving_mean: stage1.batchNormalization.movingMean,
            moving_variance: stage1.batchNormalization.movingVariance,
          },
          batch_normalization_2: {
            ...nextWeights.batch_normalization_2,
            moving_mean: stage2.batchNormalization.movingMean,
            moving_variance: stage2.batchNormalization.movingVariance,
          },
          batch_normalization_3: {
            ...nextWeights.batch_normalization_3,
            moving_mean: stage3.batchNormalization.movingMean,
            moving_variance: stage3.batchNormalization.movingVariance,
          },
        },
        optimizer: {
          sgd: {
            average: nextAverage,
            gradient_accumulator: nextGradientAccumulator,
            momentum: nextMomentum,
          },
          learning_rate: optimizer.learning_rate,
        },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
        },
        health: { first_bad_step: firstBadStep },
      },
    };
  });
  tf.dispose([state.weights, state.optimizer.sgd, state.metrics, state.health]);
  return next;
}

/**
 * Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.
 */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { label } = predict(weights, inputs);
    const batch = label.shape[0];
    const labelTarget = expectShape("label", targets.label, [batch, 3]);
    // loss: categorical_crossentropy, repeats.nn:26
    const lossMean = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(labelTarget, tf.log(clip(tf.div(label, tf.sum(label, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
    );
    // loss: penalties and the sum of all
    const lossScaled = tf.mul(tf.sum(tf.square(weights.dense_6.kernel)), 0.01);
    const loss = tf.add(lossMean, lossScaled);

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, repeats.nn:27
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(tf.argMax(labelTarget, 1), tf.argMax(label, 1)), "float32")),
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

/** The weights to keep when training ends: their moving averages. The tensors stay those of the state. */
export function averagedWeights(state: State): Weights {
  return {
    ...state.optimizer.sgd.average,
    batch_normalization: {
      ...state.optimizer.sgd.average.batch_normalization,
      moving_mean: state.weights.batch_normalization.moving_mean,
      moving_variance: state.weights.batch_normalization.moving_variance,
    },
    batch_normalization_1: {
      ...state.optimizer.sgd.average.batch_normalization_1,
      moving_mean: state.weights.batch_normalization_1.moving_mean,
      moving_variance: state.weights.batch_normalization_1.moving_variance,
    },
    batch_normalization_2: {
      ...state.optimizer.sgd.average.batch_normalization_2,
      moving_mean: state.weights.batch_normalization_2.moving_mean,
      moving_variance: state.weights.batch_normalization_2.moving_variance,
    },
    batch_normalization_3: {
      ...state.optimizer.sgd.average.batch_normalization_3,
      moving_mean: state.weights.batch_normalization_3.moving_mean,
      moving_variance: state.weights.batch_normalization_3.moving_variance,
    },
  };
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

/** The block stage in training, with what its gradients need. */
function trainStage(x: tf.Tensor4D, weights: StageWeights) {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [1, 1], "same");
  // batch_normalization, repeats.nn:4
  const batchNormalization = trainBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const relu = tf.relu(batchNormalization.output);
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5
  const skip = tf.conv2d(x, weights.conv2d_1.kernel, [1, 1], "valid");
  // add, repeats.nn:6
  const output: tf.Tensor4D = tf.add(relu, skip);
  return { output, batchNormalization, relu };
}

/** The block stage in training, with what its gradients need. */
function trainStage2(x: tf.Tensor4D, weights: StageWeights2) {
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4
  const conv2d = tf.conv2d(x, weights.conv2d.kernel, [2, 2], "same");
  // batch_normalization, repeats.nn:4
  const batchNormalization = trainBatchNormalization(conv2d, weights.batch_normalization);
  // relu, repeats.nn:4
  const relu = tf.relu(batchNormalization.output);
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5
  const skip = tf.conv2d(x, weights.conv2d_1.kernel, [2, 2], "valid");
  // add, repeats.nn:6
  const output: tf.Tensor4D = tf.add(relu, skip);
  return { output, batchNormalization, relu };
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [6], beta: [6] }>) {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The layer dense in training, with what its gradients need. */
function trainDense(x: tf.Tensor, weights: Tensors<{ kernel: [6, number] }>) {
  const product = tf.matMul(x, weights.kernel);
  const output = tf.mul(product, tf.mul(tf.add(tf.erf(tf.mul(product, 0.70710677)), 1), 0.5));
  return { output, product };
}

/** The gradients of the layer dense. */
function backwardDense(gradient: tf.Tensor, x: tf.Tensor, weights: Tensors<{ kernel: [5, 3], bias: [3] }>) {
  const biasGradient = tf.sum(gradient, [0]);
  const xGradient = tf.matMul(gradient, tf.transpose(weights.kernel));
  const xGradient2 = tf.transpose(tf.matMul(tf.transpose(gradient), x));
  return { x: xGradient, x2: xGradient2, weights: { bias: biasGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(kept: ReturnType<typeof trainDense>, weights: Tensors<{ kernel: [6, 5] }>) {
  const xGradient = tf.erf(tf.mul(kept.product, 0.70710677));
  const xGradient2 = tf.mul(
    kept.product,
    tf.mul(tf.exp(tf.mul(tf.mul(kept.product, kept.product), -0.5)), 0.3989423),
  );
  const xGradient3 = tf.transpose(weights.kernel);
  return { x: xGradient, x2: xGradient2, x3: xGradient3 };
}

/** The gradients of the layer dense. */
function backwardDense3(
  gradient: tf.Tensor,
  gradient2: tf.Tensor,
  gradient3: tf.Tensor,
  gradient4: tf.Tensor,
  x: tf.Tensor,
) {
  const scaled = tf.mul(gradient3, tf.add(tf.mul(gradient, 0.5), gradient2));
  const xGradient = tf.matMul(scaled, gradient4);
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense4(
  x: tf.Tensor,
  kept: ReturnType<typeof trainDense>,
  weights: Tensors<{ kernel: [6, 6] }>,
) {
  const xGradient = tf.erf(tf.mul(kept.product, 0.70710677));
  const xGradient2 = tf.mul(
    kept.product,
    tf.mul(tf.exp(tf.mul(tf.mul(kept.product, kept.product), -0.5)), 0.3989423),
  );
  const xGradient3 = tf.transpose(weights.kernel);
  const xGradient4 = tf.transpose(x);
  return { x: xGradient, x2: xGradient2, x3: xGradient3, x4: xGradient4 };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [6], beta: [6] }>,
) {
  const betaGradient = tf.sum(gradient, [0]);
  const scaled = tf.mul(gradient, kept.scaled);
  const scaled2 = tf.mul(gradient, kept.difference);
  const gammaGradient = tf.sum(tf.mul(scaled2, kept.inverseRoot), [0]);
  const scaled3 = tf.mul(
    tf.reshape(tf.sum(tf.mul(scaled2, weights.gamma), [1]), kept.inverseRoot.shape),
    -0.5,
  );
  const ratio = tf.div(
    tf.mul(scaled3, tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot))),
    6,
  );
  const scaled4 = tf.mul(ratio, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled4), [1]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled4),
    tf.div(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [1]), kept.inverseRoot.shape), reshaped), 6),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the layer dense. */
function backwardDense5(
  output: tf.Tensor,
  output2: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [6, 6], bias: [6] }>,
) {
  const chosen = tf.where(tf.less(0, output), gradient, tf.mul(gradient, tf.add(output2, 1)));
  const biasGradient = tf.sum(chosen, [0]);
  const xGradient = tf.matMul(chosen, tf.transpose(weights.kernel));
  const kernelGradient = tf.matMul(tf.transpose(x), chosen);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer global_max_pooling2d. */
function backwardGlobalMaxPooling2d(output: tf.Tensor, gradient: tf.Tensor, x: tf.Tensor4D): tf.Tensor4D {
  const batch = output.shape[0];
  const numbers = tf.cast(tf.equal(x, tf.reshape(output, [batch, 1, 1, 6])), "float32");
  return tf.mul(numbers, tf.div(tf.reshape(gradient, [batch, 1, 1, 6]), tf.sum(numbers, [1, 2], true)));
}

/** The gradients of the layer conv2d. */
function backwardConv2d(gradient: tf.Tensor4D, x: tf.Tensor4D, weights: Tensors<{ kernel: [1, 1, 4, 6] }>) {
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
function backwardConv2d2(gradient: tf.Tensor4D, x: tf.Tensor4D, weights: Tensors<{ kernel: [3, 3, 4, 6] }>) {
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

/** The gradients of the block stage. */
function backwardStage(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  kept: ReturnType<typeof trainStage2>,
  weights: StageWeights2,
) {
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5, backward
  const conv2d1Gradients = backwardConv2d(gradient, x, weights.conv2d_1);
  // relu, repeats.nn:4, backward
  const batchNormalizationGradient: tf.Tensor4D = tf.mul(gradient, tf.step(kept.relu));
  // batch_normalization, repeats.nn:4, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4, backward
  const conv2dGradients = backwardConv2d2(batchNormalizationGradients.x, x, weights.conv2d);
  // gradients that meet, backward
  const xGradient: tf.Tensor4D = tf.add(conv2d1Gradients.x, conv2dGradients.x);
  return {
    x: xGradient,
    weights: {
      conv2d_1: conv2d1Gradients.weights,
      batch_normalization: batchNormalizationGradients.weights,
      conv2d: conv2dGradients.weights,
    },
  };
}

/** The gradients of the layer conv2d. */
function backwardConv2d3(gradient: tf.Tensor4D, x: tf.Tensor4D, weights: Tensors<{ kernel: [1, 1, 4, 4] }>) {
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

/** The gradients of the layer conv2d. */
function backwardConv2d4(gradient: tf.Tensor4D, x: tf.Tensor4D, weights: Tensors<{ kernel: [3, 3, 4, 4] }>) {
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

/** The gradients of the block stage. */
function backwardStage2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  kept: ReturnType<typeof trainStage>,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, 4, 4] },
    batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
    conv2d_1: { kernel: [1, 1, 4, 4] },
  }>,
) {
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5, backward
  const conv2d1Gradients = backwardConv2d3(gradient, x, weights.conv2d_1);
  // relu, repeats.nn:4, backward
  const batchNormalizationGradient: tf.Tensor4D = tf.mul(gradient, tf.step(kept.relu));
  // batch_normalization, repeats.nn:4, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4, backward
  const conv2dGradients = backwardConv2d4(batchNormalizationGradients.x, x, weights.conv2d);
  // gradients that meet, backward
  const xGradient: tf.Tensor4D = tf.add(conv2d1Gradients.x, conv2dGradients.x);
  return {
    x: xGradient,
    weights: {
      conv2d_1: conv2d1Gradients.weights,
      batch_normalization: batchNormalizationGradients.weights,
      conv2d: conv2dGradients.weights,
    },
  };
}

/** The gradients of the block stage. */
function backwardStage3(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  kept: ReturnType<typeof trainStage>,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, 2, 4] },
    batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
    conv2d_1: { kernel: [1, 1, 2, 4] },
  }>,
) {
  // conv2d(filters, 1, strides=stride, use_bias=false), repeats.nn:5, backward
  const conv2d1GradientTurned = tf.transpose(gradient, [1, 2, 0, 3]) as tf.Tensor4D;
  const conv2d1GradientTurned2 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const conv2d1KernelGradient = tf.transpose(
    tf.conv2d(conv2d1GradientTurned2, conv2d1GradientTurned, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  // relu, repeats.nn:4, backward
  const batchNormalizationGradient: tf.Tensor4D = tf.mul(gradient, tf.step(kept.relu));
  // batch_normalization, repeats.nn:4, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // conv2d(filters, 3, strides=stride, padding=same, use_bias=false), repeats.nn:4, backward
  const conv2dGradientTurned = tf.transpose(batchNormalizationGradients.x, [1, 2, 0, 3]) as tf.Tensor4D;
  const conv2dGradientTurned2 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const conv2dKernelGradient = tf.transpose(
    tf.conv2d(conv2dGradientTurned2, conv2dGradientTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return {
    weights: {
      conv2d_1: { kernel: conv2d1KernelGradient },
      batch_normalization: batchNormalizationGradients.weights,
      conv2d: { kernel: conv2dKernelGradient },
    },
  };
}

/** One update of a weight. */
function updateBySgd(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  average: tf.Tensor,
  gradientAccumulator: tf.Tensor,
  momentum: tf.Tensor,
  sgdIsEqual: tf.Tensor,
  learningRate: tf.Tensor,
  sgdScaled: tf.Tensor,
  sgdDifference: tf.Tensor,
): [weight: tf.Tensor, gradientAccumulator: tf.Tensor, momentum: tf.Tensor, average: tf.Tensor] {
  const sum = tf.add(gradient, gradientAccumulator);
  const nextGradientAccumulator = tf.where<tf.Tensor>(
    broadcastTo(sgdIsEqual, momentum.shape),
    tf.fill(momentum.shape, 0),
    sum,
  );
  const difference = tf.sub(tf.mul(momentum, 0.9), tf.mul(tf.mul(sum, 0.5), learningRate));
  const nextMomentum = tf.where<tf.Tensor>(broadcastTo(sgdIsEqual, momentum.shape), difference, momentum);
  const sum2 = tf.add(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learningRate)), difference);
  const nextWeight = tf.where<tf.Tensor>(broadcastTo(sgdIsEqual, momentum.shape), sum2, weight);
  const nextAverage = tf.add(tf.mul(average, sgdScaled), tf.mul(nextWeight, sgdDifference));
  return [nextWeight, nextGradientAccumulator, nextMomentum, nextAverage];
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

/** x repeated along new leading axes and axes of size 1 until it has `shape`. */
function broadcastTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const values = hostValues(x);
  const size = shape.reduce((a, b) => a * b, 1);
  const result = newValues(x, size);
  if (x.size === 1) result.fill(values[0]!);
  else repeatInto(result, values, x.shape, shape);
  return tf.tensor(result, shape, x.dtype);
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
 * Whole-number division over int32, which backends do each in their own way: the largest whole number not
 * above a / b, or what is left of it; 0 for division by 0. Elementwise, broadcasting.
 */
function zipWhole(part: "quotient" | "remainder", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const valuesOf = (x: tf.Tensor) => tf.tidy(() => broadcastTo(x, shape).dataSync());
  const [xs, ys] = [valuesOf(a), valuesOf(b)];
  const divide = (x: number, i: number) => {
    const y = ys[i]!;
    if (y === 0) return 0;
    const quotient = Math.floor(x / y);
    return part === "quotient" ? quotient : x - y * quotient;
  };
  return tf.tensor(Int32Array.from(xs, divide), shape, "int32");
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
 * A matrix whose columns (or rows, where these are fewer) have the length `gain` and are at right angles
 * to each other.
 */
function orthogonalNumbers(
  { gain, seed }: { readonly gain: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const columns = context.shape[context.shape.length - 1]!;
  const rows = columns === 0 ? 0 : context.count / columns;
  const [tall, narrow] = [Math.max(rows, columns), Math.min(rows, columns)];
  const basis = orthonormalColumns(normalNumbers(sourceOf(seed, context), context.count), tall, narrow);
  const at = (row: number, column: number) =>
    rows < columns ? basis[row * tall + column]! : basis[column * tall + row]!;
  return new Float32Array(context.count).map((_, i) => gain * at(Math.floor(i / columns), i % columns));
}

/**
 * `matrix`: rows × columns numbers, row-major, rows ≥ columns. The result holds Q column by column: column
 * c begins at c · rows.
 */
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
    basis[c * rows + c] = signs[c]!;
    for (let k = Math.min(c, columns - 1); k >= 0; k--) {
      reflect(columnFrom(reflectors, k, k, rows), columnFrom(basis, c, k, rows));
    }
  }
  return basis;
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) transposed[c * rows + r] = matrix[r * columns + c]!;
  return transposed;
}

/**
 * Turns a column into the unit vector v whose reflection 1 - 2vvᵀ sends it onto the first axis; returns
 * the sign of R there.
 */
function makeReflector(column: Float64Array): number {
  const norm = Math.sqrt(dotProduct(column, column));
  if (norm === 0) return 1;
  const sign = column[0]! < 0 ? 1 : -1;
  column[0]! -= sign * norm;
  const length = Math.sqrt(dotProduct(column, column));
  for (let i = 0; i < column.length; i++) column[i]! /= length;
  return sign;
}

/** In four sums, which the processor can add up side by side. */
function dotProduct(a: Float64Array, b: Float64Array): number {
  const whole = a.length - (a.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < a.length; i++) s0 += a[i]! * b[i]!;
  return s0 + s1 + s2 + s3;
}

/** The part of a column from row `from` on. */
function columnFrom(matrix: Float64Array, column: number, from: number, rows: number): Float64Array {
  return matrix.subarray(column * rows + from, (column + 1) * rows);
}

/** vector -= 2 · reflector · (reflector · vector) */
function reflect(reflector: Float64Array, vector: Float64Array): void {
  const twice = 2 * dotProduct(reflector, vector);
  for (let i = 0; i < vector.length; i++) vector[i]! -= twice * reflector[i]!;
}

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
