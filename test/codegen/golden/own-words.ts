/**
 * State, generated from own-words.nn by nnc 0.0.0; `nnc build own-words.nn` writes it anew.
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
  readonly inputs: Tensor<["batch", 4]>;
  readonly tf: Tensor<["batch", 4]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly targets: Tensor<["batch", 1]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  dense: { kernel: [4, 4], bias: [4] },
  layer_normalization: { gamma: [4], beta: [4] },
  batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  dense_1: { kernel: [4, 4], bias: [4] },
  layer_normalization_1: { gamma: [4], beta: [4] },
  batch_normalization_1: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  dense_2: { kernel: [4, 4], bias: [4] },
  layer_normalization_2: { gamma: [4], beta: [4] },
  batch_normalization_2: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  dense_3: { kernel: [4, 4], bias: [4] },
  layer_normalization_3: { gamma: [4], beta: [4] },
  batch_normalization_3: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  dense_4: { kernel: [4, 3], bias: [3] },
  moments: { kernel: [3, 2], bias: [2] },
  "to-String.x": { kernel: [2, 1], bias: [1] },
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
    const batch = inputs.inputs.shape[0];
    const inputs2 = expectShape("inputs", inputs.inputs, [batch, 4]);
    const tf2 = expectShape("tf", inputs.tf, [batch, 4]);
    // add, own-words.nn:19 → [batch, 4]
    const add = tf.add(inputs2, tf2);
    // load(4), own-words.nn:19
    const load2 = applyLoad(add, {
      dense: weights.dense,
      layer_normalization: weights.layer_normalization,
      batch_normalization: weights.batch_normalization,
      dense_1: weights.dense_1,
      layer_normalization_1: weights.layer_normalization_1,
      batch_normalization_1: weights.batch_normalization_1,
    });
    const trainStep2 = applyLoad(load2, {
      dense: weights.dense_2,
      layer_normalization: weights.layer_normalization_2,
      batch_normalization: weights.batch_normalization_2,
      dense_1: weights.dense_3,
      layer_normalization_1: weights.layer_normalization_3,
      batch_normalization_1: weights.batch_normalization_3,
    });
    // dense(3, activation=tanh), own-words.nn:20 → [batch, 3]
    const batch2 = tf.tanh(tf.add(tf.matMul(trainStep2, weights.dense_4.kernel), weights.dense_4.bias));
    // dense(2, activation=tanh, name="moments"), own-words.nn:21 → [batch, 2]
    const gradients = tf.tanh(tf.add(tf.matMul(batch2, weights.moments.kernel), weights.moments.bias));
    // dense(1, name="to-String.x"), own-words.nn:22 → [batch, 1]
    const targets2 = tf.add(tf.matMul(gradients, weights["to-String.x"].kernel), weights["to-String.x"].bias);
    return { targets: targets2 as tf.Tensor2D };
  });
}

/** The layer layer_normalization. */
function applyLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [4], beta: [4] }>): tf.Tensor {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const scaled = tf.mul(
    difference,
    tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001)), weights.gamma),
  );
  return tf.add(scaled, weights.beta);
}

/** The layer batch_normalization. */
function applyBatchNormalization(
  x: tf.Tensor,
  weights: Tensors<{ gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] }>,
): tf.Tensor {
  const scaled = tf.mul(tf.rsqrt(tf.add(weights.moving_variance, 0.001)), weights.gamma);
  return tf.add(tf.mul(x, scaled), tf.sub(weights.beta, tf.mul(weights.moving_mean, scaled)));
}

/** The weights of predict. */
type PredictWeights = Tensors<{
  dense: { kernel: [4, 4], bias: [4] },
  layer_normalization: { gamma: [4], beta: [4] },
  batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
}>;

/** The block predict. */
function applyPredict(x: tf.Tensor, weights: PredictWeights): tf.Tensor {
  // dense(units, activation=elu), own-words.nn:4
  const dense = tf.elu(tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias));
  // layer_normalization, own-words.nn:4
  const output1 = applyLayerNormalization(dense, weights.layer_normalization);
  // batch_normalization, own-words.nn:5
  const batchNormalization = applyBatchNormalization(output1, weights.batch_normalization);
  // add, own-words.nn:6
  return tf.add(output1, batchNormalization);
}

/** The weights of load. */
type LoadWeights = Tensors<{
  dense: { kernel: [4, 4], bias: [4] },
  layer_normalization: { gamma: [4], beta: [4] },
  batch_normalization: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
  dense_1: { kernel: [4, 4], bias: [4] },
  layer_normalization_1: { gamma: [4], beta: [4] },
  batch_normalization_1: { gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] },
}>;

/** The block load. */
function applyLoad(x: tf.Tensor, weights: LoadWeights): tf.Tensor {
  // predict(units), own-words.nn:11
  const predict2 = applyPredict(x, {
    dense: weights.dense,
    layer_normalization: weights.layer_normalization,
    batch_normalization: weights.batch_normalization,
  });
  return applyPredict(predict2, {
    dense: weights.dense_1,
    layer_normalization: weights.layer_normalization_1,
    batch_normalization: weights.batch_normalization_1,
  });
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  readonly targets: Tensor<["batch", 1]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of each weight that training changes by its gradient. */
const trainedShapes = {
  dense: { kernel: [4, 4], bias: [4] },
  layer_normalization: { gamma: [4], beta: [4] },
  batch_normalization: { gamma: [4], beta: [4] },
  dense_1: { kernel: [4, 4], bias: [4] },
  layer_normalization_1: { gamma: [4], beta: [4] },
  batch_normalization_1: { gamma: [4], beta: [4] },
  dense_2: { kernel: [4, 4], bias: [4] },
  layer_normalization_2: { gamma: [4], beta: [4] },
  batch_normalization_2: { gamma: [4], beta: [4] },
  dense_3: { kernel: [4, 4], bias: [4] },
  layer_normalization_3: { gamma: [4], beta: [4] },
  batch_normalization_3: { gamma: [4], beta: [4] },
  dense_4: { kernel: [4, 3], bias: [3] },
  moments: { kernel: [3, 2], bias: [2] },
  "to-String.x": { kernel: [2, 1], bias: [1] },
} as const;

/** The shape of what the optimizer remembers. */
const optimizerShapes = {
  adam: { momentum: trainedShapes, velocity: trainedShapes },
  learning_rate: [],
} as const;

/** The shape of what the metrics have counted. */
const metricShapes = { loss: { total: [], count: [] }, mae: { total: [], count: [] } } as const;

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
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      layer_normalization: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      batch_normalization: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      layer_normalization_1: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      batch_normalization_1: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      layer_normalization_2: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      batch_normalization_2: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      dense_3: {
        kernel: drawWeight(seed, "dense_3/kernel", weightShapes.dense_3.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      layer_normalization_3: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      batch_normalization_3: {
        gamma: tf.ones([4]),
        beta: tf.zeros([4]),
        moving_mean: tf.zeros([4]),
        moving_variance: tf.ones([4]),
      },
      dense_4: {
        kernel: drawWeight(seed, "dense_4/kernel", weightShapes.dense_4.kernel, [4, 3], glorotUniform),
        bias: tf.zeros([3]),
      },
      moments: {
        kernel: drawWeight(seed, "moments/kernel", weightShapes.moments.kernel, [3, 2], glorotUniform),
        bias: tf.zeros([2]),
      },
      "to-String.x": {
        kernel: drawWeight(
          seed,
          "to-String.x/kernel",
          weightShapes["to-String.x"].kernel,
          [2, 1],
          glorotUniform,
        ),
        bias: tf.zeros([1]),
      },
    },
    optimizer: { adam: fillTensors(optimizerShapes.adam, 0), learning_rate: tf.scalar(0.001) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { seed, step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.inputs.shape[0];
    const inputs2 = expectShape("inputs", inputs.inputs, [batch, 4]);
    const tf2 = expectShape("tf", inputs.tf, [batch, 4]);
    const targetsTarget = expectShape("targets", targets.targets, [batch, 1]);
    // add, own-words.nn:19 → [batch, 4]
    const add = tf.add(inputs2, tf2);
    // load(4), own-words.nn:19
    const loadWeights = {
      dense: weights.dense,
      layer_normalization: weights.layer_normalization,
      batch_normalization: weights.batch_normalization,
      dense_1: weights.dense_1,
      layer_normalization_1: weights.layer_normalization_1,
      batch_normalization_1: weights.batch_normalization_1,
    };
    const load2 = trainLoad(add, seed, step, loadWeights);
    const load1Weights = {
      dense: weights.dense_2,
      layer_normalization: weights.layer_normalization_2,
      batch_normalization: weights.batch_normalization_2,
      dense_1: weights.dense_3,
      layer_normalization_1: weights.layer_normalization_3,
      batch_normalization_1: weights.batch_normalization_3,
    };
    const trainStep2 = trainLoad2(load2.output, seed, step, load1Weights);
    // dense(3, activation=tanh), own-words.nn:20 → [batch, 3]
    const batch2 = tf.tanh(
      tf.add(tf.matMul(trainStep2.output, weights.dense_4.kernel), weights.dense_4.bias),
    );
    // dense(2, activation=tanh, name="moments"), own-words.nn:21 → [batch, 2]
    const gradients = tf.tanh(tf.add(tf.matMul(batch2, weights.moments.kernel), weights.moments.bias));
    // dense(1, name="to-String.x"), own-words.nn:22 → [batch, 1]
    const targets2 = tf.add(tf.matMul(gradients, weights["to-String.x"].kernel), weights["to-String.x"].bias);

    // loss: mse, own-words.nn:25
    const loss = tf.mean(tf.mean(tf.squaredDifference(targetsTarget, targets2), [1]));

    // mse, own-words.nn:25, backward
    const lossGradientDifference = tf.sub(targetsTarget, targets2);
    const targetsGradient = tf.neg(tf.mul(tf.div(1, batch), tf.mul(lossGradientDifference, 2)));
    // dense(1, name="to-String.x"), own-words.nn:22, backward
    const toStringXGradients = backwardDense(targetsGradient, gradients, weights["to-String.x"]);
    // dense(2, activation=tanh, name="moments"), own-words.nn:21, backward
    const momentsGradients = backwardDense2(gradients, toStringXGradients.x, batch2, weights.moments);
    // dense(3, activation=tanh), own-words.nn:20, backward
    const dense4Gradients = backwardDense2(batch2, momentsGradients.x, trainStep2.output, weights.dense_4);
    // load(4), own-words.nn:19, backward
    const trainStep2Gradients = backwardLoad(dense4Gradients.x, load2.output, trainStep2, load1Weights);
    const load2Gradients = backwardLoad2(trainStep2Gradients.x, add, load2, loadWeights);

    // update: adam
    const stepScalar = tf.scalar(step, "int32");
    const adamSum = tf.add(tf.cast(stepScalar, "float32"), 1);
    const stepSize = tf.div(
      tf.mul(optimizer.learning_rate, tf.sqrt(tf.sub(1, tf.pow(0.999, adamSum)))),
      tf.sub(1, tf.pow(0.9, adamSum)),
    );
    const gradients2 = {
      ...load2Gradients.weights,
      dense_2: trainStep2Gradients.weights.dense,
      layer_normalization_2: trainStep2Gradients.weights.layer_normalization,
      batch_normalization_2: trainStep2Gradients.weights.batch_normalization,
      dense_3: trainStep2Gradients.weights.dense_1,
      layer_normalization_3: trainStep2Gradients.weights.layer_normalization_1,
      batch_normalization_3: trainStep2Gradients.weights.batch_normalization_1,
      dense_4: dense4Gradients.weights,
      moments: momentsGradients.weights,
      "to-String.x": toStringXGradients.weights,
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients2,
      [weights, optimizer.adam.momentum, optimizer.adam.velocity],
      (gradient, weight, momentum, velocity) => updateByAdam(gradient, weight, momentum, velocity, stepSize),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: mae, own-words.nn:25
    const maeTotal = tf.add(metrics.mae.total, tf.sum(tf.mean(tf.abs(lossGradientDifference), [1])));
    const maeCount = tf.add(metrics.mae.count, batch);
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
            moving_mean: load2.predict2.batchNormalization.movingMean,
            moving_variance: load2.predict2.batchNormalization.movingVariance,
          },
          batch_normalization_1: {
            ...nextWeights.batch_normalization_1,
            moving_mean: load2.predict3.batchNormalization.movingMean,
            moving_variance: load2.predict3.batchNormalization.movingVariance,
          },
          batch_normalization_2: {
            ...nextWeights.batch_normalization_2,
            moving_mean: trainStep2.predict2.batchNormalization.movingMean,
            moving_variance: trainStep2.predict2.batchNormalization.movingVariance,
          },
          batch_normalization_3: {
            ...nextWeights.batch_normalization_3,
            moving_mean: trainStep2.predict3.batchNormalization.movingMean,
            moving_variance: trainStep2.predict3.batchNormalization.movingVariance,
          },
        },
        optimizer: {
          adam: { momentum: nextMomentum, velocity: nextVelocity },
          learning_rate: optimizer.learning_rate,
        },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          mae: { total: maeTotal, count: maeCount },
        },
        health: { first_bad_step: firstBadStep },
      },
    };
  });
  tf.dispose([state.weights, state.optimizer.adam, state.metrics, state.health]);
  return next;
}

/**
 * Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.
 */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { targets: targets2 } = predict(weights, inputs);
    const batch = targets2.shape[0];
    const targetsTarget = expectShape("targets", targets.targets, [batch, 1]);
    // loss: mse, own-words.nn:25
    const loss = tf.mean(tf.mean(tf.squaredDifference(targetsTarget, targets2), [1]));

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: mae, own-words.nn:25
    const maeTotal = tf.add(metrics.mae.total, tf.sum(tf.mean(tf.abs(tf.sub(targetsTarget, targets2)), [1])));
    const maeCount = tf.add(metrics.mae.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          mae: { total: maeTotal, count: maeCount },
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
        mae: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<Record<"loss" | "mae", number>> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const mae = tf.divNoNan(metrics.mae.total, metrics.mae.count);
    return { loss, mae };
  });
  return readNumbers(scalars);
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [4], beta: [4] }>) {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The layer batch_normalization in training, with what its gradients need. */
function trainBatchNormalization(
  x: tf.Tensor,
  weights: Tensors<{ gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] }>,
) {
  const mean = tf.mean(x, [0], true);
  const difference = tf.sub(x, mean);
  const mean2 = tf.mean(tf.square(difference), [0], true);
  const movingMean = tf.add(
    tf.mul(weights.moving_mean, 0.99),
    tf.mul(tf.reshape(mean, weights.gamma.shape), 0.01),
  );
  const movingVariance = tf.add(
    tf.mul(weights.moving_variance, 0.99),
    tf.mul(tf.reshape(mean2, weights.gamma.shape), 0.01),
  );
  const inverseRoot = tf.rsqrt(tf.add(mean2, 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, movingMean, movingVariance, inverseRoot, scaled };
}

/** The block predict in training, with what its gradients need. */
function trainPredict(x: tf.Tensor, seed: number, step: number, weights: PredictWeights) {
  const batch = x.shape[0];
  // dense(units, activation=elu), own-words.nn:4
  const denseSum = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  const dense = tf.elu(denseSum);
  // layer_normalization, own-words.nn:4
  const output1 = trainLayerNormalization(dense, weights.layer_normalization);
  // batch_normalization, own-words.nn:5
  const batchNormalization = trainBatchNormalization(output1.output, weights.batch_normalization);
  // dropout(0.1), own-words.nn:5
  const nextScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 0, [batch, 4])), "float32"),
    1.1111112,
  );
  const next = tf.mul(batchNormalization.output, nextScaled);
  // add, own-words.nn:6
  const output = tf.add(output1.output, next);
  return { output, denseSum, dense, output1, batchNormalization, nextScaled };
}

/** The block predict in training, with what its gradients need. */
function trainPredict2(x: tf.Tensor, seed: number, step: number, weights: PredictWeights) {
  const batch = x.shape[0];
  // dense(units, activation=elu), own-words.nn:4
  const denseSum = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  const dense = tf.elu(denseSum);
  // layer_normalization, own-words.nn:4
  const output1 = trainLayerNormalization(dense, weights.layer_normalization);
  // batch_normalization, own-words.nn:5
  const batchNormalization = trainBatchNormalization(output1.output, weights.batch_normalization);
  // dropout(0.1), own-words.nn:5
  const nextScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 1, [batch, 4])), "float32"),
    1.1111112,
  );
  const next = tf.mul(batchNormalization.output, nextScaled);
  // add, own-words.nn:6
  const output = tf.add(output1.output, next);
  return { output, denseSum, dense, output1, batchNormalization, nextScaled };
}

/** The block load in training, with what its gradients need. */
function trainLoad(x: tf.Tensor, seed: number, step: number, weights: LoadWeights) {
  // predict(units), own-words.nn:11
  const predictWeights = {
    dense: weights.dense,
    layer_normalization: weights.layer_normalization,
    batch_normalization: weights.batch_normalization,
  };
  const predict2 = trainPredict(x, seed, step, predictWeights);
  const predictWeights2 = {
    dense: weights.dense_1,
    layer_normalization: weights.layer_normalization_1,
    batch_normalization: weights.batch_normalization_1,
  };
  const predict3 = trainPredict2(predict2.output, seed, step, predictWeights2);
  return { output: predict3.output, predict2, predict3 };
}

/** The block predict in training, with what its gradients need. */
function trainPredict3(x: tf.Tensor, seed: number, step: number, weights: PredictWeights) {
  const batch = x.shape[0];
  // dense(units, activation=elu), own-words.nn:4
  const denseSum = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  const dense = tf.elu(denseSum);
  // layer_normalization, own-words.nn:4
  const output1 = trainLayerNormalization(dense, weights.layer_normalization);
  // batch_normalization, own-words.nn:5
  const batchNormalization = trainBatchNormalization(output1.output, weights.batch_normalization);
  // dropout(0.1), own-words.nn:5
  const nextScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 2, [batch, 4])), "float32"),
    1.1111112,
  );
  const next = tf.mul(batchNormalization.output, nextScaled);
  // add, own-words.nn:6
  const output = tf.add(output1.output, next);
  return { output, denseSum, dense, output1, batchNormalization, nextScaled };
}

/** The block predict in training, with what its gradients need. */
function trainPredict4(x: tf.Tensor, seed: number, step: number, weights: PredictWeights) {
  const batch = x.shape[0];
  // dense(units, activation=elu), own-words.nn:4
  const denseSum = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  const dense = tf.elu(denseSum);
  // layer_normalization, own-words.nn:4
  const output1 = trainLayerNormalization(dense, weights.layer_normalization);
  // batch_normalization, own-words.nn:5
  const batchNormalization = trainBatchNormalization(output1.output, weights.batch_normalization);
  // dropout(0.1), own-words.nn:5
  const nextScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 3, [batch, 4])), "float32"),
    1.1111112,
  );
  const next = tf.mul(batchNormalization.output, nextScaled);
  // add, own-words.nn:6
  const output = tf.add(output1.output, next);
  return { output, denseSum, dense, output1, batchNormalization, nextScaled };
}

/** The block load in training, with what its gradients need. */
function trainLoad2(x: tf.Tensor, seed: number, step: number, weights: LoadWeights) {
  // predict(units), own-words.nn:11
  const predictWeights = {
    dense: weights.dense,
    layer_normalization: weights.layer_normalization,
    batch_normalization: weights.batch_normalization,
  };
  const predict2 = trainPredict3(x, seed, step, predictWeights);
  const predictWeights2 = {
    dense: weights.dense_1,
    layer_normalization: weights.layer_normalization_1,
    batch_normalization: weights.batch_normalization_1,
  };
  const predict3 = trainPredict4(predict2.output, seed, step, predictWeights2);
  return { output: predict3.output, predict2, predict3 };
}

/** The gradients of the layer dense. */
function backwardDense(gradient: tf.Tensor, x: tf.Tensor, weights: Tensors<{ kernel: [2, 1], bias: [1] }>) {
  const biasGradient = tf.sum(gradient, [0]);
  const xGradient = tf.matMul(gradient, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(gradient), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(
  output: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [number, number], bias: [number] }>,
) {
  const scaled = tf.mul(gradient, tf.sub(1, tf.mul(output, output)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer batch_normalization. */
function backwardBatchNormalization(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainBatchNormalization>,
  weights: Tensors<{ gamma: [4], beta: [4], moving_mean: [4], moving_variance: [4] }>,
) {
  const batch = gradient.shape[0];
  const betaGradient = tf.sum(gradient, [0]);
  const xGradient = tf.mul(gradient, kept.scaled);
  const reshaped = tf.reshape(tf.sum(tf.mul(gradient, kept.difference), [0]), kept.inverseRoot.shape);
  const gammaGradient = tf.sum(tf.mul(reshaped, kept.inverseRoot), [0]);
  const scaled = tf.mul(
    tf.mul(tf.mul(reshaped, weights.gamma), -0.5),
    tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot)),
  );
  const xGradient2 = tf.mul(tf.div(scaled, batch), tf.mul(kept.difference, 2));
  const reshaped2 = tf.reshape(tf.sum(tf.neg(xGradient2), [0]), kept.inverseRoot.shape);
  const xGradient3 = tf.div(
    tf.add(tf.reshape(tf.sum(tf.neg(xGradient), [0]), kept.inverseRoot.shape), reshaped2),
    batch,
  );
  return {
    x: xGradient,
    x2: xGradient2,
    x3: xGradient3,
    weights: { beta: betaGradient, gamma: gammaGradient },
  };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [4], beta: [4] }>,
) {
  const betaGradient = tf.sum(gradient, [0]);
  const scaled = tf.mul(gradient, kept.scaled);
  const scaled2 = tf.mul(gradient, kept.difference);
  const gammaGradient = tf.sum(tf.mul(scaled2, kept.inverseRoot), [0]);
  const scaled3 = tf.mul(
    tf.reshape(tf.sum(tf.mul(scaled2, weights.gamma), [1]), kept.inverseRoot.shape),
    -0.5,
  );
  const scaled4 = tf.mul(
    tf.mul(scaled3, tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot))),
    0.25,
  );
  const scaled5 = tf.mul(scaled4, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled5), [1]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled5),
    tf.mul(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [1]), kept.inverseRoot.shape), reshaped), 0.25),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the layer dense. */
function backwardDense3(
  output: tf.Tensor,
  output2: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [4, 4], bias: [4] }>,
) {
  const chosen = tf.where(tf.less(0, output), gradient, tf.mul(gradient, tf.add(output2, 1)));
  const biasGradient = tf.sum(chosen, [0]);
  const xGradient = tf.matMul(chosen, tf.transpose(weights.kernel));
  const kernelGradient = tf.matMul(tf.transpose(x), chosen);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the block predict. */
function backwardPredict(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainPredict4>,
  weights: PredictWeights,
) {
  // dropout(0.1), own-words.nn:5, backward
  const batchNormalizationGradient = tf.mul(gradient, kept.nextScaled);
  // batch_normalization, own-words.nn:5, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, batchNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, batchNormalizationGradients.x2);
  const output1Gradient = tf.add(gradientSum2, batchNormalizationGradients.x3);
  // layer_normalization, own-words.nn:4, backward
  const output1Gradients = backwardLayerNormalization(
    output1Gradient,
    kept.output1,
    weights.layer_normalization,
  );
  // dense(units, activation=elu), own-words.nn:4, backward
  const denseGradients = backwardDense3(kept.denseSum, kept.dense, output1Gradients.x, x, weights.dense);
  return {
    x: denseGradients.x,
    weights: {
      batch_normalization: batchNormalizationGradients.weights,
      layer_normalization: output1Gradients.weights,
      dense: denseGradients.weights,
    },
  };
}

/** The gradients of the block predict. */
function backwardPredict2(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainPredict3>,
  weights: PredictWeights,
) {
  // dropout(0.1), own-words.nn:5, backward
  const batchNormalizationGradient = tf.mul(gradient, kept.nextScaled);
  // batch_normalization, own-words.nn:5, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, batchNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, batchNormalizationGradients.x2);
  const output1Gradient = tf.add(gradientSum2, batchNormalizationGradients.x3);
  // layer_normalization, own-words.nn:4, backward
  const output1Gradients = backwardLayerNormalization(
    output1Gradient,
    kept.output1,
    weights.layer_normalization,
  );
  // dense(units, activation=elu), own-words.nn:4, backward
  const denseGradients = backwardDense3(kept.denseSum, kept.dense, output1Gradients.x, x, weights.dense);
  return {
    x: denseGradients.x,
    weights: {
      batch_normalization: batchNormalizationGradients.weights,
      layer_normalization: output1Gradients.weights,
      dense: denseGradients.weights,
    },
  };
}

/** The gradients of the block load. */
function backwardLoad(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainLoad2>,
  weights: LoadWeights,
) {
  // predict(units), own-words.nn:11, backward
  const predictWeights = {
    dense: weights.dense_1,
    layer_normalization: weights.layer_normalization_1,
    batch_normalization: weights.batch_normalization_1,
  };
  const predict3Gradients = backwardPredict(gradient, kept.predict2.output, kept.predict3, predictWeights);
  const predictWeights2 = {
    dense: weights.dense,
    layer_normalization: weights.layer_normalization,
    batch_normalization: weights.batch_normalization,
  };
  const predict2Gradients = backwardPredict2(predict3Gradients.x, x, kept.predict2, predictWeights2);
  return {
    x: predict2Gradients.x,
    weights: {
      ...predict2Gradients.weights,
      batch_normalization_1: predict3Gradients.weights.batch_normalization,
      layer_normalization_1: predict3Gradients.weights.layer_normalization,
      dense_1: predict3Gradients.weights.dense,
    },
  };
}

/** The gradients of the block predict. */
function backwardPredict3(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainPredict2>,
  weights: PredictWeights,
) {
  // dropout(0.1), own-words.nn:5, backward
  const batchNormalizationGradient = tf.mul(gradient, kept.nextScaled);
  // batch_normalization, own-words.nn:5, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, batchNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, batchNormalizationGradients.x2);
  const output1Gradient = tf.add(gradientSum2, batchNormalizationGradients.x3);
  // layer_normalization, own-words.nn:4, backward
  const output1Gradients = backwardLayerNormalization(
    output1Gradient,
    kept.output1,
    weights.layer_normalization,
  );
  // dense(units, activation=elu), own-words.nn:4, backward
  const denseGradients = backwardDense3(kept.denseSum, kept.dense, output1Gradients.x, x, weights.dense);
  return {
    x: denseGradients.x,
    weights: {
      batch_normalization: batchNormalizationGradients.weights,
      layer_normalization: output1Gradients.weights,
      dense: denseGradients.weights,
    },
  };
}

/** The gradients of the layer dense. */
function backwardDense4(output: tf.Tensor, output2: tf.Tensor, gradient: tf.Tensor, x: tf.Tensor) {
  const chosen = tf.where(tf.less(0, output), gradient, tf.mul(gradient, tf.add(output2, 1)));
  const biasGradient = tf.sum(chosen, [0]);
  const kernelGradient = tf.matMul(tf.transpose(x), chosen);
  return { weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the block predict. */
function backwardPredict4(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainPredict>,
  weights: PredictWeights,
) {
  // dropout(0.1), own-words.nn:5, backward
  const batchNormalizationGradient = tf.mul(gradient, kept.nextScaled);
  // batch_normalization, own-words.nn:5, backward
  const batchNormalizationGradients = backwardBatchNormalization(
    batchNormalizationGradient,
    kept.batchNormalization,
    weights.batch_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, batchNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, batchNormalizationGradients.x2);
  const output1Gradient = tf.add(gradientSum2, batchNormalizationGradients.x3);
  // layer_normalization, own-words.nn:4, backward
  const output1Gradients = backwardLayerNormalization(
    output1Gradient,
    kept.output1,
    weights.layer_normalization,
  );
  // dense(units, activation=elu), own-words.nn:4, backward
  const denseGradients = backwardDense4(kept.denseSum, kept.dense, output1Gradients.x, x);
  return {
    weights: {
      batch_normalization: batchNormalizationGradients.weights,
      layer_normalization: output1Gradients.weights,
      dense: denseGradients.weights,
    },
  };
}

/** The gradients of the block load. */
function backwardLoad2(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainLoad>,
  weights: LoadWeights,
) {
  // predict(units), own-words.nn:11, backward
  const predictWeights = {
    dense: weights.dense_1,
    layer_normalization: weights.layer_normalization_1,
    batch_normalization: weights.batch_normalization_1,
  };
  const predict3Gradients = backwardPredict3(gradient, kept.predict2.output, kept.predict3, predictWeights);
  const predictWeights2 = {
    dense: weights.dense,
    layer_normalization: weights.layer_normalization,
    batch_normalization: weights.batch_normalization,
  };
  const predict2Gradients = backwardPredict4(predict3Gradients.x, x, kept.predict2, predictWeights2);
  return {
    weights: {
      ...predict2Gradients.weights,
      batch_normalization_1: predict3Gradients.weights.batch_normalization,
      layer_normalization_1: predict3Gradients.weights.layer_normalization,
      dense_1: predict3Gradients.weights.dense,
    },
  };
}

/** One update of a weight. */
function updateByAdam(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  stepSize: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const nextMomentum = tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 0.1));
  const nextVelocity = tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 0.001));
  const nextWeight = tf.sub(
    weight,
    tf.div(tf.mul(nextMomentum, stepSize), tf.add(tf.sqrt(nextVelocity), 1e-7)),
  );
  return [nextWeight, nextMomentum, nextVelocity];
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

/** Numbers in [0, 1) that depend on nothing but seed, step, stream and place. */
function randomUniform(
  seed: number | tf.Tensor,
  step: number | tf.Tensor,
  stream: number,
  shape: number[],
): tf.Tensor {
  const numberOf = (x: number | tf.Tensor) => (typeof x === "number" ? x : hostValues(x)[0]!);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(philoxUniform(numberOf(seed), stream, numberOf(step), size), shape);
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
