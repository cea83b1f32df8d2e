/**
 * Hostile, generated from hostile.nn by nnc 0.0.0; `nnc build hostile.nn` writes it anew.
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
  readonly numbers: Tensor<["batch", 3]>;
  /** int32: class numbers from 0 to 1. */
  readonly kind: Tensor<["batch", 1]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly choice: Tensor<["batch", 2]>;
  readonly amount: Tensor<["batch", 1]>;
};

/** The classes of choice, in the order of their numbers. */
export const choiceClasses = ["yes", "no"] as const;

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  embedding: { embeddings: [2, 2] },
  dense: { kernel: [5, 5], bias: [5] },
  layer_normalization: { gamma: [5], beta: [5] },
  dense_1: { kernel: [5, 5], bias: [5] },
  layer_normalization_1: { gamma: [5], beta: [5] },
  dense_2: { kernel: [5, 5], bias: [5] },
  layer_normalization_2: { gamma: [5], beta: [5] },
  dense_3: { kernel: [5, 2], bias: [2] },
  dense_4: { kernel: [5, 1], bias: [1] },
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

/** The columns of raw data that fill each input. */
export const columns = { numbers: ["a", "b", "c"], kind: ["kind"] } as const;

/** A row of raw data, by column. */
export type Row = Readonly<Record<(typeof columns)["numbers"][number], number>> &
  Readonly<Record<(typeof columns)["kind"][number], string>>;

/** What the preparing steps learned from the training data. */
const learned = {
  numbers: { normalization_mean: [3, 4, 2], normalization_variance: [2.6666667, 8, 0.6666667] },
};

/** The inputs that rows of raw data make, prepared as the training data were. */
export function prepare(rows: readonly Row[]): Inputs {
  return tf.tidy(() => {
    const numbersColumns = readColumns(rows, columns.numbers);
    const kindColumns = readClasses(rows, columns.kind, ["red", "green"]);
    // numbers, hostile.nn:30 → [rows, 3]
    const numbersMaximum = extreme(
      "max",
      tf.sqrt(tf.tensor(learned.numbers.normalization_variance)),
      tf.scalar(1e-7),
    );
    const numbers = tf.div(
      tf.sub(numbersColumns, tf.tensor(learned.numbers.normalization_mean)),
      numbersMaximum,
    );
    return { numbers: numbers as tf.Tensor2D, kind: kindColumns as tf.Tensor2D };
  });
}

/** What the model makes of its inputs. The tensors that it returns belong to the caller. */
export function predict(weights: Weights, inputs: Inputs): Outputs {
  return tf.tidy(() => {
    const batch = inputs.numbers.shape[0];
    const numbers = expectShape("numbers", inputs.numbers, [batch, 3]);
    const kind = expectShape("kind", inputs.kind, [batch, 1]);
    // embedding(2, 2), hostile.nn:14 → [batch, 1, 2]
    const embedding = gather(weights.embedding.embeddings, kind, 0);
    // flatten, hostile.nn:14 → [batch, 2]
    const code = tf.reshape(embedding, [batch, 2]);
    // concatenate, hostile.nn:15 → [batch, 5]
    const concatenate = tf.concat([numbers, code], 1);
    let x: tf.Tensor = concatenate;
    for (const layers of [
      { dense: weights.dense, layer_normalization: weights.layer_normalization },
      { dense: weights.dense_1, layer_normalization: weights.layer_normalization_1 },
      { dense: weights.dense_2, layer_normalization: weights.layer_normalization_2 },
    ]) {
      // part(5), hostile.nn:16
      x = applyPart(x, layers);
    }
    // relu, hostile.nn:17 → [batch, 5]
    const joint = tf.relu(x);
    // dense(2, activation=softmax), hostile.nn:19 → [batch, 2]
    const choice = tf.softmax(tf.add(tf.matMul(joint, weights.dense_3.kernel), weights.dense_3.bias));
    // dense(1, kernel_regularizer=l2(0.1)), hostile.nn:20 → [batch, 1]
    const amount = tf.add(tf.matMul(joint, weights.dense_4.kernel), weights.dense_4.bias);
    return { choice: choice as tf.Tensor2D, amount: amount as tf.Tensor2D };
  });
}

/** The layer layer_normalization. */
function applyLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [5], beta: [5] }>): tf.Tensor {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const scaled = tf.mul(
    difference,
    tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001)), weights.gamma),
  );
  return tf.add(scaled, weights.beta);
}

/** The weights of part. */
type PartWeights = Tensors<{
  dense: { kernel: [5, 5], bias: [5] },
  layer_normalization: { gamma: [5], beta: [5] },
}>;

/** The block part. */
function applyPart(x: tf.Tensor, weights: PartWeights): tf.Tensor {
  // dense(units), hostile.nn:4
  const dense = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  // layer_normalization, hostile.nn:4
  const inner = applyLayerNormalization(dense, weights.layer_normalization);
  // add, hostile.nn:5
  return tf.add(x, inner);
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** int32: class numbers from 0 to 1. */
  readonly choice: Tensor<["batch"]>;
  readonly amount: Tensor<["batch", 1]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = {
  adam: { momentum: weightShapes, velocity: weightShapes },
  learning_rate: [],
} as const;

/** The shape of what the metrics have counted. */
const metricShapes = {
  loss: { total: [], count: [] },
  choice_loss: { total: [], count: [] },
  amount_loss: { total: [], count: [] },
  choice_accuracy: { total: [], count: [] },
  amount_mae: { total: [], count: [] },
  amount_mse: { total: [], count: [] },
} as const;

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

const randomUniform = (weight: InitializerContext) =>
  randomUniformNumbers({ minval: -0.05, maxval: 0.05, seed: null }, weight);

const glorotUniform = (weight: InitializerContext) =>
  scaledNumbers(
    { seed: null, input_axes: null, output_axes: null, scale: 1, mode: "fan_avg", distribution: "uniform" },
    weight,
  );

/** The state in which training begins: the weights that nnc draws from the same seed. */
export function initialize(seed: number): State {
  return {
    weights: {
      embedding: {
        embeddings: drawWeight(
          seed,
          "embedding/embeddings",
          weightShapes.embedding.embeddings,
          [2, 2],
          randomUniform,
        ),
      },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [5, 5], glorotUniform),
        bias: tf.zeros([5]),
      },
      layer_normalization: { gamma: tf.ones([5]), beta: tf.zeros([5]) },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [5, 5], glorotUniform),
        bias: tf.zeros([5]),
      },
      layer_normalization_1: { gamma: tf.ones([5]), beta: tf.zeros([5]) },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [5, 5], glorotUniform),
        bias: tf.zeros([5]),
      },
      layer_normalization_2: { gamma: tf.ones([5]), beta: tf.zeros([5]) },
      dense_3: {
        kernel: drawWeight(seed, "dense_3/kernel", weightShapes.dense_3.kernel, [5, 2], glorotUniform),
        bias: tf.zeros([2]),
      },
      dense_4: {
        kernel: drawWeight(seed, "dense_4/kernel", weightShapes.dense_4.kernel, [5, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
    },
    optimizer: { adam: fillTensors(optimizerShapes.adam, 0), learning_rate: tf.scalar(0.001) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.numbers.shape[0];
    const numbers = expectShape("numbers", inputs.numbers, [batch, 3]);
    const kind = expectShape("kind", inputs.kind, [batch, 1]);
    const choiceTarget = expectShape("choice", targets.choice, [batch]);
    const amountTarget = expectShape("amount", targets.amount, [batch, 1]);
    // embedding(2, 2), hostile.nn:14 → [batch, 1, 2]
    const embedding = gather(weights.embedding.embeddings, kind, 0);
    // flatten, hostile.nn:14 → [batch, 2]
    const code = tf.reshape(embedding, [batch, 2]);
    // concatenate, hostile.nn:15 → [batch, 5]
    const concatenate = tf.concat([numbers, code], 1);
    // part(5), hostile.nn:16
    const partWeights = { dense: weights.dense, layer_normalization: weights.layer_normalization };
    const part = trainPart(concatenate, partWeights);
    const part1Weights = { dense: weights.dense_1, layer_normalization: weights.layer_normalization_1 };
    const part1 = trainPart(part.output, part1Weights);
    const part2Weights = { dense: weights.dense_2, layer_normalization: weights.layer_normalization_2 };
    const part2 = trainPart(part1.output, part2Weights);
    // relu, hostile.nn:17 → [batch, 5]
    const joint = tf.relu(part2.output);
    // dense(2, activation=softmax), hostile.nn:19 → [batch, 2]
    const choice = tf.softmax(tf.add(tf.matMul(joint, weights.dense_3.kernel), weights.dense_3.bias));
    // dense(1, kernel_regularizer=l2(0.1)), hostile.nn:20 → [batch, 1]
    const amount = tf.add(tf.matMul(joint, weights.dense_4.kernel), weights.dense_4.bias);

    // loss: sparse_categorical_crossentropy, hostile.nn:25
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(choiceTarget, [batch, 1]), iota([1, 2], 1, "int32")),
      "float32",
    );
    const lossSummed = tf.sum(choice, [1], true);
    const lossRatio = tf.div(choice, lossSummed);
    const lossClipped = clip(lossRatio, 1e-7, 0.9999999);
    const lossMean = tf.mean(tf.neg(tf.sum(tf.mul(lossNumbers, tf.log(lossClipped)), [1])));
    // loss: mse, hostile.nn:25
    const lossMean2 = tf.mean(tf.squaredDifference(amountTarget, amount), [1]);
    const lossMean3 = tf.mean(lossMean2);
    // loss: penalties and the sum of all
    const lossScaled = tf.mul(tf.sum(tf.square(weights.dense_4.kernel)), 0.1);
    const loss = tf.add(tf.add(lossMean, lossMean3), lossScaled);

    // loss, backward
    const lossGradientScaled = tf.mul(0.1, tf.mul(weights.dense_4.kernel, 2));
    // mse, hostile.nn:25, backward
    const lossGradientDifference = tf.sub(amountTarget, amount);
    const amountGradient = tf.neg(tf.mul(tf.div(1, batch), tf.mul(lossGradientDifference, 2)));
    // sparse_categorical_crossentropy, hostile.nn:25, backward
    const lossGradientNumbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)),
      "float32",
    );
    const lossGradientScaled2 = tf.mul(
      tf.div(tf.mul(tf.neg(tf.div(1, batch)), lossNumbers), lossClipped),
      lossGradientNumbers,
    );
    const lossGradientReshaped = tf.reshape(
      tf.sum(tf.neg(tf.div(tf.mul(lossGradientScaled2, lossRatio), lossSummed)), [1]),
      [batch, 1],
    );
    const choiceGradient = tf.add(tf.div(lossGradientScaled2, lossSummed), lossGradientReshaped);
    // dense(1, kernel_regularizer=l2(0.1)), hostile.nn:20, backward
    const dense4Gradients = backwardDense(amountGradient, joint, weights.dense_4);
    // gradients that meet, backward
    const dense4KernelGradient = tf.add(lossGradientScaled, dense4Gradients.x2);
    // dense(2, activation=softmax), hostile.nn:19, backward
    const dense3Gradients = backwardDense2(choiceGradient, choice, joint, weights.dense_3);
    // gradients that meet, backward
    const jointGradient = tf.add(dense4Gradients.x, dense3Gradients.x);
    // relu, hostile.nn:17, backward
    const innerGradient = tf.mul(jointGradient, tf.step(joint));
    // part(5), hostile.nn:16, backward
    const part2Gradients = backwardPart(innerGradient, part1.output, part2, part2Weights);
    const part1Gradients = backwardPart(part2Gradients.x, part.output, part1, part1Weights);
    const partGradients = backwardPart(part1Gradients.x, concatenate, part, partWeights);
    // concatenate, hostile.nn:15, backward
    const [, codeGradient] = tf.split(partGradients.x, [3, 2], 1) as [tf.Tensor, tf.Tensor];
    // flatten, hostile.nn:14, backward
    const embeddingGradient = tf.reshape(codeGradient, [batch, 1, 2]);
    // embedding(2, 2), hostile.nn:14, backward
    const embeddingEmbeddingsGradient = scatterAdd(kind, embeddingGradient, 2, 0);

    // update: adam
    const stepScalar = tf.scalar(step, "int32");
    const adamSum = tf.add(tf.cast(stepScalar, "float32"), 1);
    const stepSize = tf.div(
      tf.mul(optimizer.learning_rate, tf.sqrt(tf.sub(1, tf.pow(0.999, adamSum)))),
      tf.sub(1, tf.pow(0.9, adamSum)),
    );
    const gradients = {
      ...partGradients.weights,
      embedding: { embeddings: embeddingEmbeddingsGradient },
      dense_1: part1Gradients.weights.dense,
      layer_normalization_1: part1Gradients.weights.layer_normalization,
      dense_2: part2Gradients.weights.dense,
      layer_normalization_2: part2Gradients.weights.layer_normalization,
      dense_3: dense3Gradients.weights,
      dense_4: { ...dense4Gradients.weights, kernel: dense4KernelGradient },
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.adam.momentum, optimizer.adam.velocity],
      (gradient, weight, momentum, velocity) => updateByAdam(gradient, weight, momentum, velocity, stepSize),
    );

    // metric: loss, choice_loss, amount_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const choiceLossTotal = tf.add(metrics.choice_loss.total, tf.mul(lossMean, batch));
    const choiceLossCount = tf.add(metrics.choice_loss.count, batch);
    const amountLossTotal = tf.add(metrics.amount_loss.total, tf.mul(lossMean3, batch));
    const amountLossCount = tf.add(metrics.amount_loss.count, batch);
    // metric: accuracy, hostile.nn:26
    const choiceAccuracyTotal = tf.add(
      metrics.choice_accuracy.total,
      tf.sum(tf.cast(tf.equal(choiceTarget, tf.argMax(choice, 1)), "float32")),
    );
    const choiceAccuracyCount = tf.add(metrics.choice_accuracy.count, batch);
    // metric: mae, hostile.nn:26
    const amountMaeTotal = tf.add(
      metrics.amount_mae.total,
      tf.sum(tf.mean(tf.abs(lossGradientDifference), [1])),
    );
    const amountMaeCount = tf.add(metrics.amount_mae.count, batch);
    // metric: mse, hostile.nn:26
    const amountMseTotal = tf.add(metrics.amount_mse.total, tf.sum(lossMean2));
    const amountMseCount = tf.add(metrics.amount_mse.count, batch);
    // metric: first_bad_step
    const firstBadStepCondition = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const firstBadStep = tf.where<tf.Tensor>(firstBadStepCondition, stepScalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: nextWeights,
        optimizer: {
          adam: { momentum: nextMomentum, velocity: nextVelocity },
          learning_rate: optimizer.learning_rate,
        },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          choice_loss: { total: choiceLossTotal, count: choiceLossCount },
          amount_loss: { total: amountLossTotal, count: amountLossCount },
          choice_accuracy: { total: choiceAccuracyTotal, count: choiceAccuracyCount },
          amount_mae: { total: amountMaeTotal, count: amountMaeCount },
          amount_mse: { total: amountMseTotal, count: amountMseCount },
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
    const { choice, amount } = predict(weights, inputs);
    const batch = choice.shape[0];
    const choiceTarget = expectShape("choice", targets.choice, [batch]);
    const amountTarget = expectShape("amount", targets.amount, [batch, 1]);
    // loss: sparse_categorical_crossentropy, hostile.nn:25
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(choiceTarget, [batch, 1]), iota([1, 2], 1, "int32")),
      "float32",
    );
    const lossMean = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(lossNumbers, tf.log(clip(tf.div(choice, tf.sum(choice, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
    );
    // loss: mse, hostile.nn:25
    const lossMean2 = tf.mean(tf.squaredDifference(amountTarget, amount), [1]);
    const lossMean3 = tf.mean(lossMean2);
    // loss: penalties and the sum of all
    const lossScaled = tf.mul(tf.sum(tf.square(weights.dense_4.kernel)), 0.1);
    const loss = tf.add(tf.add(lossMean, lossMean3), lossScaled);

    // metric: loss, choice_loss, amount_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const choiceLossTotal = tf.add(metrics.choice_loss.total, tf.mul(lossMean, batch));
    const choiceLossCount = tf.add(metrics.choice_loss.count, batch);
    const amountLossTotal = tf.add(metrics.amount_loss.total, tf.mul(lossMean3, batch));
    const amountLossCount = tf.add(metrics.amount_loss.count, batch);
    // metric: accuracy, hostile.nn:26
    const choiceAccuracyTotal = tf.add(
      metrics.choice_accuracy.total,
      tf.sum(tf.cast(tf.equal(choiceTarget, tf.argMax(choice, 1)), "float32")),
    );
    const choiceAccuracyCount = tf.add(metrics.choice_accuracy.count, batch);
    // metric: mae, hostile.nn:26
    const amountMaeTotal = tf.add(
      metrics.amount_mae.total,
      tf.sum(tf.mean(tf.abs(tf.sub(amountTarget, amount)), [1])),
    );
    const amountMaeCount = tf.add(metrics.amount_mae.count, batch);
    // metric: mse, hostile.nn:26
    const amountMseTotal = tf.add(metrics.amount_mse.total, tf.sum(lossMean2));
    const amountMseCount = tf.add(metrics.amount_mse.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          choice_loss: { total: choiceLossTotal, count: choiceLossCount },
          amount_loss: { total: amountLossTotal, count: amountLossCount },
          choice_accuracy: { total: choiceAccuracyTotal, count: choiceAccuracyCount },
          amount_mae: { total: amountMaeTotal, count: amountMaeCount },
          amount_mse: { total: amountMseTotal, count: amountMseCount },
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
        choice_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        amount_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        choice_accuracy: { total: tf.scalar(0), count: tf.scalar(0) },
        amount_mae: { total: tf.scalar(0), count: tf.scalar(0) },
        amount_mse: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<{
  readonly loss: number;
  readonly choice_loss: number;
  readonly amount_loss: number;
  readonly choice_accuracy: number;
  readonly amount_mae: number;
  readonly amount_mse: number;
}> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const choiceLoss = tf.div(metrics.choice_loss.total, metrics.choice_loss.count);
    const amountLoss = tf.div(metrics.amount_loss.total, metrics.amount_loss.count);
    const choiceAccuracy = tf.divNoNan(metrics.choice_accuracy.total, metrics.choice_accuracy.count);
    const amountMae = tf.divNoNan(metrics.amount_mae.total, metrics.amount_mae.count);
    const amountMse = tf.divNoNan(metrics.amount_mse.total, metrics.amount_mse.count);
    return {
      loss,
      choice_loss: choiceLoss,
      amount_loss: amountLoss,
      choice_accuracy: choiceAccuracy,
      amount_mae: amountMae,
      amount_mse: amountMse,
    };
  });
  return readNumbers(scalars);
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [5], beta: [5] }>) {
  const difference = tf.sub(x, tf.mean(x, [1], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [1], true), 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The block part in training, with what its gradients need. */
function trainPart(x: tf.Tensor, weights: PartWeights) {
  // dense(units), hostile.nn:4
  const dense = tf.add(tf.matMul(x, weights.dense.kernel), weights.dense.bias);
  // layer_normalization, hostile.nn:4
  const inner = trainLayerNormalization(dense, weights.layer_normalization);
  // add, hostile.nn:5
  const output = tf.add(x, inner.output);
  return { output, inner };
}

/** The gradients of the layer dense. */
function backwardDense(gradient: tf.Tensor, x: tf.Tensor, weights: Tensors<{ kernel: [5, 1], bias: [1] }>) {
  const biasGradient = tf.sum(gradient, [0]);
  const xGradient = tf.matMul(gradient, tf.transpose(weights.kernel));
  const xGradient2 = tf.transpose(tf.matMul(tf.transpose(gradient), x));
  return { x: xGradient, x2: xGradient2, weights: { bias: biasGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(
  gradient: tf.Tensor,
  output: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [5, 2], bias: [2] }>,
) {
  const scaled = tf.mul(output, tf.sub(gradient, tf.sum(tf.mul(gradient, output), [1], true)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [5], beta: [5] }>,
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
    5,
  );
  const scaled4 = tf.mul(ratio, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled4), [1]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled4),
    tf.div(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [1]), kept.inverseRoot.shape), reshaped), 5),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the block part. */
function backwardPart(
  gradient: tf.Tensor,
  x: tf.Tensor,
  kept: ReturnType<typeof trainPart>,
  weights: PartWeights,
) {
  // layer_normalization, hostile.nn:4, backward
  const innerGradients = backwardLayerNormalization(gradient, kept.inner, weights.layer_normalization);
  // dense(units), hostile.nn:4, backward
  const denseBiasGradient = tf.sum(innerGradients.x, [0]);
  const denseGradientProduct = tf.matMul(innerGradients.x, tf.transpose(weights.dense.kernel));
  const denseKernelGradient = tf.matMul(tf.transpose(x), innerGradients.x);
  // gradients that meet, backward
  const xGradient = tf.add(gradient, denseGradientProduct);
  return {
    x: xGradient,
    weights: {
      layer_normalization: innerGradients.weights,
      dense: { bias: denseBiasGradient, kernel: denseKernelGradient },
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

/** Numbers of rows by column: [rows, columns]. Throws where one is missing or is no number. */
function readColumns<Column extends string>(
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
  dtype: "float32" | "int32" = "float32",
): tf.Tensor {
  const values = rows.flatMap((row, i) => columns.map((column) => expectNumber(row[column]!, column, i)));
  return tf.tensor(values, [rows.length, columns.length], dtype);
}

function expectNumber(value: unknown, column: string, row: number): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new RangeError(`Row ${row}, column ${column}: ${JSON.stringify(value)} is no finite number.`);
}

/**
 * Class numbers of rows by column, from 0: [rows, columns], int32. Throws for what is none of the classes.
 */
function readClasses<Column extends string>(
  rows: readonly Readonly<Record<Column, unknown>>[],
  columns: readonly Column[],
  classes: readonly unknown[],
): tf.Tensor {
  const values = rows.flatMap((row, i) =>
    columns.map((column) => expectClass(row[column]!, classes, column, i)),
  );
  return tf.tensor(values, [rows.length, columns.length], "int32");
}

function expectClass(value: unknown, classes: readonly unknown[], column: string, row: number): number {
  const place = classes.indexOf(value);
  if (place !== -1) return place;
  throw new RangeError(`Row ${row}, column ${column}: ${JSON.stringify(value)} is none of the classes.`);
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
 * x[..., indices, ...] along `axis`. Throws RangeError for an index outside, which TensorFlow.js would
 * read from anywhere.
 */
function gather(x: tf.Tensor, indices: tf.Tensor, axis: number): tf.Tensor {
  const length = x.shape[axis]!;
  const shape = [...x.shape.slice(0, axis), ...indices.shape, ...x.shape.slice(axis + 1)];
  const inner = x.shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const result = newValues(
    x,
    shape.reduce((a, b) => a * b, 1),
  );
  const [values, rows] = [hostValues(x), hostValues(indices)];
  let at = 0;
  for (let block = 0; block < values.length; block += length * inner)
    for (const row of rows) {
      if (row < 0 || row >= length) throw new RangeError(`index ${row} is outside of 0 to ${length - 1}`);
      const from = block + row * inner;
      for (let i = 0; i < inner; i++) result[at++] = values[from + i]!;
    }
  return tf.tensor(result, shape, x.dtype);
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
 * Zeros of length `size` along `axis`, to which each row of `updates` is added at its index. Throws
 * RangeError for an index outside.
 */
function scatterAdd(indices: tf.Tensor, updates: tf.Tensor, size: number, axis: number): tf.Tensor {
  const after = updates.shape.slice(axis + indices.shape.length);
  const shape = [...updates.shape.slice(0, axis), size, ...after];
  const inner = after.reduce((a, b) => a * b, 1);
  const result = newValues(
    updates,
    shape.reduce((a, b) => a * b, 1),
  );
  const [rows, values] = [hostValues(indices), hostValues(updates)];
  let at = 0;
  for (let block = 0; block < result.length; block += size * inner)
    for (const row of rows) {
      if (row < 0 || row >= size) throw new RangeError(`index ${row} is outside of 0 to ${size - 1}`);
      const to = block + row * inner;
      for (let i = 0; i < inner; i++) result[to + i]! += values[at++]!;
    }
  return tf.tensor(result, shape, updates.dtype);
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

/** Numbers from `minval` up to `maxval`. */
function randomUniformNumbers(
  {
    minval,
    maxval,
    seed,
  }: { readonly minval: number; readonly maxval: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const uniform = sourceOf(seed, context).uniform(context.count);
  return uniform.map((u) => minval + u * (maxval - minval));
}

/**
 * The weight's own numbers, or those of the given seed: two weights with one seed and shape begin equal,
 * as in Keras.
 */
function sourceOf(given: number | null, context: InitializerContext): RandomSource {
  return given === null ? context.random : philoxRandomSource(given, "");
}

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
