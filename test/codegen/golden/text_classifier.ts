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
    const global_average_pooling1d = tf.mean(encoder, [1]);
    // dense(1, activation=sigmoid), text_classifier.nn:21 → [batch, 1]
    const dense_2 = tf.sigmoid(
      tf.add(tf.matMul(global_average_pooling1d, weights.dense_2.kernel), weights.dense_2.bias),
    );
    return { ordered: dense_2 as tf.Tensor2D };
  });
}

/** The layer multi_head_attention. */
function applyMultiHeadAttention(
  x: tf.Tensor,
  weights: Tensors<{
    query: { kernel: [16, 2, 8], bias: [2, 8] },
    key: { kernel: [16, 2, 8], bias: [2, 8] },
    value: { kernel: [16, 2, 8], bias: [2, 8] },
    attention_output: { kernel: [2, 8, 16], bias: [16] },
  }>,
): tf.Tensor {
  const batch = x.shape[0];
  const reshaped = tf.reshape(x, [16 * batch, 16]);
  const reshaped_1 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.query.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const reshaped_2 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.key.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const reshaped_3 = tf.reshape(
    tf.matMul(reshaped, tf.reshape(weights.value.kernel, [16, 16])),
    [batch, 16, 16],
  );
  const scaled = tf.mul(
    tf.reshape(tf.add(reshaped_1, tf.reshape(weights.query.bias, [16])), [batch, 16, 2, 8]),
    0.35355338,
  );
  const turned_1 = tf.transpose(
    tf.reshape(tf.add(reshaped_2, tf.reshape(weights.key.bias, [16])), [batch, 16, 2, 8]),
    [0, 2, 1, 3],
  );
  const turned_2 = tf.transpose(
    tf.reshape(tf.add(reshaped_3, tf.reshape(weights.value.bias, [16])), [batch, 16, 2, 8]),
    [0, 2, 1, 3],
  );
  const product = batchMatMul(
    tf.softmax(batchMatMul(tf.transpose(scaled, [0, 2, 1, 3]), turned_1, false, true)),
    turned_2,
    false,
    false,
  );
  const reshaped_4 = tf.reshape(tf.transpose(product, [0, 2, 1, 3]), [16 * batch, 16]);
  const reshaped_5 = tf.reshape(
    tf.matMul(reshaped_4, tf.reshape(weights.attention_output.kernel, [16, 16])),
    [batch, 16, 16],
  );
  return tf.add(reshaped_5, weights.attention_output.bias);
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

/** The block encoder. */
function applyEncoder(
  x: tf.Tensor,
  weights: Tensors<{
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
  }>,
): tf.Tensor {
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
  const add_1 = tf.add(joined, thought);
  // layer_normalization(epsilon=1e-6), text_classifier.nn:9
  return applyLayerNormalization(add_1, weights.layer_normalization_1);
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

const randomUniform_1 = (weight: InitializerContext) =>
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
          randomUniform_1,
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
    const ordered_target = expectShape("ordered", targets.ordered, [batch, 1]);
    // embedding(32, 16), text_classifier.nn:16 → [batch, 16, 16]
    const tokens = gather(weights.embedding.embeddings, words, 0);
    // add, text_classifier.nn:18 → [batch, 16, 16]
    const add = tf.add(tokens, weights.position_embedding.embeddings);
    // encoder: multi_head_attention(num_heads=heads, key_dim=channels / heads, dropout=0.1), text_classifier.nn:6 → [batch, 16, 16]
    const attended_reshaped = tf.reshape(weights.multi_head_attention.query.kernel, [16, 16]);
    const attended_reshaped_1 = tf.reshape(add, [16 * batch, 16]);
    const attended_reshaped_2 = tf.reshape(
      tf.matMul(attended_reshaped_1, attended_reshaped),
      [batch, 16, 16],
    );
    const attended_reshaped_3 = tf.reshape(weights.multi_head_attention.key.kernel, [16, 16]);
    const attended_reshaped_4 = tf.reshape(
      tf.matMul(attended_reshaped_1, attended_reshaped_3),
      [batch, 16, 16],
    );
    const attended_reshaped_5 = tf.reshape(weights.multi_head_attention.value.kernel, [16, 16]);
    const attended_reshaped_6 = tf.reshape(
      tf.matMul(attended_reshaped_1, attended_reshaped_5),
      [batch, 16, 16],
    );
    const attended_reshaped_7 = tf.reshape(
      tf.add(attended_reshaped_2, tf.reshape(weights.multi_head_attention.query.bias, [16])),
      [batch, 16, 2, 8],
    );
    const attended_turned = tf.transpose(tf.mul(attended_reshaped_7, 0.35355338), [0, 2, 1, 3]);
    const attended_reshaped_8 = tf.reshape(
      tf.add(attended_reshaped_4, tf.reshape(weights.multi_head_attention.key.bias, [16])),
      [batch, 16, 2, 8],
    );
    const attended_turned_1 = tf.transpose(attended_reshaped_8, [0, 2, 1, 3]);
    const attended_softmax = tf.softmax(batchMatMul(attended_turned, attended_turned_1, false, true));
    const attended_scaled = tf.mul(
      tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 0, [batch, 2, 16, 16])), "float32"),
      1.1111112,
    );
    const attended_scaled_1 = tf.mul(attended_softmax, attended_scaled);
    const attended_reshaped_9 = tf.reshape(
      tf.add(attended_reshaped_6, tf.reshape(weights.multi_head_attention.value.bias, [16])),
      [batch, 16, 2, 8],
    );
    const attended_turned_2 = tf.transpose(attended_reshaped_9, [0, 2, 1, 3]);
    const attended_reshaped_10 = tf.reshape(weights.multi_head_attention.attention_output.kernel, [16, 16]);
    const attended_reshaped_11 = tf.reshape(
      tf.transpose(batchMatMul(attended_scaled_1, attended_turned_2, false, false), [0, 2, 1, 3]),
      [16 * batch, 16],
    );
    const attended_reshaped_12 = tf.reshape(
      tf.matMul(attended_reshaped_11, attended_reshaped_10),
      [batch, 16, 16],
    );
    const attended = tf.add(attended_reshaped_12, weights.multi_head_attention.attention_output.bias);
    // encoder: add, text_classifier.nn:7 → [batch, 16, 16]
    const add_1 = tf.add(add, attended);
    // encoder: layer_normalization(epsilon=1e-6), text_classifier.nn:7 → [batch, 16, 16]
    const [joined_difference, joined_inverse_root, joined_scaled, joined] = trainLayerNormalization(
      add_1,
      weights.layer_normalization,
    );
    // encoder: dense(width, activation=gelu), text_classifier.nn:8 → [batch, 16, 32]
    const dense_reshaped = tf.reshape(joined, [16 * batch, 16]);
    const dense_sum = tf.add(
      tf.reshape(tf.matMul(dense_reshaped, weights.dense.kernel), [batch, 16, 32]),
      weights.dense.bias,
    );
    const dense = tf.mul(dense_sum, tf.mul(tf.add(tf.erf(tf.mul(dense_sum, 0.70710677)), 1), 0.5));
    // encoder: dense(channels), text_classifier.nn:8 → [batch, 16, 16]
    const thought_reshaped = tf.reshape(dense, [16 * batch, 32]);
    const thought = tf.add(
      tf.reshape(tf.matMul(thought_reshaped, weights.dense_1.kernel), [batch, 16, 16]),
      weights.dense_1.bias,
    );
    // encoder: add, text_classifier.nn:9 → [batch, 16, 16]
    const add_2 = tf.add(joined, thought);
    // encoder: layer_normalization(epsilon=1e-6), text_classifier.nn:9 → [batch, 16, 16]
    const [
      layer_normalization_1_difference, layer_normalization_1_inverse_root, layer_normalization_1_scaled,
      layer_normalization_1,
    ] = trainLayerNormalization(add_2, weights.layer_normalization_1);
    // global_average_pooling1d, text_classifier.nn:19 → [batch, 16]
    const global_average_pooling1d = tf.mean(layer_normalization_1, [1]);
    // dropout(0.1), text_classifier.nn:20 → [batch, 16]
    const dropout_scaled = tf.mul(
      tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 1, [batch, 16])), "float32"),
      1.1111112,
    );
    const dropout = tf.mul(global_average_pooling1d, dropout_scaled);
    // dense(1, activation=sigmoid), text_classifier.nn:21 → [batch, 1]
    const dense_2 = tf.sigmoid(tf.add(tf.matMul(dropout, weights.dense_2.kernel), weights.dense_2.bias));

    // loss: binary_crossentropy, text_classifier.nn:25
    const loss_clipped = clip(dense_2, 1e-7, 0.9999999);
    const loss_difference = tf.sub(1, ordered_target);
    const loss_difference_1 = tf.sub(1, loss_clipped);
    const loss_mean = tf.mean(
      tf.neg(
        tf.add(
          tf.mul(ordered_target, tf.log(loss_clipped)),
          tf.mul(loss_difference, tf.log(loss_difference_1)),
        ),
      ),
      [1],
    );
    const loss = tf.mean(loss_mean, [0]);

    // loss, backward
    const negative = tf.neg(tf.div(1, batch));
    const loss_gradient_difference = tf.sub(
      tf.div(tf.mul(negative, ordered_target), loss_clipped),
      tf.div(tf.mul(negative, loss_difference), loss_difference_1),
    );
    const dense_2_gradient = tf.mul(
      loss_gradient_difference,
      tf.cast(tf.logicalAnd(tf.less(1e-7, loss_clipped), tf.less(loss_clipped, 0.9999999)), "float32"),
    );
    // dense_2, backward
    const [dense_2_bias_gradient, dropout_gradient, dense_2_kernel_gradient] = backwardDense(
      dense_2,
      dense_2_gradient,
      dropout,
      weights.dense_2,
    );
    // dropout, backward
    const global_average_pooling1d_gradient = tf.mul(dropout_gradient, dropout_scaled);
    // global_average_pooling1d, backward
    const global_average_pooling1d_gradient_reshaped = tf.reshape(
      tf.mul(global_average_pooling1d_gradient, 0.0625),
      [batch, 1, 16],
    );
    const layer_normalization_1_gradient = broadcastTo(
      global_average_pooling1d_gradient_reshaped,
      [batch, 16, 16],
    );
    // encoder: layer_normalization_1, backward
    const [
      layer_normalization_1_beta_gradient, layer_normalization_1_gamma_gradient, thought_gradient,
    ] = backwardLayerNormalization(
      layer_normalization_1_gradient,
      global_average_pooling1d_gradient_reshaped,
      layer_normalization_1_scaled,
      layer_normalization_1_difference,
      layer_normalization_1_inverse_root,
      weights.layer_normalization_1,
    );
    // encoder: dense_1, backward
    const dense_1_bias_gradient = tf.sum(thought_gradient, [0, 1]);
    const thought_gradient_reshaped = tf.reshape(thought_gradient, [16 * batch, 16]);
    const dense_1_kernel_gradient = tf.transpose(
      tf.matMul(tf.transpose(thought_gradient_reshaped), thought_reshaped),
    );
    const dense_gradient = tf.reshape(
      tf.matMul(thought_gradient_reshaped, tf.transpose(weights.dense_1.kernel)),
      [batch, 16, 32],
    );
    // encoder: dense, backward
    const [dense_bias_gradient, dense_kernel_gradient, joined_gradient] = backwardDense_1(
      dense_sum,
      dense_gradient,
      dense_reshaped,
      thought_gradient,
      weights.dense,
    );
    // encoder: layer_normalization, backward
    const [
      layer_normalization_beta_gradient, layer_normalization_gamma_gradient, attended_gradient,
    ] = backwardLayerNormalization_1(
      joined_gradient,
      joined_scaled,
      joined_difference,
      joined_inverse_root,
      weights.layer_normalization,
    );
    // encoder: multi_head_attention, backward
    const multi_head_attention_attention_output_bias_gradient = tf.sum(attended_gradient, [0, 1]);
    const attended_gradient_reshaped = tf.reshape(attended_gradient, [16 * batch, 16]);
    const multi_head_attention_attention_output_kernel_gradient = tf.reshape(
      tf.matMul(tf.transpose(attended_reshaped_11), attended_gradient_reshaped),
      [2, 8, 16],
    );
    const attended_gradient_reshaped_1 = tf.reshape(
      tf.matMul(attended_gradient_reshaped, tf.transpose(attended_reshaped_10)),
      [batch, 16, 2, 8],
    );
    const attended_gradient_turned = tf.transpose(attended_gradient_reshaped_1, [0, 2, 1, 3]);
    const attended_gradient_turned_1 = tf.transpose(
      batchMatMul(attended_scaled_1, attended_gradient_turned, true, false),
      [0, 2, 1, 3],
    );
    const attended_gradient_scaled = tf.mul(
      batchMatMul(attended_gradient_turned, attended_turned_2, false, true),
      attended_scaled,
    );
    const attended_gradient_scaled_1 = tf.mul(
      attended_softmax,
      tf.sub(
        attended_gradient_scaled,
        tf.sum(tf.mul(attended_gradient_scaled, attended_softmax), [3], true),
      ),
    );
    const attended_gradient_turned_2 = tf.transpose(
      batchMatMul(attended_gradient_scaled_1, attended_turned, true, false),
      [0, 2, 1, 3],
    );
    const attended_gradient_scaled_2 = tf.mul(
      tf.transpose(batchMatMul(attended_gradient_scaled_1, attended_turned_1, false, false), [0, 2, 1, 3]),
      0.35355338,
    );
    const multi_head_attention_value_bias_gradient = tf.reshape(
      tf.sum(tf.reshape(attended_gradient_turned_1, [batch, 16, 16]), [0, 1]),
      [2, 8],
    );
    const attended_gradient_reshaped_2 = tf.reshape(attended_gradient_turned_1, [16 * batch, 16]);
    const multi_head_attention_value_kernel_gradient = tf.reshape(
      tf.matMul(tf.transpose(attended_reshaped_1), attended_gradient_reshaped_2),
      [16, 2, 8],
    );
    const multi_head_attention_key_bias_gradient = tf.reshape(
      tf.sum(tf.reshape(attended_gradient_turned_2, [batch, 16, 16]), [0, 1]),
      [2, 8],
    );
    const attended_gradient_reshaped_3 = tf.reshape(attended_gradient_turned_2, [16 * batch, 16]);
    const attended_gradient_sum = tf.add(
      attended_gradient,
      tf.reshape(
        tf.matMul(attended_gradient_reshaped_2, tf.transpose(attended_reshaped_5)),
        [batch, 16, 16],
      ),
    );
    const attended_gradient_reshaped_4 = tf.reshape(
      tf.matMul(attended_gradient_reshaped_3, tf.transpose(attended_reshaped_3)),
      [batch, 16, 16],
    );
    const multi_head_attention_key_kernel_gradient = tf.reshape(
      tf.matMul(tf.transpose(attended_reshaped_1), attended_gradient_reshaped_3),
      [16, 2, 8],
    );
    const multi_head_attention_query_bias_gradient = tf.reshape(
      tf.sum(tf.reshape(attended_gradient_scaled_2, [batch, 16, 16]), [0, 1]),
      [2, 8],
    );
    const attended_gradient_reshaped_5 = tf.reshape(attended_gradient_scaled_2, [16 * batch, 16]);
    const attended_gradient_reshaped_6 = tf.reshape(
      tf.matMul(attended_gradient_reshaped_5, tf.transpose(attended_reshaped)),
      [batch, 16, 16],
    );
    const positions_gradient = tf.add(
      tf.add(attended_gradient_sum, attended_gradient_reshaped_4),
      attended_gradient_reshaped_6,
    );
    const multi_head_attention_query_kernel_gradient = tf.reshape(
      tf.matMul(tf.transpose(attended_reshaped_1), attended_gradient_reshaped_5),
      [16, 2, 8],
    );
    // position_embedding, backward
    const position_embedding_embeddings_gradient = tf.sum(positions_gradient, [0]);
    // embedding, backward
    const embedding_embeddings_gradient = scatterAdd(words, positions_gradient, 32, 0);

    // update: adamw
    const adamw_summed = tf.sum(tf.square(position_embedding_embeddings_gradient), [0, 1]);
    const adamw_sum = tf.add(tf.sum(tf.square(embedding_embeddings_gradient), [0, 1]), adamw_summed);
    const adamw_sum_1 = tf.add(
      adamw_sum,
      tf.sum(tf.square(multi_head_attention_query_kernel_gradient), [0, 1, 2]),
    );
    const adamw_sum_2 = tf.add(
      adamw_sum_1,
      tf.sum(tf.square(multi_head_attention_query_bias_gradient), [0, 1]),
    );
    const adamw_sum_3 = tf.add(
      adamw_sum_2,
      tf.sum(tf.square(multi_head_attention_key_kernel_gradient), [0, 1, 2]),
    );
    const adamw_sum_4 = tf.add(
      adamw_sum_3,
      tf.sum(tf.square(multi_head_attention_key_bias_gradient), [0, 1]),
    );
    const adamw_sum_5 = tf.add(
      adamw_sum_4,
      tf.sum(tf.square(multi_head_attention_value_kernel_gradient), [0, 1, 2]),
    );
    const adamw_sum_6 = tf.add(
      adamw_sum_5,
      tf.sum(tf.square(multi_head_attention_value_bias_gradient), [0, 1]),
    );
    const adamw_sum_7 = tf.add(
      adamw_sum_6,
      tf.sum(tf.square(multi_head_attention_attention_output_kernel_gradient), [0, 1, 2]),
    );
    const adamw_sum_8 = tf.add(
      adamw_sum_7,
      tf.sum(tf.square(multi_head_attention_attention_output_bias_gradient), [0]),
    );
    const adamw_sum_9 = tf.add(adamw_sum_8, tf.sum(tf.square(layer_normalization_gamma_gradient), [0]));
    const adamw_sum_10 = tf.add(adamw_sum_9, tf.sum(tf.square(layer_normalization_beta_gradient), [0]));
    const adamw_sum_11 = tf.add(
      tf.add(adamw_sum_10, tf.sum(tf.square(dense_kernel_gradient), [0, 1])),
      tf.sum(tf.square(dense_bias_gradient), [0]),
    );
    const adamw_sum_12 = tf.add(
      tf.add(adamw_sum_11, tf.sum(tf.square(dense_1_kernel_gradient), [0, 1])),
      tf.sum(tf.square(dense_1_bias_gradient), [0]),
    );
    const adamw_sum_13 = tf.add(adamw_sum_12, tf.sum(tf.square(layer_normalization_1_gamma_gradient), [0]));
    const adamw_sum_14 = tf.add(adamw_sum_13, tf.sum(tf.square(layer_normalization_1_beta_gradient), [0]));
    const adamw_sum_15 = tf.add(
      tf.add(adamw_sum_14, tf.sum(tf.square(dense_2_kernel_gradient), [0, 1])),
      tf.sum(tf.square(dense_2_bias_gradient), [0]),
    );
    const adamw_root = tf.sqrt(adamw_sum_15);
    const adamw_sum_16 = tf.add(
      extreme("min", tf.div(1, adamw_root), tf.scalar(1)),
      tf.sub(adamw_root, adamw_root),
    );
    const step_scalar = tf.scalar(step, "int32");
    const adamw_sum_17 = tf.add(tf.cast(step_scalar, "float32"), 1);
    const adamw_ratio = tf.div(
      tf.mul(optimizer.learning_rate, tf.sqrt(tf.sub(1, tf.pow(0.999, adamw_sum_17)))),
      tf.sub(1, tf.pow(0.9, adamw_sum_17)),
    );
    const gradients = {
      embedding: { embeddings: embedding_embeddings_gradient },
      position_embedding: { embeddings: position_embedding_embeddings_gradient },
      multi_head_attention: {
        query: {
          kernel: multi_head_attention_query_kernel_gradient,
          bias: multi_head_attention_query_bias_gradient,
        },
        key: {
          kernel: multi_head_attention_key_kernel_gradient,
          bias: multi_head_attention_key_bias_gradient,
        },
        value: {
          kernel: multi_head_attention_value_kernel_gradient,
          bias: multi_head_attention_value_bias_gradient,
        },
        attention_output: {
          kernel: multi_head_attention_attention_output_kernel_gradient,
          bias: multi_head_attention_attention_output_bias_gradient,
        },
      },
      layer_normalization: {
        gamma: layer_normalization_gamma_gradient,
        beta: layer_normalization_beta_gradient,
      },
      dense: { kernel: dense_kernel_gradient, bias: dense_bias_gradient },
      dense_1: { kernel: dense_1_kernel_gradient, bias: dense_1_bias_gradient },
      layer_normalization_1: {
        gamma: layer_normalization_1_gamma_gradient,
        beta: layer_normalization_1_beta_gradient,
      },
      dense_2: { kernel: dense_2_kernel_gradient, bias: dense_2_bias_gradient },
    };
    const [next_weights, next_momentum, next_velocity] = updateEach(
      gradients,
      [weights, optimizer.adam_w.momentum, optimizer.adam_w.velocity],
      (gradient, weight, momentum, velocity) =>
        updateByAdamw(
          gradient,
          weight,
          momentum,
          velocity,
          adamw_sum_16,
          optimizer.learning_rate,
          adamw_ratio,
        ),
    );

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, text_classifier.nn:26
    const accuracy_summed = tf.sum(
      tf.mean(tf.cast(tf.equal(ordered_target, tf.cast(tf.less(0.5, dense_2), "float32")), "float32"), [1]),
      [0],
    );
    const accuracy_total = tf.add(metrics.accuracy.total, accuracy_summed);
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    // metric: auc, text_classifier.nn:26
    const auc_is_not = tf.logicalNot(tf.equal(ordered_target, 0));
    const auc_chosen = tf.where<tf.Tensor>(auc_is_not, tf.fill([batch, 1], 1), tf.fill([batch, 1], 0));
    const auc_chosen_1 = tf.where<tf.Tensor>(auc_is_not, tf.fill([batch, 1], 0), tf.fill([batch, 1], 1));
    const auc_numbers = tf.cast(
      extreme("max", tf.sub(tf.neg(tf.floor(tf.neg(tf.mul(clip(dense_2, 0, 1), 199)))), 1), tf.scalar(0)),
      "int32",
    );
    const auc_reshaped = tf.reshape(
      tf.add(auc_numbers, tf.mul(iota([1, 1], 1, "int32"), tf.scalar(200, "int32"))),
      [batch],
    );
    const auc_running_total = tf.cumsum(
      tf.reshape(scatterAdd(auc_reshaped, tf.reshape(auc_chosen, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const auc_running_total_1 = tf.cumsum(
      tf.reshape(scatterAdd(auc_reshaped, tf.reshape(auc_chosen_1, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const auc_true_positives = tf.add(metrics.auc.true_positives, tf.reshape(auc_running_total, [200]));
    const auc_false_positives = tf.add(metrics.auc.false_positives, tf.reshape(auc_running_total_1, [200]));
    const auc_true_negatives = tf.add(
      metrics.auc.true_negatives,
      tf.reshape(tf.sub(tf.sum(auc_chosen_1, [0], true), auc_running_total_1), [200]),
    );
    const auc_false_negatives = tf.add(
      metrics.auc.false_negatives,
      tf.reshape(tf.sub(tf.sum(auc_chosen, [0], true), auc_running_total), [200]),
    );
    // metric: first_bad_step
    const metric_both = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const first_bad_step = tf.where<tf.Tensor>(metric_both, step_scalar, health.first_bad_step);
    return {
      loss: loss as tf.Scalar,
      state: {
        weights: next_weights,
        optimizer: {
          adam_w: { momentum: next_momentum, velocity: next_velocity },
          learning_rate: tf.clone(optimizer.learning_rate),
        },
        metrics: {
          loss: { total: loss_total, count: loss_count },
          accuracy: { total: accuracy_total, count: accuracy_count },
          auc: {
            true_positives: auc_true_positives,
            false_positives: auc_false_positives,
            true_negatives: auc_true_negatives,
            false_negatives: auc_false_negatives,
          },
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
    const { ordered } = predict(weights, inputs);
    const batch = ordered.shape[0];
    const ordered_target = expectShape("ordered", targets.ordered, [batch, 1]);
    // loss: binary_crossentropy, text_classifier.nn:25
    const loss_clipped = clip(ordered, 1e-7, 0.9999999);
    const loss_negative = tf.neg(
      tf.add(
        tf.mul(ordered_target, tf.log(loss_clipped)),
        tf.mul(tf.sub(1, ordered_target), tf.log(tf.sub(1, loss_clipped))),
      ),
    );
    const loss = tf.mean(tf.mean(loss_negative, [1]), [0]);

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: accuracy, text_classifier.nn:26
    const accuracy_summed = tf.sum(
      tf.mean(tf.cast(tf.equal(ordered_target, tf.cast(tf.less(0.5, ordered), "float32")), "float32"), [1]),
      [0],
    );
    const accuracy_total = tf.add(metrics.accuracy.total, accuracy_summed);
    const accuracy_count = tf.add(metrics.accuracy.count, batch);
    // metric: auc, text_classifier.nn:26
    const auc_is_not = tf.logicalNot(tf.equal(ordered_target, 0));
    const auc_chosen = tf.where<tf.Tensor>(auc_is_not, tf.fill([batch, 1], 1), tf.fill([batch, 1], 0));
    const auc_chosen_1 = tf.where<tf.Tensor>(auc_is_not, tf.fill([batch, 1], 0), tf.fill([batch, 1], 1));
    const auc_numbers = tf.cast(
      extreme("max", tf.sub(tf.neg(tf.floor(tf.neg(tf.mul(clip(ordered, 0, 1), 199)))), 1), tf.scalar(0)),
      "int32",
    );
    const auc_reshaped = tf.reshape(
      tf.add(auc_numbers, tf.mul(iota([1, 1], 1, "int32"), tf.scalar(200, "int32"))),
      [batch],
    );
    const auc_running_total = tf.cumsum(
      tf.reshape(scatterAdd(auc_reshaped, tf.reshape(auc_chosen, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const auc_running_total_1 = tf.cumsum(
      tf.reshape(scatterAdd(auc_reshaped, tf.reshape(auc_chosen_1, [batch]), 200, 0), [200, 1]),
      0,
      false,
      true,
    );
    const auc_true_positives = tf.add(metrics.auc.true_positives, tf.reshape(auc_running_total, [200]));
    const auc_false_positives = tf.add(metrics.auc.false_positives, tf.reshape(auc_running_total_1, [200]));
    const auc_true_negatives = tf.add(
      metrics.auc.true_negatives,
      tf.reshape(tf.sub(tf.sum(auc_chosen_1, [0], true), auc_running_total_1), [200]),
    );
    const auc_false_negatives = tf.add(
      metrics.auc.false_negatives,
      tf.reshape(tf.sub(tf.sum(auc_chosen, [0], true), auc_running_total), [200]),
    );
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: loss_total, count: loss_count },
          accuracy: { total: accuracy_total, count: accuracy_count },
          auc: {
            true_positives: auc_true_positives,
            false_positives: auc_false_positives,
            true_negatives: auc_true_negatives,
            false_negatives: auc_false_negatives,
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
    const metric_is_equal = tf.equal(metrics.accuracy.count, 0);
    const metric_ratio = tf.div(
      metrics.accuracy.total,
      tf.where<tf.Tensor>(metric_is_equal, 1, metrics.accuracy.count),
    );
    const accuracy = tf.where<tf.Tensor>(metric_is_equal, 0, metric_ratio);
    const metric_sum = tf.add(metrics.auc.false_positives, metrics.auc.true_negatives);
    const metric_is_equal_1 = tf.equal(metric_sum, 0);
    const metric_ratio_1 = tf.div(
      metrics.auc.false_positives,
      tf.where<tf.Tensor>(metric_is_equal_1, tf.fill([200], 1), metric_sum),
    );
    const metric_chosen = tf.where<tf.Tensor>(metric_is_equal_1, tf.fill([200], 0), metric_ratio_1);
    const metric_sum_1 = tf.add(metrics.auc.true_positives, metrics.auc.false_negatives);
    const metric_is_equal_2 = tf.equal(metric_sum_1, 0);
    const metric_ratio_2 = tf.div(
      metrics.auc.true_positives,
      tf.where<tf.Tensor>(metric_is_equal_2, tf.fill([200], 1), metric_sum_1),
    );
    const metric_chosen_1 = tf.where<tf.Tensor>(metric_is_equal_2, tf.fill([200], 0), metric_ratio_2);
    const metric_scaled = tf.mul(
      tf.add(tf.slice(metric_chosen_1, [0], [199]), tf.slice(metric_chosen_1, [1], [199])),
      0.5,
    );
    const auc = tf.sum(
      tf.mul(
        tf.sub(tf.slice(metric_chosen, [0], [199]), tf.slice(metric_chosen, [1], [199])),
        metric_scaled,
      ),
      [0],
    );
    return { loss, accuracy, auc };
  });
  return readNumbers(scalars);
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(
  x: tf.Tensor,
  weights: Tensors<{ gamma: [16], beta: [16] }>,
): [difference: tf.Tensor, inverse_root: tf.Tensor, scaled: tf.Tensor, sum: tf.Tensor] {
  const difference = tf.sub(x, tf.mean(x, [2], true));
  const inverse_root = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 1e-6));
  const scaled = tf.mul(inverse_root, weights.gamma);
  const sum = tf.add(tf.mul(difference, scaled), weights.beta);
  return [difference, inverse_root, scaled, sum];
}

/** The gradients of the layer dense. */
function backwardDense(
  sigmoid: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [16, 1], bias: [1] }>,
): [bias_gradient: tf.Tensor, x_gradient: tf.Tensor, kernel_gradient: tf.Tensor] {
  const scaled = tf.mul(gradient, tf.mul(sigmoid, tf.sub(1, sigmoid)));
  const bias_gradient = tf.sum(scaled, [0]);
  const x_gradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernel_gradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return [bias_gradient, x_gradient, kernel_gradient];
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  gradient_1: tf.Tensor,
  scaled: tf.Tensor,
  difference: tf.Tensor,
  inverse_root: tf.Tensor,
  weights: Tensors<{ gamma: [16], beta: [16] }>,
): [beta_gradient: tf.Tensor, gamma_gradient: tf.Tensor, x_gradient: tf.Tensor] {
  const beta_gradient = tf.sum(gradient, [0, 1]);
  const scaled_1 = tf.mul(gradient_1, scaled);
  const scaled_2 = tf.mul(gradient_1, difference);
  const gamma_gradient = tf.sum(tf.mul(scaled_2, inverse_root), [0, 1]);
  const scaled_3 = tf.mul(tf.reshape(tf.sum(tf.mul(scaled_2, weights.gamma), [2]), inverse_root.shape), -0.5);
  const scaled_4 = tf.mul(
    tf.mul(tf.mul(scaled_3, tf.mul(inverse_root, tf.mul(inverse_root, inverse_root))), 0.0625),
    tf.mul(difference, 2),
  );
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled_1), [2]), inverse_root.shape);
  const scaled_5 = tf.mul(
    tf.add(reshaped, tf.reshape(tf.sum(tf.neg(scaled_4), [2]), inverse_root.shape)),
    0.0625,
  );
  const x_gradient = tf.add(tf.add(scaled_1, scaled_4), scaled_5);
  return [beta_gradient, gamma_gradient, x_gradient];
}

/** The gradients of the layer dense. */
function backwardDense_1(
  sum: tf.Tensor,
  gradient: tf.Tensor,
  reshaped: tf.Tensor,
  gradient_1: tf.Tensor,
  weights: Tensors<{ kernel: [16, 32], bias: [32] }>,
): [bias_gradient: tf.Tensor, kernel_gradient: tf.Tensor, x_gradient: tf.Tensor] {
  const batch = sum.shape[0];
  const scaled = tf.mul(sum, tf.mul(tf.exp(tf.mul(tf.mul(sum, sum), -0.5)), 0.3989423));
  const scaled_1 = tf.mul(gradient, tf.add(tf.mul(tf.add(tf.erf(tf.mul(sum, 0.70710677)), 1), 0.5), scaled));
  const bias_gradient = tf.sum(scaled_1, [0, 1]);
  const reshaped_1 = tf.reshape(scaled_1, [16 * batch, 32]);
  const kernel_gradient = tf.matMul(tf.transpose(reshaped), reshaped_1);
  const x_gradient = tf.add(
    gradient_1,
    tf.reshape(tf.matMul(reshaped_1, tf.transpose(weights.kernel)), gradient_1.shape),
  );
  return [bias_gradient, kernel_gradient, x_gradient];
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization_1(
  gradient: tf.Tensor,
  scaled: tf.Tensor,
  difference: tf.Tensor,
  inverse_root: tf.Tensor,
  weights: Tensors<{ gamma: [16], beta: [16] }>,
): [beta_gradient: tf.Tensor, gamma_gradient: tf.Tensor, x_gradient: tf.Tensor] {
  const beta_gradient = tf.sum(gradient, [0, 1]);
  const scaled_1 = tf.mul(gradient, scaled);
  const scaled_2 = tf.mul(gradient, difference);
  const gamma_gradient = tf.sum(tf.mul(scaled_2, inverse_root), [0, 1]);
  const scaled_3 = tf.mul(tf.reshape(tf.sum(tf.mul(scaled_2, weights.gamma), [2]), inverse_root.shape), -0.5);
  const scaled_4 = tf.mul(
    tf.mul(tf.mul(scaled_3, tf.mul(inverse_root, tf.mul(inverse_root, inverse_root))), 0.0625),
    tf.mul(difference, 2),
  );
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled_1), [2]), inverse_root.shape);
  const scaled_5 = tf.mul(
    tf.add(reshaped, tf.reshape(tf.sum(tf.neg(scaled_4), [2]), inverse_root.shape)),
    0.0625,
  );
  const x_gradient = tf.add(tf.add(scaled_1, scaled_4), scaled_5);
  return [beta_gradient, gamma_gradient, x_gradient];
}

/** One update of a weight. */
function updateByAdamw(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  adamw_sum_16: tf.Tensor,
  learning_rate: tf.Tensor,
  adamw_ratio: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const scaled = tf.mul(gradient, adamw_sum_16);
  const next_momentum = tf.add(momentum, tf.mul(tf.sub(scaled, momentum), 0.1));
  const next_velocity = tf.add(velocity, tf.mul(tf.sub(tf.square(scaled), velocity), 0.001));
  const ratio = tf.div(tf.mul(next_momentum, adamw_ratio), tf.add(tf.sqrt(next_velocity), 1e-7));
  const next_weight = tf.sub(tf.sub(weight, tf.mul(tf.mul(weight, 0.001), learning_rate)), ratio);
  return [next_weight, next_momentum, next_velocity];
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
