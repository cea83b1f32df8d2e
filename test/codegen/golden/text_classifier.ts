/**
 * TextClassifier, generated from text_classifier.nn by nnc 0.0.0; `nnc build text_classifier.nn` writes it
 * anew.
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
  /** int32: 0 to 31. */
  readonly words: Tensor<["batch", 16]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly ordered: Tensor<["batch", 1]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  embedding: { embeddings: [32, 16] },
  position_embedding: { embeddings: [16, 16] },
  multi_head_attention: {
    query: { kernel: [16, 2, 8], bias: [2, 8] },
    key: { kernel: [16, 2, 8], bias: [2, 8] },
    value: { kernel: [16, 2, 8], bias: [2, 8] },
    attention_output: { kernel: [2, 8, 16], bias: [16] },
  },
  layer_normalization: { gamma: [16], beta: [16] },
  dense: { kernel: [16, 32], bias: [32] },
  dense_1: { kernel: [32, 16], bias: [16] },
  layer_normalization_1: { gamma: [16], beta: [16] },
  dense_2: { kernel: [16, 1], bias: [1] },
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
    const batch = inputs.words.shape[0];
    const words = expectShape("words", inputs.words, [batch, 16]);
    // embedding(32, 16), text_classifier.nn:16 → [batch, 16, 16]
    const tokens = gather(weights.embedding.embeddings, words, 0);
    // add, text_classifier.nn:18 → [batch, 16, 16]
    const add = tf.add(tokens, weights.position_embedding.embeddings);
    // encoder(heads=2, width=32), text_classifier.nn:18
    const encoder = applyEncoder(add, {
      multi_head_attention: weights.multi_head_attention,
      layer_normalization: weights.layer_normalization,
      dense: weights.dense,
      dense_1: weights.dense_1,
      layer_normalization_1: weights.layer_normalization_1,
    });
    // global_average_pooling1d, text_classifier.nn:19 → [batch, 16]
    const globalAveragePooling1d = tf.mean(encoder, [1]);
    // dense(1, activation=sigmoid), text_classifier.nn:21 → [batch, 1]
    const dense2 = tf.sigmoid(
      tf.add(tf.matMul(globalAveragePooling1d, weights.dense_2.kernel), weights.dense_2.bias),
    );
    return { ordered: dense2 as tf.Tensor2D };
  });
}

/** The weights of multi_head_attention. */
type MultiHeadAttentionWeights = Tensors<{
  query: { kernel: [16, 2, 8], bias: [2, 8] },
  key: { kernel: [16, 2, 8], bias: [2, 8] },
  value: { kernel: [16, 2, 8], bias: [2, 8] },
  attention_output: { kernel: [2, 8, 16], bias: [16] },
}>;

/** The layer multi_head_attention. */
function applyMultiHeadAttention(x: tf.Tensor, weights: MultiHeadAttentionWeights): tf.Tensor {
  const batch = x.shape[0];
  const reshaped = tf.reshape(x, [16 * batch, 16]);
  const reshaped2 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.query.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const reshaped3 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.key.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const reshaped4 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.value.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const scaled = tf.mul(
    tf.reshape(tf.add(reshaped2, tf.reshape(weights.query.bias, [16])), [batch, 16, 2, 8]),
    0.35355338,
  );
  const turned2 = tf.transpose(
    tf.reshape(tf.add(reshaped3, tf.reshape(weights.key.bias, [16])), [batch, 16, 2, 8]),
    [0, 2, 1, 3],
  );
  const turned3 = tf.transpose(
    tf.reshape(tf.add(reshaped4, tf.reshape(weights.value.bias, [16])), [batch, 16, 2, 8]),
    [0, 2, 1, 3],
  );
  const product = batchMatMul(
    tf.softmax(batchMatMul(tf.transpose(scaled, [0, 2, 1, 3]), turned2, false, true)),
    turned3,
    false,
    false,
  );
  const reshaped5 = tf.reshape(tf.transpose(product, [0, 2, 1, 3]), [16 * batch, 16]);
  const reshaped6 = tf.reshape(
    tf.matMul(reshaped5, tf.reshape(weights.attention_output.kernel, [16, 16])),
    [batch, 16, 16],
  );
  return tf.add(reshaped6, weights.attention_output.bias);
}

/** The layer layer_normalization. */
function applyLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [16], beta: [16] }>): tf.Tensor {
  const difference = tf.sub(x, tf.mean(x, [2], true));
  return tf.add(
    tf.mul(
      difference,
      tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 1e-6)), weights.gamma),
    ),
    weights.beta,
  );
}

/** The layer dense. */
function applyDense(x: tf.Tensor, weights: Tensors<{ kernel: [16, 32], bias: [32] }>): tf.Tensor {
  const batch = x.shape[0];
  const sum = tf.add(
    tf.reshape(tf.matMul(tf.reshape(x, [16 * batch, 16]), weights.kernel), [batch, 16, 32]),
    weights.bias,
  );
  return tf.mul(sum, tf.mul(tf.add(tf.erf(tf.mul(sum, 0.70710677)), 1), 0.5));
}

/** The weights of encoder. */
type EncoderWeights = Tensors<{
  multi_head_attention: {
    query: { kernel: [16, 2, 8], bias: [2, 8] },
    key: { kernel: [16, 2, 8], bias: [2, 8] },
    value: { kernel: [16, 2, 8], bias: [2, 8] },
    attention_output: { kernel: [2, 8, 16], bias: [16] },
  },
  layer_normalization: { gamma: [16], beta: [16] },
  dense: { kernel: [16, 32], bias: [32] },
  dense_1: { kernel: [32, 16], bias: [16] },
  layer_normalization_1: { gamma: [16], beta: [16] },
}>;

/** The block encoder. */
function applyEncoder(x: tf.Tensor, weights: EncoderWeights): tf.Tensor {
  const batch = x.shape[0];
  // multi_head_attention(num_heads=heads, key_dim=channels / heads, dropout=0.1), text_classifier.nn:6
  const attended = applyMultiHeadAttention(x, weights.multi_head_attention);
  // add, text_classifier.nn:7
  const add = tf.add(x, attended);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:7
  const joined = applyLayerNormalization(add, weights.layer_normalization);
  // dense(width, activation=gelu), text_classifier.nn:8
  const dense = applyDense(joined, weights.dense);
  // dense(channels), text_classifier.nn:8
  const thought = tf.add(
    tf.reshape(tf.matMul(tf.reshape(dense, [16 * batch, 32]), weights.dense_1.kernel), [batch, 16, 16]),
    weights.dense_1.bias,
  );
  // add, text_classifier.nn:9
  const add2 = tf.add(joined, thought);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:9
  return applyLayerNormalization(add2, weights.layer_normalization_1);
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** 0 or 1. */
  readonly ordered: Tensor<["batch", 1]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = {
  adam_w: { momentum: weightShapes, velocity: weightShapes },
  learning_rate: [],
} as const;

/** The shape of what the metrics have counted. */
const metricShapes = {
  loss: { total: [], count: [] },
  accuracy: { total: [], count: [] },
  auc: {
    true_positives: [200],
    false_positives: [200],
    true_negatives: [200],
    false_negatives: [200],
  },
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

/** The state in which training begins: the weights that nnc draws from the same seed. */
export function initialize(seed: number): State {
  return {
    weights: {
      embedding: {
        embeddings: drawWeight(
          seed,
          "embedding/embeddings",
          weightShapes.embedding.embeddings,
          [32, 16],
          randomUniform2,
        ),
      },
      position_embedding: {
        embeddings: drawWeight(
          seed,
          "position_embedding/embeddings",
          weightShapes.position_embedding.embeddings,
          [16, 16],
          glorotUniform,
        ),
      },
      multi_head_attention: {
        query: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/query/kernel",
            weightShapes.multi_head_attention.query.kernel,
            [16, 16],
            glorotUniform,
          ),
          bias: tf.zeros([2, 8]),
        },
        key: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/key/kernel",
            weightShapes.multi_head_attention.key.kernel,
            [16, 16],
            glorotUniform,
          ),
          bias: tf.zeros([2, 8]),
        },
        value: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/value/kernel",
            weightShapes.multi_head_attention.value.kernel,
            [16, 16],
            glorotUniform,
          ),
          bias: tf.zeros([2, 8]),
        },
        attention_output: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/attention_output/kernel",
            weightShapes.multi_head_attention.attention_output.kernel,
            [16, 16],
            glorotUniform,
          ),
          bias: tf.zeros([16]),
        },
      },
      layer_normalization: { gamma: tf.ones([16]), beta: tf.zeros([16]) },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [16, 32], glorotUniform),
        bias: tf.zeros([32]),
      },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [32, 16], glorotUniform),
        bias: tf.zeros([16]),
      },
      layer_normalization_1: { gamma: tf.ones([16]), beta: tf.zeros([16]) },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [16, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
    },
    optimizer: { adam_w: fillTensors(optimizerShapes.adam_w, 0), learning_rate: tf.scalar(0.003) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { seed, step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.words.shape[0];
    const words = expectShape("words", inputs.words, [batch, 16]);
    const orderedTarget = expectShape("ordered", targets.ordered, [batch, 1]);
    // embedding(32, 16), text_classifier.nn:16 → [batch, 16, 16]
    const tokens = gather(weights.embedding.embeddings, words, 0);
    // add, text_classifier.nn:18 → [batch, 16, 16]
    const add = tf.add(tokens, weights.position_embedding.embeddings);
    // encoder(heads=2, width=32), text_classifier.nn:18
    const encoderWeights = {
      multi_head_attention: weights.multi_head_attention,
      layer_normalization: weights.layer_normalization,
      dense: weights.dense,
      dense_1: weights.dense_1,
      layer_normalization_1: weights.layer_normalization_1,
    };
    const encoder = trainEncoder(add, seed, step, encoderWeights);
    // global_average_pooling1d, text_classifier.nn:19 → [batch, 16]
    const globalAveragePooling1d = tf.mean(encoder.output, [1]);
    // dropout(0.1), text_classifier.nn:20 → [batch, 16]
    const dropoutScaled = tf.mul(
      tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 1, [batch, 16])), "float32"),
      1.1111112,
    );
    const dropout = tf.mul(globalAveragePooling1d, dropoutScaled);
    // dense(1, activation=sigmoid), text_classifier.nn:21 → [batch, 1]
    const dense2 = tf.sigmoid(tf.add(tf.matMul(dropout, weights.dense_2.kernel), weights.dense_2.bias));

    // loss: binary_crossentropy, text_classifier.nn:25
    const lossClipped = clip(dense2, 1e-7, 0.9999999);
    const lossDifference = tf.sub(1, orderedTarget);
    const lossDifference2 = tf.sub(1, lossClipped);
    const loss = tf.mean(
      tf.mean(
        tf.neg(
          tf.add(
            tf.mul(orderedTarget, tf.log(lossClipped)),
            tf.mul(lossDifference, tf.log(lossDifference2)),
          ),
        ),
        [1],
      ),
    );

    // binary_crossentropy, text_classifier.nn:25, backward
    const negative = tf.neg(tf.div(1, batch));
    const lossGradientDifference = tf.sub(
      tf.div(tf.mul(negative, orderedTarget), lossClipped),
      tf.div(tf.mul(negative, lossDifference), lossDifference2),
    );
    const dense2Gradient = tf.mul(
      lossGradientDifference,
      tf.cast(tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)), "float32"),
    );
    // dense(1, activation=sigmoid), text_classifier.nn:21, backward
    const dense2Gradients = backwardDense(dense2, dense2Gradient, dropout, weights.dense_2);
    // dropout(0.1), text_classifier.nn:20, backward
    const globalAveragePooling1dGradient = tf.mul(dense2Gradients.x, dropoutScaled);
    // global_average_pooling1d, text_classifier.nn:19, backward
    const globalAveragePooling1dGradientReshaped = tf.reshape(
      tf.mul(globalAveragePooling1dGradient, 0.0625),
      [batch, 1, 16],
    );
    const layerNormalization1Gradient = broadcastTo(globalAveragePooling1dGradientReshaped, [batch, 16, 16]);
    // encoder(heads=2, width=32), text_classifier.nn:18, backward
    const encoderGradients = backwardEncoder(
      layerNormalization1Gradient,
      globalAveragePooling1dGradientReshaped,
      encoder,
      encoderWeights,
    );
    // position_embedding(16), text_classifier.nn:17, backward
    const positionEmbeddingEmbeddingsGradient = tf.sum(encoderGradients.x, [0]);
    // embedding(32, 16), text_classifier.nn:16, backward
    const embeddingEmbeddingsGradient = scatterAdd(words, encoderGradients.x, 32, 0);

    // update: adamw
    const adamwSum = tf.add(
      tf.sum(tf.square(embeddingEmbeddingsGradient)),
      tf.sum(tf.square(positionEmbeddingEmbeddingsGradient)),
    );
    const adamwSum2 = tf.add(
      adamwSum,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.query.kernel)),
    );
    const adamwSum3 = tf.add(
      adamwSum2,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.query.bias)),
    );
    const adamwSum4 = tf.add(
      adamwSum3,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.key.kernel)),
    );
    const adamwSum5 = tf.add(
      adamwSum4,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.key.bias)),
    );
    const adamwSum6 = tf.add(
      adamwSum5,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.value.kernel)),
    );
    const adamwSum7 = tf.add(
      adamwSum6,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.value.bias)),
    );
    const adamwSum8 = tf.add(
      adamwSum7,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.attention_output.kernel)),
    );
    const adamwSum9 = tf.add(
      adamwSum8,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.attention_output.bias)),
    );
    const adamwSum10 = tf.add(
      adamwSum9,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization.gamma)),
    );
    const adamwSum11 = tf.add(
      adamwSum10,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization.beta)),
    );
    const adamwSum12 = tf.add(adamwSum11, tf.sum(tf.square(encoderGradients.weights.dense.kernel)));
    const adamwSum13 = tf.add(adamwSum12, tf.sum(tf.square(encoderGradients.weights.dense.bias)));
    const adamwSum14 = tf.add(adamwSum13, tf.sum(tf.square(encoderGradients.weights.dense_1.kernel)));
    const adamwSum15 = tf.add(adamwSum14, tf.sum(tf.square(encoderGradients.weights.dense_1.bias)));
    const adamwSum16 = tf.add(
      adamwSum15,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization_1.gamma)),
    );
    const adamwSum17 = tf.add(
      adamwSum16,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization_1.beta)),
    );
    const adamwSum18 = tf.add(
      tf.add(adamwSum17, tf.sum(tf.square(dense2Gradients.weights.kernel))),
      tf.sum(tf.square(dense2Gradients.weights.bias)),
    );
    const adamwRoot = tf.sqrt(adamwSum18);
    const adamwSum19 = tf.add(
      extreme("min", tf.div(1, adamwRoot), tf.scalar(1)),
      tf.sub(adamwRoot, adamwRoot),
    );
    const stepScalar = tf.scalar(step, "int32");
    const adamwSum20 = tf.add(tf.cast(stepScalar, "float32"), 1);
    const adamwRatio = tf.div(
      tf.mul(optimizer.learning_rate, tf.sqrt(tf.sub(1, tf.pow(0.999, adamwSum20)))),
      tf.sub(1, tf.pow(0.9, adamwSum20)),
    );
    const gradients = {
      ...encoderGradients.weights,
      embedding: { embeddings: embeddingEmbeddingsGradient },
      position_embedding: { embeddings: positionEmbeddingEmbeddingsGradient },
      dense_2: dense2Gradients.weights,
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.adam_w.momentum, optimizer.adam_w.velocity],
      (gradient, weight, momentum, velocity) =>
        updateByAdamw(gradient, weight, momentum, velocity, adamwSum19, optimizer.learning_rate, adamwRatio),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, text_classifier.nn:26
    const accuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(orderedTarget, tf.cast(tf.less(0.5, dense2), "float32")), "float32"), [1]),
    );
    const accuracyTotal = tf.add(metrics.accuracy.total, accuracySummed);
    const accuracyCount = tf.add(metrics.accuracy.count, batch);
    // metric: auc, text_classifier.nn:26
    const aucCondition = tf.logicalNot(tf.equal(orderedTarget, 0));
    const aucChosen = tf.where<tf.Tensor>(aucCondition, tf.fill([batch, 1], 1), tf.fill([batch, 1], 0));
    const aucChosen2 = tf.where<tf.Tensor>(aucCondition, tf.fill([batch, 1], 0), tf.fill([batch, 1], 1));
    const aucNumbers = tf.cast(
      extreme("max", tf.sub(tf.neg(tf.floor(tf.neg(tf.mul(clip(dense2, 0, 1), 199)))), 1), tf.scalar(0)),
      "int32",
    );
    const aucReshaped = tf.reshape(
      tf.add(aucNumbers, tf.mul(iota([1, 1], 1, "int32"), tf.scalar(200, "int32"))),
      [batch],
    );
    const aucRunningTotal = tf.cumsum(
      tf.reshape(scatterAdd(aucReshaped, tf.reshape(aucChosen, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const aucRunningTotal2 = tf.cumsum(
      tf.reshape(scatterAdd(aucReshaped, tf.reshape(aucChosen2, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const aucTruePositives = tf.add(metrics.auc.true_positives, tf.reshape(aucRunningTotal, [200]));
    const aucFalsePositives = tf.add(metrics.auc.false_positives, tf.reshape(aucRunningTotal2, [200]));
    const aucTrueNegatives = tf.add(
      metrics.auc.true_negatives,
      tf.reshape(tf.sub(tf.sum(aucChosen2, [0], true), aucRunningTotal2), [200]),
    );
    const aucFalseNegatives = tf.add(
      metrics.auc.false_negatives,
      tf.reshape(tf.sub(tf.sum(aucChosen, [0], true), aucRunningTotal), [200]),
    );
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
          adam_w: { momentum: nextMomentum, velocity: nextVelocity },
          learning_rate: optimizer.learning_rate,
        },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
          auc: {
            true_positives: aucTruePositives,
            false_positives: aucFalsePositives,
            true_negatives: aucTrueNegatives,
            false_negatives: aucFalseNegatives,
          },
        },
        health: { first_bad_step: firstBadStep },
      },
    };
  });
  tf.dispose([state.weights, state.optimizer.adam_w, state.metrics, state.health]);
  return next;
}

/**
 * Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.
 */
export function evaluateStep(state: State, { inputs, targets }: Batch): StepResult {
  const { weights, metrics } = state;
  const next = tf.tidy(() => {
    const { ordered } = predict(weights, inputs);
    const batch = ordered.shape[0];
    const orderedTarget = expectShape("ordered", targets.ordered, [batch, 1]);
    // loss: binary_crossentropy, text_classifier.nn:25
    const lossClipped = clip(ordered, 1e-7, 0.9999999);
    const lossNegative = tf.neg(
      tf.add(
        tf.mul(orderedTarget, tf.log(lossClipped)),
        tf.mul(tf.sub(1, orderedTarget), tf.log(tf.sub(1, lossClipped))),
      ),
    );
    const loss = tf.mean(tf.mean(lossNegative, [1]));

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, text_classifier.nn:26
    const accuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(orderedTarget, tf.cast(tf.less(0.5, ordered), "float32")), "float32"), [1]),
    );
    const accuracyTotal = tf.add(metrics.accuracy.total, accuracySummed);
    const accuracyCount = tf.add(metrics.accuracy.count, batch);
    // metric: auc, text_classifier.nn:26
    const aucCondition = tf.logicalNot(tf.equal(orderedTarget, 0));
    const aucChosen = tf.where<tf.Tensor>(aucCondition, tf.fill([batch, 1], 1), tf.fill([batch, 1], 0));
    const aucChosen2 = tf.where<tf.Tensor>(aucCondition, tf.fill([batch, 1], 0), tf.fill([batch, 1], 1));
    const aucNumbers = tf.cast(
      extreme("max", tf.sub(tf.neg(tf.floor(tf.neg(tf.mul(clip(ordered, 0, 1), 199)))), 1), tf.scalar(0)),
      "int32",
    );
    const aucReshaped = tf.reshape(
      tf.add(aucNumbers, tf.mul(iota([1, 1], 1, "int32"), tf.scalar(200, "int32"))),
      [batch],
    );
    const aucRunningTotal = tf.cumsum(
      tf.reshape(scatterAdd(aucReshaped, tf.reshape(aucChosen, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const aucRunningTotal2 = tf.cumsum(
      tf.reshape(scatterAdd(aucReshaped, tf.reshape(aucChosen2, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const aucTruePositives = tf.add(metrics.auc.true_positives, tf.reshape(aucRunningTotal, [200]));
    const aucFalsePositives = tf.add(metrics.auc.false_positives, tf.reshape(aucRunningTotal2, [200]));
    const aucTrueNegatives = tf.add(
      metrics.auc.true_negatives,
      tf.reshape(tf.sub(tf.sum(aucChosen2, [0], true), aucRunningTotal2), [200]),
    );
    const aucFalseNegatives = tf.add(
      metrics.auc.false_negatives,
      tf.reshape(tf.sub(tf.sum(aucChosen, [0], true), aucRunningTotal), [200]),
    );
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
          auc: {
            true_positives: aucTruePositives,
            false_positives: aucFalsePositives,
            true_negatives: aucTrueNegatives,
            false_negatives: aucFalseNegatives,
          },
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
        auc: {
          true_positives: tf.fill([200], 0),
          false_positives: tf.fill([200], 0),
          true_negatives: tf.fill([200], 0),
          false_negatives: tf.fill([200], 0),
        },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<Record<"loss" | "accuracy" | "auc", number>> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const accuracy = tf.divNoNan(metrics.accuracy.total, metrics.accuracy.count);
    const aucRatio = tf.divNoNan(
      metrics.auc.false_positives,
      tf.add(metrics.auc.false_positives, metrics.auc.true_negatives),
    );
    const aucRatio2 = tf.divNoNan(
      metrics.auc.true_positives,
      tf.add(metrics.auc.true_positives, metrics.auc.false_negatives),
    );
    const aucScaled = tf.mul(tf.add(tf.slice(aucRatio2, [0], [199]), tf.slice(aucRatio2, [1], [199])), 0.5);
    const auc = tf.sum(
      tf.mul(tf.sub(tf.slice(aucRatio, [0], [199]), tf.slice(aucRatio, [1], [199])), aucScaled),
    );
    return { loss, accuracy, auc };
  });
  return readNumbers(scalars);
}

/** The layer multi_head_attention in training, with what its gradients need. */
function trainMultiHeadAttention(
  x: tf.Tensor,
  seed: number,
  step: number,
  weights: MultiHeadAttentionWeights,
) {
  const batch = x.shape[0];
  const reshaped = tf.reshape(weights.query.kernel, [16, 16]);
  const reshaped2 = tf.reshape(x, [16 * batch, 16]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped), x.shape),
    tf.reshape(weights.query.bias, weights.attention_output.bias.shape),
  );
  const reshaped3 = tf.reshape(weights.key.kernel, [16, 16]);
  const sum2 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped3), x.shape),
    tf.reshape(weights.key.bias, weights.attention_output.bias.shape),
  );
  const reshaped4 = tf.reshape(weights.value.kernel, [16, 16]);
  const sum3 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped4), x.shape),
    tf.reshape(weights.value.bias, weights.attention_output.bias.shape),
  );
  const turned2 = tf.transpose(
    tf.mul(tf.reshape(sum, [batch, 16, 2, 8]), 0.35355338),
    [0, 2, 1, 3],
  ) as tf.Tensor4D;
  const turned3 = tf.transpose(tf.reshape(sum2, [batch, 16, 2, 8]), [0, 2, 1, 3]) as tf.Tensor4D;
  const softmax = tf.softmax(batchMatMul(turned2, turned3, false, true)) as tf.Tensor4D;
  const scaled: tf.Tensor4D = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 0, [batch, 2, 16, 16])), "float32"),
    1.1111112,
  );
  const scaled2: tf.Tensor4D = tf.mul(softmax, scaled);
  const turned4 = tf.transpose(tf.reshape(sum3, [batch, 16, 2, 8]), [0, 2, 1, 3]) as tf.Tensor4D;
  const reshaped5 = tf.reshape(weights.attention_output.kernel, [16, 16]);
  const reshaped6 = tf.reshape(
    tf.transpose(batchMatMul(scaled2, turned4, false, false), [0, 2, 1, 3]),
    [16 * batch, 16],
  );
  const output = tf.add(tf.reshape(tf.matMul(reshaped6, reshaped5), x.shape), weights.attention_output.bias);
  return {
    output,
    reshaped,
    reshaped2,
    reshaped3,
    reshaped4,
    turned2,
    turned3,
    softmax,
    scaled,
    scaled2,
    turned4,
    reshaped5,
    reshaped6,
  };
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(x: tf.Tensor, weights: Tensors<{ gamma: [16], beta: [16] }>) {
  const difference = tf.sub(x, tf.mean(x, [2], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 1e-6));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The layer dense in training, with what its gradients need. */
function trainDense(x: tf.Tensor, weights: Tensors<{ kernel: [16, 32], bias: [32] }>) {
  const batch = x.shape[0];
  const reshaped = tf.reshape(x, [16 * batch, 16]);
  const sum = tf.add(tf.reshape(tf.matMul(reshaped, weights.kernel), [batch, 16, 32]), weights.bias);
  const output = tf.mul(sum, tf.mul(tf.add(tf.erf(tf.mul(sum, 0.70710677)), 1), 0.5));
  return { output, reshaped, sum };
}

/** The block encoder in training, with what its gradients need. */
function trainEncoder(x: tf.Tensor, seed: number, step: number, weights: EncoderWeights) {
  const batch = x.shape[0];
  // multi_head_attention(num_heads=heads, key_dim=channels / heads, dropout=0.1), text_classifier.nn:6
  const attended = trainMultiHeadAttention(x, seed, step, weights.multi_head_attention);
  // add, text_classifier.nn:7
  const add = tf.add(x, attended.output);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:7
  const joined = trainLayerNormalization(add, weights.layer_normalization);
  // dense(width, activation=gelu), text_classifier.nn:8
  const dense = trainDense(joined.output, weights.dense);
  // dense(channels), text_classifier.nn:8
  const thoughtReshaped = tf.reshape(dense.output, [16 * batch, 32]);
  const thought = tf.add(
    tf.reshape(tf.matMul(thoughtReshaped, weights.dense_1.kernel), [batch, 16, 16]),
    weights.dense_1.bias,
  );
  // add, text_classifier.nn:9
  const add2 = tf.add(joined.output, thought);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:9
  const layerNormalization1 = trainLayerNormalization(add2, weights.layer_normalization_1);
  return {
    output: layerNormalization1.output,
    attended,
    joined,
    dense,
    thoughtReshaped,
    layerNormalization1,
  };
}

/** The gradients of the layer dense. */
function backwardDense(
  output: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [16, 1], bias: [1] }>,
) {
  const scaled = tf.mul(gradient, tf.mul(output, tf.sub(1, output)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  gradient2: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [16], beta: [16] }>,
) {
  const betaGradient = tf.sum(gradient, [0, 1]);
  const scaled = tf.mul(gradient2, kept.scaled);
  const scaled2 = tf.mul(gradient2, kept.difference);
  const gammaGradient = tf.sum(tf.mul(scaled2, kept.inverseRoot), [0, 1]);
  const scaled3 = tf.mul(
    tf.reshape(tf.sum(tf.mul(scaled2, weights.gamma), [2]), kept.inverseRoot.shape),
    -0.5,
  );
  const scaled4 = tf.mul(
    tf.mul(scaled3, tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot))),
    0.0625,
  );
  const scaled5 = tf.mul(scaled4, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled5), [2]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled5),
    tf.mul(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [2]), kept.inverseRoot.shape), reshaped), 0.0625),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(
  gradient: tf.Tensor,
  output: tf.Tensor,
  weights: Tensors<{ kernel: [32, 16], bias: [16] }>,
) {
  const batch = gradient.shape[0];
  const biasGradient = tf.sum(gradient, [0, 1]);
  const reshaped = tf.reshape(gradient, [16 * batch, 16]);
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(reshaped), output));
  const xGradient = tf.reshape(tf.matMul(reshaped, tf.transpose(weights.kernel)), [batch, 16, 32]);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense3(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainDense>,
  weights: Tensors<{ kernel: [16, 32], bias: [32] }>,
) {
  const batch = gradient.shape[0];
  const scaled = tf.mul(kept.sum, tf.mul(tf.exp(tf.mul(tf.mul(kept.sum, kept.sum), -0.5)), 0.3989423));
  const scaled2 = tf.mul(
    gradient,
    tf.add(tf.mul(tf.add(tf.erf(tf.mul(kept.sum, 0.70710677)), 1), 0.5), scaled),
  );
  const biasGradient = tf.sum(scaled2, [0, 1]);
  const reshaped = tf.reshape(scaled2, [16 * batch, 32]);
  const kernelGradient = tf.matMul(tf.transpose(kept.reshaped), reshaped);
  const xGradient = tf.reshape(tf.matMul(reshaped, tf.transpose(weights.kernel)), [batch, 16, 16]);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization2(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [16], beta: [16] }>,
) {
  const betaGradient = tf.sum(gradient, [0, 1]);
  const scaled = tf.mul(gradient, kept.scaled);
  const scaled2 = tf.mul(gradient, kept.difference);
  const gammaGradient = tf.sum(tf.mul(scaled2, kept.inverseRoot), [0, 1]);
  const scaled3 = tf.mul(
    tf.reshape(tf.sum(tf.mul(scaled2, weights.gamma), [2]), kept.inverseRoot.shape),
    -0.5,
  );
  const scaled4 = tf.mul(
    tf.mul(scaled3, tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot))),
    0.0625,
  );
  const scaled5 = tf.mul(scaled4, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled5), [2]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled5),
    tf.mul(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [2]), kept.inverseRoot.shape), reshaped), 0.0625),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** The gradients of the layer multi_head_attention. */
function backwardMultiHeadAttention(gradient: tf.Tensor, kept: ReturnType<typeof trainMultiHeadAttention>) {
  const batch = gradient.shape[0];
  const attentionOutputBiasGradient = tf.sum(gradient, [0, 1]);
  const reshaped = tf.reshape(gradient, kept.reshaped2.shape);
  const attentionOutputKernelGradient = tf.reshape(
    tf.matMul(tf.transpose(kept.reshaped6), reshaped),
    [2, 8, 16],
  );
  const turned2 = tf.transpose(
    tf.reshape(tf.matMul(reshaped, tf.transpose(kept.reshaped5)), [batch, 16, 2, 8]),
    [0, 2, 1, 3],
  );
  const turned3 = tf.transpose(batchMatMul(kept.scaled2, turned2, true, false), [0, 2, 1, 3]);
  const scaled = tf.mul(batchMatMul(turned2, kept.turned4, false, true), kept.scaled);
  const scaled2 = tf.mul(kept.softmax, tf.sub(scaled, tf.sum(tf.mul(scaled, kept.softmax), [3], true)));
  const turned4 = tf.transpose(batchMatMul(scaled2, kept.turned2, true, false), [0, 2, 1, 3]);
  const scaled3 = tf.mul(
    tf.transpose(batchMatMul(scaled2, kept.turned3, false, false), [0, 2, 1, 3]),
    0.35355338,
  );
  const valueBiasGradient = tf.reshape(tf.sum(tf.reshape(turned3, gradient.shape), [0, 1]), [2, 8]);
  const reshaped2 = tf.reshape(turned3, kept.reshaped2.shape);
  const xGradient = tf.reshape(tf.matMul(reshaped2, tf.transpose(kept.reshaped4)), gradient.shape);
  const valueKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped2), [16, 2, 8]);
  const keyBiasGradient = tf.reshape(tf.sum(tf.reshape(turned4, gradient.shape), [0, 1]), [2, 8]);
  const reshaped3 = tf.reshape(turned4, kept.reshaped2.shape);
  const xGradient2 = tf.reshape(tf.matMul(reshaped3, tf.transpose(kept.reshaped3)), gradient.shape);
  const keyKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped3), [16, 2, 8]);
  const queryBiasGradient = tf.reshape(tf.sum(tf.reshape(scaled3, gradient.shape), [0, 1]), [2, 8]);
  const reshaped4 = tf.reshape(scaled3, kept.reshaped2.shape);
  const xGradient3 = tf.reshape(tf.matMul(reshaped4, tf.transpose(kept.reshaped)), gradient.shape);
  const queryKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped4), [16, 2, 8]);
  return {
    x: xGradient,
    x2: xGradient2,
    x3: xGradient3,
    weights: {
      attention_output: { bias: attentionOutputBiasGradient, kernel: attentionOutputKernelGradient },
      value: { bias: valueBiasGradient, kernel: valueKernelGradient },
      key: { bias: keyBiasGradient, kernel: keyKernelGradient },
      query: { bias: queryBiasGradient, kernel: queryKernelGradient },
    },
  };
}

/** The gradients of the block encoder. */
function backwardEncoder(
  gradient: tf.Tensor,
  gradient2: tf.Tensor,
  kept: ReturnType<typeof trainEncoder>,
  weights: EncoderWeights,
) {
  // layer_normalization(epsilon=1e-6), text_classifier.nn:9, backward
  const layerNormalization1Gradients = backwardLayerNormalization(
    gradient,
    gradient2,
    kept.layerNormalization1,
    weights.layer_normalization_1,
  );
  // dense(channels), text_classifier.nn:8, backward
  const dense1Gradients = backwardDense2(
    layerNormalization1Gradients.x,
    kept.thoughtReshaped,
    weights.dense_1,
  );
  // dense(width, activation=gelu), text_classifier.nn:8, backward
  const denseGradients = backwardDense3(dense1Gradients.x, kept.dense, weights.dense);
  // gradients that meet, backward
  const joinedGradient = tf.add(layerNormalization1Gradients.x, denseGradients.x);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:7, backward
  const joinedGradients = backwardLayerNormalization2(
    joinedGradient,
    kept.joined,
    weights.layer_normalization,
  );
  // multi_head_attention(num_heads=heads, key_dim=channels / heads, dropout=0.1), text_classifier.nn:6,
  // backward
  const attendedGradients = backwardMultiHeadAttention(joinedGradients.x, kept.attended);
  // gradients that meet, backward
  const gradientSum = tf.add(joinedGradients.x, attendedGradients.x);
  const gradientSum2 = tf.add(gradientSum, attendedGradients.x2);
  const xGradient = tf.add(gradientSum2, attendedGradients.x3);
  return {
    x: xGradient,
    weights: {
      layer_normalization_1: layerNormalization1Gradients.weights,
      dense_1: dense1Gradients.weights,
      dense: denseGradients.weights,
      layer_normalization: joinedGradients.weights,
      multi_head_attention: attendedGradients.weights,
    },
  };
}

/** One update of a weight. */
function updateByAdamw(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  adamwSum19: tf.Tensor,
  learningRate: tf.Tensor,
  adamwRatio: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const scaled = tf.mul(gradient, adamwSum19);
  const nextMomentum = tf.add(momentum, tf.mul(tf.sub(scaled, momentum), 0.1));
  const nextVelocity = tf.add(velocity, tf.mul(tf.sub(tf.square(scaled), velocity), 0.001));
  const ratio = tf.div(tf.mul(nextMomentum, adamwRatio), tf.add(tf.sqrt(nextVelocity), 1e-7));
  const nextWeight = tf.sub(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learningRate)), ratio);
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

/**
 * a · b over batches of matrices. The wasm backend multiplies single pairs thirty times faster than the
 * pairs of a batch, so large ones are taken one by one.
 */
function batchMatMul(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): tf.Tensor {
  const [rows, inner] = lastTwo(a, transposeA);
  const columns = lastTwo(b, transposeB)[1]!;
  const batch = a.shape.slice(0, -2);
  const alike = tf.util.arraysEqual(batch, b.shape.slice(0, -2));
  if (!alike || rows * inner * columns < LARGE) return tf.matMul(a, b, transposeA, transposeB);
  const values = new Float32Array((a.size / (rows * inner)) * rows * columns);
  tf.tidy(() => {
    const [lefts, rights] = [unstack(turned(a, transposeA)), unstack(turned(b, transposeB))];
    for (const [i, left] of lefts.entries()) {
      const right = rights[i]!;
      const product = tf.matMul(left, right);
      values.set(hostValues(product), i * rows * columns);
      tf.dispose([left, right, product]);
    }
  });
  return tf.tensor(values, [...batch, rows, columns]);
}

function lastTwo({ shape }: tf.Tensor, swapped: boolean): [number, number] {
  const [first, second] = [shape[shape.length - 2]!, shape[shape.length - 1]!];
  return swapped ? [second, first] : [first, second];
}

/** Multiplications in one pair of matrices from which pairs are worth a call each. */
const LARGE = 16384;

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

/** The matrices in a row, [n, rows, columns], each transposed where a flag says so. */
function turned(x: tf.Tensor, transpose: boolean): tf.Tensor {
  const flat = tf.reshape(x, [-1, ...x.shape.slice(-2)]);
  return transpose ? tf.transpose(flat, [0, 2, 1]) : flat;
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

/** Zeros on the host, to become a tensor of the same dtype as `like`. */
function newValues(like: tf.Tensor, size: number): Float32Array | Int32Array | Uint8Array {
  if (like.dtype === "int32") return new Int32Array(size);
  return like.dtype === "bool" ? new Uint8Array(size) : new Float32Array(size);
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
