/**
 * Texts of any length, read by loops; two answers, one of them by words.
 *
 * Tickets, generated from tickets.nn by nnc 0.0.0; `nnc build tickets.nn` writes it anew.
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
  /** int32: 0 to 19. */
  readonly title: Tensor<["batch", "time"]>;
  readonly tags: Tensor<["batch", 3]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly priority: Tensor<["batch", 1]>;
  readonly department: Tensor<["batch", 3]>;
};

/** The classes of department, in the order of their numbers. */
export const departmentClasses = ["sales", "support", "billing"] as const;

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  embedding: { embeddings: [20, 4] },
  bidirectional: {
    forward_lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
    backward_lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
  },
  gru: { gru_cell: { kernel: [4, 6], recurrent_kernel: [2, 6], bias: [2, 6] } },
  dense: { kernel: [11, 1], bias: [1] },
  dense_1: { kernel: [11, 3], bias: [3] },
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
    const batch = inputs.title.shape[0];
    const time = inputs.title.shape[1] as number;
    const title = expectShape("title", inputs.title, [batch, time]);
    const tags = expectShape("tags", inputs.tags, [batch, 3]);
    // embedding(20, 4, mask_zero=true), tickets.nn:8 → [batch, time, 4]
    const words = gather(weights.embedding.embeddings, title, 0);
    const wordsCondition = tf.logicalNot(tf.equal(title, tf.scalar(0, "int32")));
    // bidirectional(lstm(3, dropout=0.2)), tickets.nn:9 → [batch, 6]
    const bidirectional = applyBidirectional(words, wordsCondition, weights.bidirectional);
    // gru(2), tickets.nn:10 → [batch, 2]
    const short = applyGru(words, wordsCondition, weights.gru);
    // concatenate, tickets.nn:11 → [batch, 11]
    const joint = tf.concat([bidirectional, short, tags], 1);
    // dense(1), tickets.nn:13 → [batch, 1]
    const priority = tf.add(tf.matMul(joint, weights.dense.kernel), weights.dense.bias);
    // dense(3, activation=softmax), tickets.nn:14 → [batch, 3]
    const department = tf.softmax(tf.add(tf.matMul(joint, weights.dense_1.kernel), weights.dense_1.bias));
    return { priority: priority as tf.Tensor2D, department: department as tf.Tensor2D };
  });
}

/** The weights of bidirectional. */
type BidirectionalWeights = Tensors<{
  forward_lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
  backward_lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
}>;

/** The layer bidirectional. */
function applyBidirectional(x: tf.Tensor, mask: tf.Tensor, weights: BidirectionalWeights): tf.Tensor {
  const batch = x.shape[0];
  const time = x.shape[1] as number;
  const reshaped = tf.reshape(tf.transpose(x, [1, 0, 2]), [batch * time, 4]);
  const reshaped2 = tf.reshape(tf.matMul(reshaped, weights.forward_lstm.lstm_cell.kernel), [time, batch, 12]);
  const sum = tf.add(reshaped2, weights.forward_lstm.lstm_cell.bias);
  const reshaped3 = tf.reshape(tf.transpose(mask), [time, batch, 1]);
  const sumRows = unstack(sum);
  const reshaped3Rows = unstack(reshaped3);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  let state2: tf.Tensor = tf.fill([batch, 3], 0);
  for (let t = 0; t < time; t++) {
    [state, state2] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sumRows[t]!, tf.matMul(state, weights.forward_lstm.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const sum2 = tf.add(tf.mul(tf.sigmoid(part2), state2), tf.mul(tf.sigmoid(part), tf.tanh(part3)));
      const nextState = tf.where(
        broadcastTo(reshaped3Rows[t]!, [batch, 3]),
        tf.mul(tf.sigmoid(part4), tf.tanh(sum2)),
        state,
      );
      const nextState2 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), sum2, state2);
      return [nextState, nextState2];
    });
  }
  const reshaped4 = tf.reshape(
    tf.matMul(reshaped, weights.backward_lstm.lstm_cell.kernel),
    [time, batch, 12],
  );
  const sum2 = tf.add(reshaped4, weights.backward_lstm.lstm_cell.bias);
  const sum2Rows = unstack(sum2);
  let state3: tf.Tensor = tf.fill([batch, 3], 0);
  let state4: tf.Tensor = tf.fill([batch, 3], 0);
  for (let t = time - 1; t >= 0; t--) {
    [state3, state4] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sum2Rows[t]!, tf.matMul(state3, weights.backward_lstm.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const sum3 = tf.add(tf.mul(tf.sigmoid(part2), state4), tf.mul(tf.sigmoid(part), tf.tanh(part3)));
      const nextState3 = tf.where(
        broadcastTo(reshaped3Rows[t]!, [batch, 3]),
        tf.mul(tf.sigmoid(part4), tf.tanh(sum3)),
        state3,
      );
      const nextState4 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), sum3, state4);
      return [nextState3, nextState4];
    });
  }
  return tf.concat([state, state3], 1);
}

/** The weights of gru. */
type GruWeights = Tensors<{ gru_cell: { kernel: [4, 6], recurrent_kernel: [2, 6], bias: [2, 6] } }>;

/** The layer gru. */
function applyGru(x: tf.Tensor, mask: tf.Tensor, weights: GruWeights): tf.Tensor {
  const batch = x.shape[0];
  const time = x.shape[1] as number;
  const reshaped = tf.reshape(tf.transpose(mask), [time, batch, 1]);
  const [part, part2] = tf.split(weights.gru_cell.bias, [1, 1], 0) as [tf.Tensor, tf.Tensor];
  const reshaped2 = tf.reshape(part2, [6]);
  const reshaped3 = tf.reshape(
    tf.matMul(tf.reshape(tf.transpose(x, [1, 0, 2]), [batch * time, 4]), weights.gru_cell.kernel),
    [time, batch, 6],
  );
  const sum = tf.add(reshaped3, tf.reshape(part, [6]));
  const sumRows = unstack(sum);
  const reshapedRows = unstack(reshaped);
  let state: tf.Tensor = tf.fill([batch, 2], 0);
  for (let t = 0; t < time; t++) {
    state = tf.tidy((): tf.Tensor => {
      const [part3, part4, part5] = tf.split(sumRows[t]!, [2, 2, 2], 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const [part6, part7, part8] = tf.split(
        tf.add(tf.matMul(state, weights.gru_cell.recurrent_kernel), reshaped2),
        [2, 2, 2],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const tanh = tf.tanh(tf.add(part5, tf.mul(tf.sigmoid(tf.add(part4, part7)), part8)));
      const sum2 = tf.add(tanh, tf.mul(tf.sigmoid(tf.add(part3, part6)), tf.sub(state, tanh)));
      const nextState = tf.where(broadcastTo(reshapedRows[t]!, [batch, 2]), sum2, state);
      return nextState;
    });
  }
  return state;
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  readonly priority: Tensor<["batch", 1]>;
  /** int32: class numbers from 0 to 2. */
  readonly department: Tensor<["batch"]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = { rm_sprop: { velocity: weightShapes }, learning_rate: [] } as const;

/** The shape of what the metrics have counted. */
const metricShapes = {
  loss: { total: [], count: [] },
  priority_loss: { total: [], count: [] },
  department_loss: { total: [], count: [] },
  priority_mae: { total: [], count: [] },
  department_accuracy: { total: [], count: [] },
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

const randomUniform2 = (weight: InitializerContext) =>
  randomUniformNumbers({ minval: -0.05, maxval: 0.05, seed: null }, weight);

const glorotUniform = (weight: InitializerContext) =>
  scaledNumbers(
    { seed: null, input_axes: null, output_axes: null, scale: 1, mode: "fan_avg", distribution: "uniform" },
    weight,
  );

const orthogonal = (weight: InitializerContext) =>
  orthogonalNumbers({ gain: 1, seed: null }, weight);

const unitForgetBias = (weight: InitializerContext) =>
  forgetBiasNumbers({ bias_initializer: (weight) => new Float32Array(weight.count).fill(0) }, weight);

/** The state in which training begins: the weights that nnc draws from the same seed. */
export function initialize(seed: number): State {
  return {
    weights: {
      embedding: {
        embeddings: drawWeight(
          seed,
          "embedding/embeddings",
          weightShapes.embedding.embeddings,
          [20, 4],
          randomUniform2,
        ),
      },
      bidirectional: {
        forward_lstm: {
          lstm_cell: {
            kernel: drawWeight(
              seed,
              "bidirectional/forward_lstm/lstm_cell/kernel",
              weightShapes.bidirectional.forward_lstm.lstm_cell.kernel,
              [4, 12],
              glorotUniform,
            ),
            recurrent_kernel: drawWeight(
              seed,
              "bidirectional/forward_lstm/lstm_cell/recurrent_kernel",
              weightShapes.bidirectional.forward_lstm.lstm_cell.recurrent_kernel,
              [3, 12],
              orthogonal,
            ),
            bias: drawWeight(
              seed,
              "bidirectional/forward_lstm/lstm_cell/bias",
              weightShapes.bidirectional.forward_lstm.lstm_cell.bias,
              [12, 12],
              unitForgetBias,
            ),
          },
        },
        backward_lstm: {
          lstm_cell: {
            kernel: drawWeight(
              seed,
              "bidirectional/backward_lstm/lstm_cell/kernel",
              weightShapes.bidirectional.backward_lstm.lstm_cell.kernel,
              [4, 12],
              glorotUniform,
            ),
            recurrent_kernel: drawWeight(
              seed,
              "bidirectional/backward_lstm/lstm_cell/recurrent_kernel",
              weightShapes.bidirectional.backward_lstm.lstm_cell.recurrent_kernel,
              [3, 12],
              orthogonal,
            ),
            bias: drawWeight(
              seed,
              "bidirectional/backward_lstm/lstm_cell/bias",
              weightShapes.bidirectional.backward_lstm.lstm_cell.bias,
              [12, 12],
              unitForgetBias,
            ),
          },
        },
      },
      gru: {
        gru_cell: {
          kernel: drawWeight(
            seed,
            "gru/gru_cell/kernel",
            weightShapes.gru.gru_cell.kernel,
            [4, 6],
            glorotUniform,
          ),
          recurrent_kernel: drawWeight(
            seed,
            "gru/gru_cell/recurrent_kernel",
            weightShapes.gru.gru_cell.recurrent_kernel,
            [2, 6],
            orthogonal,
          ),
          bias: tf.zeros([2, 6]),
        },
      },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [11, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [11, 3], glorotUniform),
        bias: tf.zeros([3]),
      },
    },
    optimizer: { rm_sprop: fillTensors(optimizerShapes.rm_sprop, 0), learning_rate: tf.scalar(0.01) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { seed, step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.title.shape[0];
    const time = inputs.title.shape[1] as number;
    const title = expectShape("title", inputs.title, [batch, time]);
    const tags = expectShape("tags", inputs.tags, [batch, 3]);
    const priorityTarget = expectShape("priority", targets.priority, [batch, 1]);
    const departmentTarget = expectShape("department", targets.department, [batch]);
    // embedding(20, 4, mask_zero=true), tickets.nn:8 → [batch, time, 4]
    const words = gather(weights.embedding.embeddings, title, 0);
    const wordsCondition = tf.logicalNot(tf.equal(title, tf.scalar(0, "int32")));
    // bidirectional(lstm(3, dropout=0.2)), tickets.nn:9 → [batch, 6]
    const bidirectional = trainBidirectional(seed, step, words, wordsCondition, weights.bidirectional);
    // gru(2), tickets.nn:10 → [batch, 2]
    const short = trainGru(words, wordsCondition, weights.gru);
    // dropout(0.1), tickets.nn:9 → [batch, 6]
    const textScaled = tf.mul(
      tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 2, [batch, 6])), "float32"),
      1.1111112,
    );
    const text = tf.mul(bidirectional.output, textScaled);
    // concatenate, tickets.nn:11 → [batch, 11]
    const joint = tf.concat([text, short.output, tags], 1);
    // dense(1), tickets.nn:13 → [batch, 1]
    const priority = tf.add(tf.matMul(joint, weights.dense.kernel), weights.dense.bias);
    // dense(3, activation=softmax), tickets.nn:14 → [batch, 3]
    const department = tf.softmax(tf.add(tf.matMul(joint, weights.dense_1.kernel), weights.dense_1.bias));

    // loss: mse * 0.5, tickets.nn:19
    const lossMean = tf.mean(tf.mean(tf.squaredDifference(priorityTarget, priority), [1]));
    const lossScaled = tf.mul(lossMean, 0.5);
    // loss: sparse_categorical_crossentropy, tickets.nn:19
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(departmentTarget, [batch, 1]), iota([1, 3], 1, "int32")),
      "float32",
    );
    const lossSummed = tf.sum(department, [1], true);
    const lossRatio = tf.div(department, lossSummed);
    const lossClipped = clip(lossRatio, 1e-7, 0.9999999);
    const lossMean2 = tf.mean(tf.neg(tf.sum(tf.mul(lossNumbers, tf.log(lossClipped)), [1])));
    // loss: penalties and the sum of all
    const loss = tf.add(lossScaled, lossMean2);

    // sparse_categorical_crossentropy, tickets.nn:19, backward
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
    const departmentGradient = tf.add(tf.div(lossGradientScaled, lossSummed), lossGradientReshaped);
    // mse * 0.5, tickets.nn:19, backward
    const lossGradientDifference = tf.sub(priorityTarget, priority);
    const priorityGradient = tf.neg(tf.mul(tf.div(0.5, batch), tf.mul(lossGradientDifference, 2)));
    // dense(3, activation=softmax), tickets.nn:14, backward
    const dense1Gradients = backwardDense(departmentGradient, department, joint, weights.dense_1);
    // dense(1), tickets.nn:13, backward
    const denseGradients = backwardDense2(priorityGradient, joint, weights.dense);
    // gradients that meet, backward
    const jointGradient = tf.add(dense1Gradients.x, denseGradients.x);
    // concatenate, tickets.nn:11, backward
    const [textGradient, shortGradient] = tf.split(jointGradient, [6, 2, 3], 1) as [tf.Tensor, tf.Tensor];
    // gru(2), tickets.nn:10, backward
    const shortGradients = backwardGru(shortGradient, short, weights.gru);
    // dropout(0.1), tickets.nn:9, backward
    const bidirectionalGradient = tf.mul(textGradient, textScaled);
    // bidirectional(lstm(3, dropout=0.2)), tickets.nn:9, backward
    const bidirectionalGradients = backwardBidirectional(
      bidirectionalGradient,
      bidirectional,
      weights.bidirectional,
    );
    // gradients that meet, backward
    const gradientSum = tf.add(shortGradients.x, bidirectionalGradients.x);
    const wordsGradient = tf.add(gradientSum, bidirectionalGradients.x2);
    // embedding(20, 4, mask_zero=true), tickets.nn:8, backward
    const embeddingEmbeddingsGradient = scatterAdd(title, wordsGradient, 20, 0);

    // update: rmsprop
    const gradients = {
      embedding: { embeddings: embeddingEmbeddingsGradient },
      bidirectional: bidirectionalGradients.weights,
      gru: shortGradients.weights,
      dense: denseGradients.weights,
      dense_1: dense1Gradients.weights,
    };
    const [nextWeights, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.rm_sprop.velocity],
      (gradient, weight, velocity) => updateByRmsprop(gradient, weight, velocity, optimizer.learning_rate),
    );

    // metric: loss, priority_loss, department_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const priorityLossTotal = tf.add(metrics.priority_loss.total, tf.mul(lossMean, batch));
    const priorityLossCount = tf.add(metrics.priority_loss.count, batch);
    const departmentLossTotal = tf.add(metrics.department_loss.total, tf.mul(lossMean2, batch));
    const departmentLossCount = tf.add(metrics.department_loss.count, batch);
    // metric: mae, tickets.nn:20
    const priorityMaeTotal = tf.add(
      metrics.priority_mae.total,
      tf.sum(tf.mean(tf.abs(lossGradientDifference), [1])),
    );
    const priorityMaeCount = tf.add(metrics.priority_mae.count, batch);
    // metric: accuracy, tickets.nn:20
    const departmentAccuracyTotal = tf.add(
      metrics.department_accuracy.total,
      tf.sum(tf.cast(tf.equal(departmentTarget, tf.argMax(department, 1)), "float32")),
    );
    const departmentAccuracyCount = tf.add(metrics.department_accuracy.count, batch);
    // metric: first_bad_step
    const stepScalar = tf.scalar(step, "int32");
    const firstBadStepCondition = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const firstBadStep = tf.where<tf.Tensor>(firstBadStepCondition, stepScalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: nextWeights,
        optimizer: { rm_sprop: { velocity: nextVelocity }, learning_rate: optimizer.learning_rate },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          priority_loss: { total: priorityLossTotal, count: priorityLossCount },
          department_loss: { total: departmentLossTotal, count: departmentLossCount },
          priority_mae: { total: priorityMaeTotal, count: priorityMaeCount },
          department_accuracy: { total: departmentAccuracyTotal, count: departmentAccuracyCount },
        },
        health: { first_bad_step: firstBadStep },
      },
    };
  });
  tf.dispose([state.weights, state.optimizer.rm_sprop, state.metrics, state.health]);
  return next;
}

/**
 * Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.
 */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { priority, department } = predict(weights, inputs);
    const batch = priority.shape[0];
    const priorityTarget = expectShape("priority", targets.priority, [batch, 1]);
    const departmentTarget = expectShape("department", targets.department, [batch]);
    // loss: mse * 0.5, tickets.nn:19
    const lossMean = tf.mean(tf.mean(tf.squaredDifference(priorityTarget, priority), [1]));
    const lossScaled = tf.mul(lossMean, 0.5);
    // loss: sparse_categorical_crossentropy, tickets.nn:19
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(departmentTarget, [batch, 1]), iota([1, 3], 1, "int32")),
      "float32",
    );
    const lossNegative = tf.neg(
      tf.sum(
        tf.mul(
          lossNumbers,
          tf.log(clip(tf.div(department, tf.sum(department, [1], true)), 1e-7, 0.9999999)),
        ),
        [1],
      ),
    );
    const lossMean2 = tf.mean(lossNegative);
    // loss: penalties and the sum of all
    const loss = tf.add(lossScaled, lossMean2);

    // metric: loss, priority_loss, department_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const priorityLossTotal = tf.add(metrics.priority_loss.total, tf.mul(lossMean, batch));
    const priorityLossCount = tf.add(metrics.priority_loss.count, batch);
    const departmentLossTotal = tf.add(metrics.department_loss.total, tf.mul(lossMean2, batch));
    const departmentLossCount = tf.add(metrics.department_loss.count, batch);
    // metric: mae, tickets.nn:20
    const priorityMaeTotal = tf.add(
      metrics.priority_mae.total,
      tf.sum(tf.mean(tf.abs(tf.sub(priorityTarget, priority)), [1])),
    );
    const priorityMaeCount = tf.add(metrics.priority_mae.count, batch);
    // metric: accuracy, tickets.nn:20
    const departmentAccuracyTotal = tf.add(
      metrics.department_accuracy.total,
      tf.sum(tf.cast(tf.equal(departmentTarget, tf.argMax(department, 1)), "float32")),
    );
    const departmentAccuracyCount = tf.add(metrics.department_accuracy.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          priority_loss: { total: priorityLossTotal, count: priorityLossCount },
          department_loss: { total: departmentLossTotal, count: departmentLossCount },
          priority_mae: { total: priorityMaeTotal, count: priorityMaeCount },
          department_accuracy: { total: departmentAccuracyTotal, count: departmentAccuracyCount },
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
        priority_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        department_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        priority_mae: { total: tf.scalar(0), count: tf.scalar(0) },
        department_accuracy: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<{
  readonly loss: number;
  readonly priority_loss: number;
  readonly department_loss: number;
  readonly priority_mae: number;
  readonly department_accuracy: number;
}> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const priorityLoss = tf.div(metrics.priority_loss.total, metrics.priority_loss.count);
    const departmentLoss = tf.div(metrics.department_loss.total, metrics.department_loss.count);
    const priorityMae = tf.divNoNan(metrics.priority_mae.total, metrics.priority_mae.count);
    const departmentAccuracy = tf.divNoNan(
      metrics.department_accuracy.total,
      metrics.department_accuracy.count,
    );
    return {
      loss,
      priority_loss: priorityLoss,
      department_loss: departmentLoss,
      priority_mae: priorityMae,
      department_accuracy: departmentAccuracy,
    };
  });
  return readNumbers(scalars);
}

/** The layer bidirectional in training, with what its gradients need. */
function trainBidirectional(
  seed: number,
  step: number,
  x: tf.Tensor,
  mask: tf.Tensor,
  weights: BidirectionalWeights,
) {
  const batch = x.shape[0];
  const time = x.shape[1] as number;
  const scaled = tf.mul(
    tf.cast(tf.lessEqual(0.2, randomUniform(seed, step, 0, [batch, 4])), "float32"),
    1.25,
  );
  const turned = tf.transpose(x, [1, 0, 2]);
  const reshaped = tf.reshape(tf.mul(turned, scaled), [batch * time, 4]);
  const reshaped2 = tf.reshape(tf.matMul(reshaped, weights.forward_lstm.lstm_cell.kernel), [time, batch, 12]);
  const sum = tf.add(reshaped2, weights.forward_lstm.lstm_cell.bias);
  const reshaped3 = tf.reshape(tf.transpose(mask), [time, batch, 1]);
  const sumRows = unstack(sum);
  const reshaped3Rows = unstack(reshaped3);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  let state2: tf.Tensor = tf.fill([batch, 3], 0);
  const moments: Record<
    | "state"
    | "state2"
    | "sigmoid"
    | "sigmoid2"
    | "tanh"
    | "sigmoid3"
    | "tanh2",
    tf.Tensor
  >[] = [];
  for (let t = 0; t < time; t++) {
    const moment = tf.tidy(() => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sumRows[t]!, tf.matMul(state, weights.forward_lstm.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(part2);
      const sigmoid2 = tf.sigmoid(part);
      const tanh = tf.tanh(part3);
      const sum2 = tf.add(tf.mul(sigmoid, state2), tf.mul(sigmoid2, tanh));
      const sigmoid3 = tf.sigmoid(part4);
      const tanh2 = tf.tanh(sum2);
      const nextState = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), tf.mul(sigmoid3, tanh2), state);
      const nextState2 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), sum2, state2);
      return { nextState, nextState2, state, state2, sigmoid, sigmoid2, tanh, sigmoid3, tanh2 };
    });
    state = moment.nextState;
    state2 = moment.nextState2;
    moments[t] = moment;
  }
  const scaled2 = tf.mul(
    tf.cast(tf.lessEqual(0.2, randomUniform(seed, step, 1, [batch, 4])), "float32"),
    1.25,
  );
  const reshaped4 = tf.reshape(tf.mul(turned, scaled2), [batch * time, 4]);
  const reshaped5 = tf.reshape(
    tf.matMul(reshaped4, weights.backward_lstm.lstm_cell.kernel),
    [time, batch, 12],
  );
  const sum2 = tf.add(reshaped5, weights.backward_lstm.lstm_cell.bias);
  const sum2Rows = unstack(sum2);
  let state3: tf.Tensor = tf.fill([batch, 3], 0);
  let state4: tf.Tensor = tf.fill([batch, 3], 0);
  const moments2: Record<
    | "state3"
    | "state4"
    | "sigmoid"
    | "sigmoid2"
    | "tanh"
    | "sigmoid3"
    | "tanh2",
    tf.Tensor
  >[] = [];
  for (let t = time - 1; t >= 0; t--) {
    const moment = tf.tidy(() => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sum2Rows[t]!, tf.matMul(state3, weights.backward_lstm.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(part2);
      const sigmoid2 = tf.sigmoid(part);
      const tanh = tf.tanh(part3);
      const sum3 = tf.add(tf.mul(sigmoid, state4), tf.mul(sigmoid2, tanh));
      const sigmoid3 = tf.sigmoid(part4);
      const tanh2 = tf.tanh(sum3);
      const nextState3 = tf.where(
        broadcastTo(reshaped3Rows[t]!, [batch, 3]),
        tf.mul(sigmoid3, tanh2),
        state3,
      );
      const nextState4 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), sum3, state4);
      return { nextState3, nextState4, state3, state4, sigmoid, sigmoid2, tanh, sigmoid3, tanh2 };
    });
    state3 = moment.nextState3;
    state4 = moment.nextState4;
    moments2[t] = moment;
  }
  const output = tf.concat([state, state3], 1);
  return { output, scaled, reshaped, reshaped3, moments, scaled2, reshaped4, moments2 };
}

/** The layer gru in training, with what its gradients need. */
function trainGru(x: tf.Tensor, mask: tf.Tensor, weights: GruWeights) {
  const time = x.shape[1] as number;
  const batch = x.shape[0];
  const reshaped = tf.reshape(tf.transpose(mask), [time, batch, 1]);
  const [part, part2] = tf.split(weights.gru_cell.bias, [1, 1], 0) as [tf.Tensor, tf.Tensor];
  const reshaped2 = tf.reshape(part2, [6]);
  const reshaped3 = tf.reshape(tf.transpose(x, [1, 0, 2]), [batch * time, 4]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped3, weights.gru_cell.kernel), [time, batch, 6]),
    tf.reshape(part, [6]),
  );
  const sumRows = unstack(sum);
  const reshapedRows = unstack(reshaped);
  let state: tf.Tensor = tf.fill([batch, 2], 0);
  const moments: Record<
    | "state"
    | "part8"
    | "sigmoid"
    | "tanh"
    | "sigmoid2"
    | "difference",
    tf.Tensor
  >[] = [];
  for (let t = 0; t < time; t++) {
    const moment = tf.tidy(() => {
      const [part3, part4, part5] = tf.split(sumRows[t]!, [2, 2, 2], 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const [part6, part7, part8] = tf.split(
        tf.add(tf.matMul(state, weights.gru_cell.recurrent_kernel), reshaped2),
        [2, 2, 2],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(tf.add(part4, part7));
      const tanh = tf.tanh(tf.add(part5, tf.mul(sigmoid, part8)));
      const sigmoid2 = tf.sigmoid(tf.add(part3, part6));
      const difference = tf.sub(state, tanh);
      const nextState = tf.where(
        broadcastTo(reshapedRows[t]!, [batch, 2]),
        tf.add(tanh, tf.mul(sigmoid2, difference)),
        state,
      );
      return { nextState, state, part8, sigmoid, tanh, sigmoid2, difference };
    });
    state = moment.nextState;
    moments[t] = moment;
  }
  return { output: state, reshaped, reshaped3, moments };
}

/** The gradients of the layer dense. */
function backwardDense(
  gradient: tf.Tensor,
  output: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [11, 3], bias: [3] }>,
) {
  const scaled = tf.mul(output, tf.sub(gradient, tf.sum(tf.mul(gradient, output), [1], true)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(gradient: tf.Tensor, x: tf.Tensor, weights: Tensors<{ kernel: [11, 1], bias: [1] }>) {
  const biasGradient = tf.sum(gradient, [0]);
  const xGradient = tf.matMul(gradient, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(gradient), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer gru. */
function backwardGru(gradient: tf.Tensor, kept: ReturnType<typeof trainGru>, weights: GruWeights) {
  const time = kept.reshaped.shape[0];
  const batch = gradient.shape[0];
  const turned = tf.transpose(weights.gru_cell.recurrent_kernel);
  const zeros = tf.fill(gradient.shape, 0);
  const reshapedRows = unstack(kept.reshaped);
  let state: tf.Tensor = tf.fill(weights.gru_cell.recurrent_kernel.shape, 0);
  let state2: tf.Tensor = tf.fill([6], 0);
  let state3: tf.Tensor = gradient;
  const rows: tf.Tensor[] = [];
  for (let t = time - 1; t >= 0; t--) {
    [state, state2, state3, rows[t]] = tf.tidy((): [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] => {
      const { state: state4, part8, sigmoid, tanh, sigmoid2, difference } = kept.moments[t]!;
      const chosen = tf.where(broadcastTo(reshapedRows[t]!, gradient.shape), state3, zeros);
      const scaled = tf.mul(chosen, sigmoid2);
      const scaled2 = tf.mul(tf.mul(chosen, difference), tf.mul(sigmoid2, tf.sub(1, sigmoid2)));
      const scaled3 = tf.mul(tf.sub(chosen, scaled), tf.sub(1, tf.mul(tanh, tanh)));
      const scaled4 = tf.mul(tf.mul(scaled3, part8), tf.mul(sigmoid, tf.sub(1, sigmoid)));
      const joined = tf.concat([scaled2, scaled4, tf.mul(scaled3, sigmoid)], 1);
      const nextState3 = tf.add(
        tf.add(tf.where(broadcastTo(reshapedRows[t]!, gradient.shape), zeros, state3), scaled),
        tf.matMul(joined, turned),
      );
      const joined2 = tf.concat([scaled2, scaled4, scaled3], 1);
      const nextState = tf.add(state, tf.matMul(tf.transpose(state4), joined));
      const nextState2 = tf.add(state2, tf.sum(joined, [0]));
      return [nextState, nextState2, nextState3, joined2];
    });
  }
  const rows2 = tf.stack(rows);
  const reshaped = tf.reshape(rows2, [batch * time, 6]);
  const gruCellKernelGradient = tf.matMul(tf.transpose(kept.reshaped3), reshaped);
  const xGradient = tf.transpose(
    tf.reshape(tf.matMul(reshaped, tf.transpose(weights.gru_cell.kernel)), [time, batch, 4]),
    [1, 0, 2],
  );
  const gruCellBiasGradient = tf.concat(
    [tf.reshape(tf.sum(rows2, [0, 1]), [1, 6]), tf.reshape(state2, [1, 6])],
    0,
  );
  return {
    x: xGradient,
    weights: {
      gru_cell: { recurrent_kernel: state, kernel: gruCellKernelGradient, bias: gruCellBiasGradient },
    },
  };
}

/** The gradients of the layer bidirectional. */
function backwardBidirectional(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainBidirectional>,
  weights: BidirectionalWeights,
) {
  const batch = gradient.shape[0];
  const time = kept.reshaped3.shape[0];
  const [part, part2] = tf.split(gradient, [3, 3], 1) as [tf.Tensor, tf.Tensor];
  const turned = tf.transpose(weights.backward_lstm.lstm_cell.recurrent_kernel);
  const zeros = tf.fill([batch, 3], 0);
  const reshaped3Rows = unstack(kept.reshaped3);
  const zeros2 = tf.fill(weights.forward_lstm.lstm_cell.recurrent_kernel.shape, 0);
  let state: tf.Tensor = zeros2;
  let state2: tf.Tensor = part2;
  let state3: tf.Tensor = tf.fill([batch, 3], 0);
  const rows: tf.Tensor[] = [];
  for (let t = 0; t < time; t++) {
    [state, state2, state3, rows[t]] = tf.tidy((): [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] => {
      const { state3: state3_2, state4, sigmoid, sigmoid2, tanh, sigmoid3, tanh2 } = kept.moments2[t]!;
      const chosen = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), state2, zeros);
      const chosen2 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), state3, zeros);
      const sum = tf.add(chosen2, tf.mul(tf.mul(chosen, sigmoid3), tf.sub(1, tf.mul(tanh2, tanh2))));
      const nextState3 = tf.add(
        tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), zeros, state3),
        tf.mul(sum, sigmoid),
      );
      const scaled = tf.mul(tf.mul(chosen, tanh2), tf.mul(sigmoid3, tf.sub(1, sigmoid3)));
      const scaled2 = tf.mul(tf.mul(sum, tanh), tf.mul(sigmoid2, tf.sub(1, sigmoid2)));
      const scaled3 = tf.mul(tf.mul(sum, state4), tf.mul(sigmoid, tf.sub(1, sigmoid)));
      const joined = tf.concat(
        [scaled2, scaled3, tf.mul(tf.mul(sum, sigmoid2), tf.sub(1, tf.mul(tanh, tanh))), scaled],
        1,
      );
      const nextState2 = tf.add(
        tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), zeros, state2),
        tf.matMul(joined, turned),
      );
      const nextState = tf.add(state, tf.matMul(tf.transpose(state3_2), joined));
      return [nextState, nextState2, nextState3, joined];
    });
  }
  const rows2 = tf.stack(rows);
  const backwardLstmLstmCellBiasGradient = tf.sum(rows2, [0, 1]);
  const reshaped = tf.reshape(rows2, [batch * time, 12]);
  const backwardLstmLstmCellKernelGradient = tf.matMul(tf.transpose(kept.reshaped4), reshaped);
  const scaled = tf.mul(
    tf.reshape(tf.matMul(reshaped, tf.transpose(weights.backward_lstm.lstm_cell.kernel)), [time, batch, 4]),
    kept.scaled2,
  );
  const xGradient = tf.transpose(scaled, [1, 0, 2]);
  const turned2 = tf.transpose(weights.forward_lstm.lstm_cell.recurrent_kernel);
  let state4: tf.Tensor = zeros2;
  let state5: tf.Tensor = part;
  let state6: tf.Tensor = tf.fill([batch, 3], 0);
  const rows3: tf.Tensor[] = [];
  for (let t = time - 1; t >= 0; t--) {
    [state4, state5, state6, rows3[t]] = tf.tidy((): [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] => {
      const { state: state7, state2: state2_2, sigmoid, sigmoid2, tanh, sigmoid3, tanh2 } = kept.moments[t]!;
      const chosen = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), state5, zeros);
      const chosen2 = tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), state6, zeros);
      const sum = tf.add(chosen2, tf.mul(tf.mul(chosen, sigmoid3), tf.sub(1, tf.mul(tanh2, tanh2))));
      const nextState6 = tf.add(
        tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), zeros, state6),
        tf.mul(sum, sigmoid),
      );
      const scaled2 = tf.mul(tf.mul(chosen, tanh2), tf.mul(sigmoid3, tf.sub(1, sigmoid3)));
      const scaled3 = tf.mul(tf.mul(sum, state2_2), tf.mul(sigmoid, tf.sub(1, sigmoid)));
      const scaled4 = tf.mul(tf.mul(sum, tanh), tf.mul(sigmoid2, tf.sub(1, sigmoid2)));
      const joined = tf.concat(
        [scaled4, scaled3, tf.mul(tf.mul(sum, sigmoid2), tf.sub(1, tf.mul(tanh, tanh))), scaled2],
        1,
      );
      const nextState5 = tf.add(
        tf.where(broadcastTo(reshaped3Rows[t]!, [batch, 3]), zeros, state5),
        tf.matMul(joined, turned2),
      );
      const nextState4 = tf.add(state4, tf.matMul(tf.transpose(state7), joined));
      return [nextState4, nextState5, nextState6, joined];
    });
  }
  const rows4 = tf.stack(rows3);
  const forwardLstmLstmCellBiasGradient = tf.sum(rows4, [0, 1]);
  const reshaped2 = tf.reshape(rows4, [batch * time, 12]);
  const forwardLstmLstmCellKernelGradient = tf.matMul(tf.transpose(kept.reshaped), reshaped2);
  const scaled2 = tf.mul(
    tf.reshape(tf.matMul(reshaped2, tf.transpose(weights.forward_lstm.lstm_cell.kernel)), [time, batch, 4]),
    kept.scaled,
  );
  const xGradient2 = tf.transpose(scaled2, [1, 0, 2]);
  return {
    x: xGradient,
    x2: xGradient2,
    weights: {
      backward_lstm: {
        lstm_cell: {
          recurrent_kernel: state,
          bias: backwardLstmLstmCellBiasGradient,
          kernel: backwardLstmLstmCellKernelGradient,
        },
      },
      forward_lstm: {
        lstm_cell: {
          recurrent_kernel: state4,
          bias: forwardLstmLstmCellBiasGradient,
          kernel: forwardLstmLstmCellKernelGradient,
        },
      },
    },
  };
}

/** One update of a weight. */
function updateByRmsprop(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  velocity: tf.Tensor,
  learningRate: tf.Tensor,
): [weight: tf.Tensor, velocity: tf.Tensor] {
  const ratio = tf.div(gradient, extreme("max", tf.sqrt(tf.sum(tf.square(gradient))), tf.scalar(1)));
  const nextVelocity = tf.add(tf.mul(velocity, 0.9), tf.mul(tf.square(ratio), 0.1));
  const nextWeight = tf.sub(weight, tf.div(tf.mul(ratio, learningRate), tf.sqrt(tf.add(nextVelocity, 1e-7))));
  return [nextWeight, nextVelocity];
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
 * The rows of x along its first axis. One copy for all: slicing would copy the whole of x for each row on
 * some backends.
 */
function unstack(x: tf.Tensor): tf.Tensor[] {
  const [count, ...shape] = x.shape as [number, ...number[]];
  const size = x.size / count;
  const values = x.dataSync();
  return Array.from({ length: count }, (_, row) =>
    tf.tensor(values.subarray(row * size, (row + 1) * size), shape, x.dtype),
  );
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

/** The parts of the input, forget, cell and output gates. */
function forgetBiasNumbers(
  { bias_initializer }: { readonly bias_initializer: Sampler },
  context: InitializerContext,
): Float32Array {
  const units = context.count / 4;
  const values = new Float32Array(context.count).fill(1);
  values.set(bias_initializer(vectorOf(units, context)), 0);
  values.set(bias_initializer(vectorOf(2 * units, context)), 2 * units);
  return values;
}

/** The initial values of a weight, row-major. */
type Sampler = (context: InitializerContext) => Float32Array;

function vectorOf(count: number, { random }: InitializerContext): InitializerContext {
  return { shape: [count], count, fanIn: count, fanOut: count, random };
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
