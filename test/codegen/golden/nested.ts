/**
 * Nested, generated from nested.nn by nnc 0.0.0; `nnc build nested.nn` writes it anew.
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
  /** int32: 0 to 9. */
  readonly text: Tensor<["batch", 5]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly tone: Tensor<["batch", 1]>;
  readonly stars: Tensor<["batch", 1]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  embedding: { embeddings: [10, 4] },
  position_embedding: { embeddings: [5, 4] },
  layer_normalization: { gamma: [4], beta: [4] },
  multi_head_attention: {
    query: { kernel: [4, 2, 2], bias: [2, 2] },
    key: { kernel: [4, 2, 2], bias: [2, 2] },
    value: { kernel: [4, 2, 2], bias: [2, 2] },
    attention_output: { kernel: [2, 2, 4], bias: [4] },
  },
  layer_normalization_1: { gamma: [4], beta: [4] },
  dense: { kernel: [4, 4], bias: [4] },
  multi_head_attention_1: {
    query: { kernel: [4, 2, 2], bias: [2, 2] },
    key: { kernel: [4, 2, 2], bias: [2, 2] },
    value: { kernel: [4, 2, 2], bias: [2, 2] },
    attention_output: { kernel: [2, 2, 4], bias: [4] },
  },
  layer_normalization_2: { gamma: [4], beta: [4] },
  dense_1: { kernel: [4, 4], bias: [4] },
  lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
  gru: { gru_cell: { kernel: [3, 9], recurrent_kernel: [3, 9], bias: [2, 9] } },
  dense_2: { kernel: [7, 1], bias: [1] },
  dense_3: { kernel: [7, 3], bias: [3] },
  dense_4: { kernel: [3, 1], bias: [1] },
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
    const batch = inputs.text.shape[0];
    const text = expectShape("text", inputs.text, [batch, 5]);
    // embedding(10, 4), nested.nn:19 → [batch, 5, 4]
    const words = gather(weights.embedding.embeddings, text, 0);
    // position_embedding(5), nested.nn:20 → [batch, 5, 4]
    const positionEmbedding = broadcastTo(weights.position_embedding.embeddings, [batch, 5, 4]);
    // layer_normalization, nested.nn:20 → [batch, 5, 4]
    const places = applyLayerNormalization(
      positionEmbedding,
      weights.position_embedding.embeddings,
      weights.layer_normalization,
    );
    // add, nested.nn:21 → [batch, 5, 4]
    const add = tf.add(words, places);
    // encoder(4), nested.nn:21
    const encoder = applyEncoder(add, {
      multi_head_attention: weights.multi_head_attention,
      layer_normalization: weights.layer_normalization_1,
      dense: weights.dense,
    });
    const deep = applyEncoder(encoder, {
      multi_head_attention: weights.multi_head_attention_1,
      layer_normalization: weights.layer_normalization_2,
      dense: weights.dense_1,
    });
    // lstm(3, return_sequences=true, recurrent_dropout=0.1), nested.nn:22 → [5, batch, 3]
    const lstm = applyLstm(deep, weights.lstm);
    // gru(3), nested.nn:22 → [batch, 3]
    const read = applyGru(lstm, weights.gru);
    // global_average_pooling1d, nested.nn:23 → [batch, 4]
    const whole = tf.mean(deep, [1]);
    // concatenate, nested.nn:24 → [batch, 7]
    const joint = tf.concat([read, whole], 1);
    // dense(1, activation=sigmoid), nested.nn:25 → [batch, 1]
    const tone = tf.sigmoid(tf.add(tf.matMul(joint, weights.dense_2.kernel), weights.dense_2.bias));
    // dense(3, activation=relu), nested.nn:26 → [batch, 3]
    const dense3 = tf.relu(tf.add(tf.matMul(joint, weights.dense_3.kernel), weights.dense_3.bias));
    // dense(1), nested.nn:26 → [batch, 1]
    const stars = tf.add(tf.matMul(dense3, weights.dense_4.kernel), weights.dense_4.bias);
    return { tone: tone as tf.Tensor2D, stars: stars as tf.Tensor2D };
  });
}

/** The layer layer_normalization. */
function applyLayerNormalization(
  x: tf.Tensor,
  x2: tf.Tensor,
  weights: Tensors<{ gamma: [4], beta: [4] }>,
): tf.Tensor {
  const difference = tf.sub(x2, tf.mean(x, [2], true));
  const scaled = tf.mul(
    difference,
    tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 0.001)), weights.gamma),
  );
  return tf.add(scaled, weights.beta);
}

/** The weights of multi_head_attention. */
type MultiHeadAttentionWeights = Tensors<{
  query: { kernel: [4, 2, 2], bias: [2, 2] },
  key: { kernel: [4, 2, 2], bias: [2, 2] },
  value: { kernel: [4, 2, 2], bias: [2, 2] },
  attention_output: { kernel: [2, 2, 4], bias: [4] },
}>;

/** The layer multi_head_attention. */
function applyMultiHeadAttention(x: tf.Tensor, weights: MultiHeadAttentionWeights): tf.Tensor {
  const batch = x.shape[0];
  const reshaped = tf.reshape(x, [5 * batch, 4]);
  const reshaped2 = tf.reshape(tf.matMul(reshaped, tf.reshape(weights.query.kernel, [4, 4])), [batch, 5, 4]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped, tf.reshape(weights.key.kernel, [4, 4])), [batch, 5, 4]),
    tf.reshape(weights.key.bias, [4]),
  );
  const reshaped3 = tf.reshape(tf.matMul(reshaped, tf.reshape(weights.value.kernel, [4, 4])), [batch, 5, 4]);
  const scaled = tf.mul(
    tf.reshape(tf.add(reshaped2, tf.reshape(weights.query.bias, [4])), [batch, 5, 2, 2]),
    0.70710677,
  );
  const product = batchMatMul(
    tf.transpose(scaled, [0, 2, 1, 3]),
    tf.transpose(tf.reshape(sum, [batch, 5, 2, 2]), [0, 2, 1, 3]),
    false,
    true,
  );
  const turned2 = tf.transpose(
    tf.reshape(tf.add(reshaped3, tf.reshape(weights.value.bias, [4])), [batch, 5, 2, 2]),
    [0, 2, 1, 3],
  );
  const reshaped4 = tf.reshape(
    tf.transpose(batchMatMul(tf.softmax(product), turned2, false, false), [0, 2, 1, 3]),
    [5 * batch, 4],
  );
  const reshaped5 = tf.reshape(
    tf.matMul(reshaped4, tf.reshape(weights.attention_output.kernel, [4, 4])),
    [batch, 5, 4],
  );
  return tf.add(reshaped5, weights.attention_output.bias);
}

/** The layer layer_normalization. */
function applyLayerNormalization2(x: tf.Tensor, weights: Tensors<{ gamma: [4], beta: [4] }>): tf.Tensor {
  const difference = tf.sub(x, tf.mean(x, [2], true));
  const scaled = tf.mul(
    difference,
    tf.mul(tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 0.001)), weights.gamma),
  );
  return tf.add(scaled, weights.beta);
}

/** The layer dense. */
function applyDense(x: tf.Tensor, weights: Tensors<{ kernel: [4, 4], bias: [4] }>): tf.Tensor {
  const batch = x.shape[0];
  const sum = tf.add(
    tf.reshape(tf.matMul(tf.reshape(x, [5 * batch, 4]), weights.kernel), [batch, 5, 4]),
    weights.bias,
  );
  return tf.mul(sum, tf.mul(tf.add(tf.erf(tf.mul(sum, 0.70710677)), 1), 0.5));
}

/** The weights of cell. */
type CellWeights = Tensors<{
  layer_normalization: { gamma: [4], beta: [4] },
  dense: { kernel: [4, 4], bias: [4] },
}>;

/** The block cell. */
function applyCell(x: tf.Tensor, weights: CellWeights): tf.Tensor {
  // layer_normalization, nested.nn:4
  const layerNormalization = applyLayerNormalization2(x, weights.layer_normalization);
  // dense(units, activation=gelu), nested.nn:4
  const dense = applyDense(layerNormalization, weights.dense);
  // add, nested.nn:5
  return tf.add(dense, x);
}

/** The weights of encoder. */
type EncoderWeights = Tensors<{
  multi_head_attention: {
    query: { kernel: [4, 2, 2], bias: [2, 2] },
    key: { kernel: [4, 2, 2], bias: [2, 2] },
    value: { kernel: [4, 2, 2], bias: [2, 2] },
    attention_output: { kernel: [2, 2, 4], bias: [4] },
  },
  layer_normalization: { gamma: [4], beta: [4] },
  dense: { kernel: [4, 4], bias: [4] },
}>;

/** The block encoder. */
function applyEncoder(x: tf.Tensor, weights: EncoderWeights): tf.Tensor {
  // multi_head_attention(num_heads=2, key_dim=2, dropout=0.1), nested.nn:10
  const seen = applyMultiHeadAttention(x, weights.multi_head_attention);
  // add, nested.nn:11
  const add = tf.add(seen, x);
  // cell(units), nested.nn:11
  return applyCell(add, { layer_normalization: weights.layer_normalization, dense: weights.dense });
}

/** The weights of lstm. */
type LstmWeights = Tensors<{ lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } }>;

/** The layer lstm. */
function applyLstm(x: tf.Tensor, weights: LstmWeights): tf.Tensor {
  const batch = x.shape[0];
  const reshaped = tf.reshape(
    tf.matMul(tf.reshape(tf.transpose(x, [1, 0, 2]), [5 * batch, 4]), weights.lstm_cell.kernel),
    [5, batch, 12],
  );
  const sum = tf.add(reshaped, weights.lstm_cell.bias);
  const sumRows = unstack(sum);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  let state2: tf.Tensor = tf.fill([batch, 3], 0);
  const rows: tf.Tensor[] = [];
  for (let t = 0; t < 5; t++) {
    [state, state2, rows[t]] = tf.tidy((): [tf.Tensor, tf.Tensor, tf.Tensor] => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sumRows[t]!, tf.matMul(state, weights.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const nextState2 = tf.add(tf.mul(tf.sigmoid(part2), state2), tf.mul(tf.sigmoid(part), tf.tanh(part3)));
      const nextState = tf.mul(tf.sigmoid(part4), tf.tanh(nextState2));
      return [nextState, nextState2, nextState];
    });
  }
  return tf.stack(rows);
}

/** The weights of gru. */
type GruWeights = Tensors<{ gru_cell: { kernel: [3, 9], recurrent_kernel: [3, 9], bias: [2, 9] } }>;

/** The layer gru. */
function applyGru(x: tf.Tensor, weights: GruWeights): tf.Tensor {
  const batch = x.shape[1] as number;
  const [part, part2] = tf.split(weights.gru_cell.bias, [1, 1], 0) as [tf.Tensor, tf.Tensor];
  const reshaped = tf.reshape(part2, [9]);
  const sum = tf.add(
    tf.reshape(tf.matMul(tf.reshape(x, [5 * batch, 3]), weights.gru_cell.kernel), [5, batch, 9]),
    tf.reshape(part, [9]),
  );
  const sumRows = unstack(sum);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  for (let t = 0; t < 5; t++) {
    state = tf.tidy((): tf.Tensor => {
      const [part3, part4, part5] = tf.split(sumRows[t]!, [3, 3, 3], 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const [part6, part7, part8] = tf.split(
        tf.add(tf.matMul(state, weights.gru_cell.recurrent_kernel), reshaped),
        [3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const tanh = tf.tanh(tf.add(part5, tf.mul(tf.sigmoid(tf.add(part4, part7)), part8)));
      const nextState = tf.add(tanh, tf.mul(tf.sigmoid(tf.add(part3, part6)), tf.sub(state, tanh)));
      return nextState;
    });
  }
  return state;
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** 0 or 1. */
  readonly tone: Tensor<["batch", 1]>;
  readonly stars: Tensor<["batch", 1]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = { adam_w: { momentum: weightShapes, velocity: weightShapes } } as const;

/** The shape of what the metrics have counted. */
const metricShapes = {
  loss: { total: [], count: [] },
  tone_loss: { total: [], count: [] },
  stars_loss: { total: [], count: [] },
  tone_accuracy: { total: [], count: [] },
  stars_mae: { total: [], count: [] },
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
          [10, 4],
          randomUniform2,
        ),
      },
      position_embedding: {
        embeddings: drawWeight(
          seed,
          "position_embedding/embeddings",
          weightShapes.position_embedding.embeddings,
          [5, 4],
          glorotUniform,
        ),
      },
      layer_normalization: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      multi_head_attention: {
        query: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/query/kernel",
            weightShapes.multi_head_attention.query.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        key: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/key/kernel",
            weightShapes.multi_head_attention.key.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        value: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/value/kernel",
            weightShapes.multi_head_attention.value.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        attention_output: {
          kernel: drawWeight(
            seed,
            "multi_head_attention/attention_output/kernel",
            weightShapes.multi_head_attention.attention_output.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([4]),
        },
      },
      layer_normalization_1: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      multi_head_attention_1: {
        query: {
          kernel: drawWeight(
            seed,
            "multi_head_attention_1/query/kernel",
            weightShapes.multi_head_attention_1.query.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        key: {
          kernel: drawWeight(
            seed,
            "multi_head_attention_1/key/kernel",
            weightShapes.multi_head_attention_1.key.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        value: {
          kernel: drawWeight(
            seed,
            "multi_head_attention_1/value/kernel",
            weightShapes.multi_head_attention_1.value.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([2, 2]),
        },
        attention_output: {
          kernel: drawWeight(
            seed,
            "multi_head_attention_1/attention_output/kernel",
            weightShapes.multi_head_attention_1.attention_output.kernel,
            [4, 4],
            glorotUniform,
          ),
          bias: tf.zeros([4]),
        },
      },
      layer_normalization_2: { gamma: tf.ones([4]), beta: tf.zeros([4]) },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [4, 4], glorotUniform),
        bias: tf.zeros([4]),
      },
      lstm: {
        lstm_cell: {
          kernel: drawWeight(
            seed,
            "lstm/lstm_cell/kernel",
            weightShapes.lstm.lstm_cell.kernel,
            [4, 12],
            glorotUniform,
          ),
          recurrent_kernel: drawWeight(
            seed,
            "lstm/lstm_cell/recurrent_kernel",
            weightShapes.lstm.lstm_cell.recurrent_kernel,
            [3, 12],
            orthogonal,
          ),
          bias: drawWeight(
            seed,
            "lstm/lstm_cell/bias",
            weightShapes.lstm.lstm_cell.bias,
            [12, 12],
            unitForgetBias,
          ),
        },
      },
      gru: {
        gru_cell: {
          kernel: drawWeight(
            seed,
            "gru/gru_cell/kernel",
            weightShapes.gru.gru_cell.kernel,
            [3, 9],
            glorotUniform,
          ),
          recurrent_kernel: drawWeight(
            seed,
            "gru/gru_cell/recurrent_kernel",
            weightShapes.gru.gru_cell.recurrent_kernel,
            [3, 9],
            orthogonal,
          ),
          bias: tf.zeros([2, 9]),
        },
      },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [7, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
      dense_3: {
        kernel: drawWeight(seed, "dense_3/kernel", weightShapes.dense_3.kernel, [7, 3], glorotUniform),
        bias: tf.zeros([3]),
      },
      dense_4: {
        kernel: drawWeight(seed, "dense_4/kernel", weightShapes.dense_4.kernel, [3, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
    },
    optimizer: fillTensors(optimizerShapes, 0),
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { seed, step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.text.shape[0];
    const text = expectShape("text", inputs.text, [batch, 5]);
    const toneTarget = expectShape("tone", targets.tone, [batch, 1]);
    const starsTarget = expectShape("stars", targets.stars, [batch, 1]);
    // embedding(10, 4), nested.nn:19 → [batch, 5, 4]
    const words = gather(weights.embedding.embeddings, text, 0);
    // position_embedding(5), nested.nn:20 → [batch, 5, 4]
    const positionEmbedding = broadcastTo(weights.position_embedding.embeddings, [batch, 5, 4]);
    // layer_normalization, nested.nn:20 → [batch, 5, 4]
    const places = trainLayerNormalization(
      positionEmbedding,
      weights.position_embedding.embeddings,
      weights.layer_normalization,
    );
    // add, nested.nn:21 → [batch, 5, 4]
    const add = tf.add(words, places.output);
    // encoder(4), nested.nn:21
    const encoderWeights = {
      multi_head_attention: weights.multi_head_attention,
      layer_normalization: weights.layer_normalization_1,
      dense: weights.dense,
    };
    const encoder = trainEncoder(add, seed, step, encoderWeights);
    const encoder1Weights = {
      multi_head_attention: weights.multi_head_attention_1,
      layer_normalization: weights.layer_normalization_2,
      dense: weights.dense_1,
    };
    const deep = trainEncoder2(encoder.output, seed, step, encoder1Weights);
    // lstm(3, return_sequences=true, recurrent_dropout=0.1), nested.nn:22 → [5, batch, 3]
    const lstm = trainLstm(seed, step, deep.output, weights.lstm);
    // gru(3), nested.nn:22 → [batch, 3]
    const read = trainGru(lstm.output, weights.gru);
    // global_average_pooling1d, nested.nn:23 → [batch, 4]
    const whole = tf.mean(deep.output, [1]);
    // concatenate, nested.nn:24 → [batch, 7]
    const joint = tf.concat([read.output, whole], 1);
    // dense(1, activation=sigmoid), nested.nn:25 → [batch, 1]
    const tone = tf.sigmoid(tf.add(tf.matMul(joint, weights.dense_2.kernel), weights.dense_2.bias));
    // dense(3, activation=relu), nested.nn:26 → [batch, 3]
    const dense3 = tf.relu(tf.add(tf.matMul(joint, weights.dense_3.kernel), weights.dense_3.bias));
    // dense(1), nested.nn:26 → [batch, 1]
    const stars = tf.add(tf.matMul(dense3, weights.dense_4.kernel), weights.dense_4.bias);

    // loss: class weights
    const classWeightsRows = gather(
      tf.tensor([1, 2.5], [2]),
      tf.cast(tf.reshape(toneTarget, [batch]), "int32"),
      0,
    );
    // loss: binary_crossentropy, nested.nn:34
    const lossClipped = clip(tone, 1e-7, 0.9999999);
    const lossDifference = tf.sub(1, toneTarget);
    const lossDifference2 = tf.sub(1, lossClipped);
    const lossMean = tf.mean(
      tf.neg(
        tf.add(tf.mul(toneTarget, tf.log(lossClipped)), tf.mul(lossDifference, tf.log(lossDifference2))),
      ),
      [1],
    );
    const lossMean2 = tf.mean(tf.mul(lossMean, classWeightsRows));
    // loss: huber * 0.3, nested.nn:34
    const lossDifference3 = tf.sub(stars, starsTarget);
    const lossSize = tf.abs(lossDifference3);
    const lossIsAtMost = tf.lessEqual(lossSize, 1);
    const lossMean3 = tf.mean(
      tf.mean(tf.where(lossIsAtMost, tf.mul(tf.square(lossDifference3), 0.5), tf.sub(lossSize, 0.5)), [1]),
    );
    const lossScaled = tf.mul(lossMean3, 0.3);
    // loss: penalties and the sum of all
    const loss = tf.add(lossMean2, lossScaled);

    // huber * 0.3, nested.nn:34, backward
    const lossGradientScaled = tf.mul(
      tf.where<tf.Tensor>(lossIsAtMost, broadcastTo(tf.div(0.3, batch), [batch, 1]), tf.fill([batch, 1], 0)),
      0.5,
    );
    const lossGradientChosen = tf.where<tf.Tensor>(
      lossIsAtMost,
      tf.fill([batch, 1], 0),
      broadcastTo(tf.div(0.3, batch), [batch, 1]),
    );
    const starsGradient = tf.add(
      tf.mul(lossGradientScaled, tf.mul(lossDifference3, 2)),
      tf.mul(lossGradientChosen, byMath("sign", lossDifference3)),
    );
    // binary_crossentropy, nested.nn:34, backward
    const lossGradientNegative = tf.neg(tf.reshape(tf.mul(tf.div(1, batch), classWeightsRows), [batch, 1]));
    const lossGradientRatio = tf.div(tf.mul(lossGradientNegative, lossDifference), lossDifference2);
    const lossGradientNumbers = tf.cast(
      tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)),
      "float32",
    );
    const toneGradient = tf.mul(
      tf.sub(tf.div(tf.mul(lossGradientNegative, toneTarget), lossClipped), lossGradientRatio),
      lossGradientNumbers,
    );
    // dense(1), nested.nn:26, backward
    const dense4Gradients = backwardDense(starsGradient, dense3, weights.dense_4);
    // dense(3, activation=relu), nested.nn:26, backward
    const dense3Gradients = backwardDense2(dense3, dense4Gradients.x, joint, weights.dense_3);
    // dense(1, activation=sigmoid), nested.nn:25, backward
    const dense2Gradients = backwardDense3(tone, toneGradient, joint, weights.dense_2);
    // gradients that meet, backward
    const jointGradient = tf.add(dense3Gradients.x, dense2Gradients.x);
    // concatenate, nested.nn:24, backward
    const [readGradient, wholeGradient] = tf.split(jointGradient, [3, 4], 1) as [tf.Tensor, tf.Tensor];
    // global_average_pooling1d, nested.nn:23, backward
    const wholeGradientReshaped = tf.reshape(tf.div(wholeGradient, 5), [batch, 1, 4]);
    // gru(3), nested.nn:22, backward
    const readGradients = backwardGru(readGradient, read, weights.gru);
    // lstm(3, return_sequences=true, recurrent_dropout=0.1), nested.nn:22, backward
    const lstmGradients = backwardLstm(readGradients.x, lstm, weights.lstm);
    // gradients that meet, backward
    const innerGradient = tf.add(wholeGradientReshaped, lstmGradients.x);
    // encoder(4), nested.nn:21, backward
    const deepGradients = backwardEncoder(innerGradient, deep, encoder1Weights);
    const encoderGradients = backwardEncoder2(deepGradients.x, encoder, encoderWeights);
    // layer_normalization, nested.nn:20, backward
    const placesGradients = backwardLayerNormalization2(
      encoderGradients.x,
      places,
      weights.layer_normalization,
    );
    // position_embedding(5), nested.nn:20, backward
    const positionEmbeddingEmbeddingsGradient = tf.sum(placesGradients.x, [0]);
    // embedding(10, 4), nested.nn:19, backward
    const embeddingEmbeddingsGradient = scatterAdd(text, encoderGradients.x, 10, 0);

    // update: adamw
    const adamwSum = tf.add(
      tf.sum(tf.square(embeddingEmbeddingsGradient)),
      tf.sum(tf.square(positionEmbeddingEmbeddingsGradient)),
    );
    const adamwSum2 = tf.add(
      tf.add(adamwSum, tf.sum(tf.square(placesGradients.weights.gamma))),
      tf.sum(tf.square(placesGradients.weights.beta)),
    );
    const adamwSum3 = tf.add(
      adamwSum2,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.query.kernel)),
    );
    const adamwSum4 = tf.add(
      adamwSum3,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.query.bias)),
    );
    const adamwSum5 = tf.add(
      adamwSum4,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.key.kernel)),
    );
    const adamwSum6 = tf.add(
      adamwSum5,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.key.bias)),
    );
    const adamwSum7 = tf.add(
      adamwSum6,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.value.kernel)),
    );
    const adamwSum8 = tf.add(
      adamwSum7,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.value.bias)),
    );
    const adamwSum9 = tf.add(
      adamwSum8,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.attention_output.kernel)),
    );
    const adamwSum10 = tf.add(
      adamwSum9,
      tf.sum(tf.square(encoderGradients.weights.multi_head_attention.attention_output.bias)),
    );
    const adamwSum11 = tf.add(
      adamwSum10,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization.gamma)),
    );
    const adamwSum12 = tf.add(
      adamwSum11,
      tf.sum(tf.square(encoderGradients.weights.layer_normalization.beta)),
    );
    const adamwSum13 = tf.add(adamwSum12, tf.sum(tf.square(encoderGradients.weights.dense.kernel)));
    const adamwSum14 = tf.add(adamwSum13, tf.sum(tf.square(encoderGradients.weights.dense.bias)));
    const adamwSum15 = tf.add(
      adamwSum14,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.query.kernel)),
    );
    const adamwSum16 = tf.add(
      adamwSum15,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.query.bias)),
    );
    const adamwSum17 = tf.add(
      adamwSum16,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.key.kernel)),
    );
    const adamwSum18 = tf.add(
      adamwSum17,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.key.bias)),
    );
    const adamwSum19 = tf.add(
      adamwSum18,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.value.kernel)),
    );
    const adamwSum20 = tf.add(
      adamwSum19,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.value.bias)),
    );
    const adamwSum21 = tf.add(
      adamwSum20,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.attention_output.kernel)),
    );
    const adamwSum22 = tf.add(
      adamwSum21,
      tf.sum(tf.square(deepGradients.weights.multi_head_attention.attention_output.bias)),
    );
    const adamwSum23 = tf.add(adamwSum22, tf.sum(tf.square(deepGradients.weights.layer_normalization.gamma)));
    const adamwSum24 = tf.add(adamwSum23, tf.sum(tf.square(deepGradients.weights.layer_normalization.beta)));
    const adamwSum25 = tf.add(adamwSum24, tf.sum(tf.square(deepGradients.weights.dense.kernel)));
    const adamwSum26 = tf.add(adamwSum25, tf.sum(tf.square(deepGradients.weights.dense.bias)));
    const adamwSum27 = tf.add(adamwSum26, tf.sum(tf.square(lstmGradients.weights.lstm_cell.kernel)));
    const adamwSum28 = tf.add(
      adamwSum27,
      tf.sum(tf.square(lstmGradients.weights.lstm_cell.recurrent_kernel)),
    );
    const adamwSum29 = tf.add(adamwSum28, tf.sum(tf.square(lstmGradients.weights.lstm_cell.bias)));
    const adamwSum30 = tf.add(adamwSum29, tf.sum(tf.square(readGradients.weights.gru_cell.kernel)));
    const adamwSum31 = tf.add(adamwSum30, tf.sum(tf.square(readGradients.weights.gru_cell.recurrent_kernel)));
    const adamwSum32 = tf.add(adamwSum31, tf.sum(tf.square(readGradients.weights.gru_cell.bias)));
    const adamwSum33 = tf.add(
      tf.add(adamwSum32, tf.sum(tf.square(dense2Gradients.weights.kernel))),
      tf.sum(tf.square(dense2Gradients.weights.bias)),
    );
    const adamwSum34 = tf.add(
      tf.add(adamwSum33, tf.sum(tf.square(dense3Gradients.weights.kernel))),
      tf.sum(tf.square(dense3Gradients.weights.bias)),
    );
    const adamwSum35 = tf.add(
      tf.add(adamwSum34, tf.sum(tf.square(dense4Gradients.weights.kernel))),
      tf.sum(tf.square(dense4Gradients.weights.bias)),
    );
    const adamwRoot = tf.sqrt(adamwSum35);
    const adamwSum36 = tf.add(
      extreme("min", tf.div(1, adamwRoot), tf.scalar(1)),
      tf.sub(adamwRoot, adamwRoot),
    );
    const stepScalar = tf.scalar(step, "int32");
    const adamwNumbers = tf.cast(stepScalar, "float32");
    const adamwScaled = tf.mul(tf.pow(0.5, tf.div(adamwNumbers, 3)), 0.01);
    const adamwSum37 = tf.add(adamwNumbers, 1);
    const adamwRatio = tf.div(
      tf.mul(adamwScaled, tf.sqrt(tf.sub(1, tf.pow(0.999, adamwSum37)))),
      tf.sub(1, tf.pow(0.9, adamwSum37)),
    );
    const gradients = {
      embedding: { embeddings: embeddingEmbeddingsGradient },
      position_embedding: { embeddings: positionEmbeddingEmbeddingsGradient },
      layer_normalization: placesGradients.weights,
      multi_head_attention: encoderGradients.weights.multi_head_attention,
      layer_normalization_1: encoderGradients.weights.layer_normalization,
      dense: encoderGradients.weights.dense,
      multi_head_attention_1: deepGradients.weights.multi_head_attention,
      layer_normalization_2: deepGradients.weights.layer_normalization,
      dense_1: deepGradients.weights.dense,
      lstm: lstmGradients.weights,
      gru: readGradients.weights,
      dense_2: dense2Gradients.weights,
      dense_3: dense3Gradients.weights,
      dense_4: dense4Gradients.weights,
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.adam_w.momentum, optimizer.adam_w.velocity],
      (gradient, weight, momentum, velocity) =>
        updateByAdamw(gradient, weight, momentum, velocity, adamwSum36, adamwScaled, adamwRatio),
    );

    // metric: loss, tone_loss, stars_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const toneLossTotal = tf.add(metrics.tone_loss.total, tf.mul(lossMean2, batch));
    const toneLossCount = tf.add(metrics.tone_loss.count, batch);
    const starsLossTotal = tf.add(metrics.stars_loss.total, tf.mul(lossMean3, batch));
    const starsLossCount = tf.add(metrics.stars_loss.count, batch);
    // metric: accuracy, nested.nn:35
    const accuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(toneTarget, tf.cast(tf.less(0.5, tone), "float32")), "float32"), [1]),
    );
    const toneAccuracyTotal = tf.add(metrics.tone_accuracy.total, accuracySummed);
    const toneAccuracyCount = tf.add(metrics.tone_accuracy.count, batch);
    // metric: mae, nested.nn:35
    const starsMaeTotal = tf.add(
      metrics.stars_mae.total,
      tf.sum(tf.mean(tf.abs(tf.sub(starsTarget, stars)), [1])),
    );
    const starsMaeCount = tf.add(metrics.stars_mae.count, batch);
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
        optimizer: { adam_w: { momentum: nextMomentum, velocity: nextVelocity } },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          tone_loss: { total: toneLossTotal, count: toneLossCount },
          stars_loss: { total: starsLossTotal, count: starsLossCount },
          tone_accuracy: { total: toneAccuracyTotal, count: toneAccuracyCount },
          stars_mae: { total: starsMaeTotal, count: starsMaeCount },
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
    const { tone, stars } = predict(weights, inputs);
    const batch = tone.shape[0];
    const toneTarget = expectShape("tone", targets.tone, [batch, 1]);
    const starsTarget = expectShape("stars", targets.stars, [batch, 1]);
    // loss: binary_crossentropy, nested.nn:34
    const lossClipped = clip(tone, 1e-7, 0.9999999);
    const lossNegative = tf.neg(
      tf.add(
        tf.mul(toneTarget, tf.log(lossClipped)),
        tf.mul(tf.sub(1, toneTarget), tf.log(tf.sub(1, lossClipped))),
      ),
    );
    const lossMean = tf.mean(tf.mean(lossNegative, [1]));
    // loss: huber * 0.3, nested.nn:34
    const lossDifference = tf.sub(stars, starsTarget);
    const lossSize = tf.abs(lossDifference);
    const lossMean2 = tf.mean(
      tf.mean(
        tf.where(tf.lessEqual(lossSize, 1), tf.mul(tf.square(lossDifference), 0.5), tf.sub(lossSize, 0.5)),
        [1],
      ),
    );
    const lossScaled = tf.mul(lossMean2, 0.3);
    // loss: penalties and the sum of all
    const loss = tf.add(lossMean, lossScaled);

    // metric: loss, tone_loss, stars_loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    const toneLossTotal = tf.add(metrics.tone_loss.total, tf.mul(lossMean, batch));
    const toneLossCount = tf.add(metrics.tone_loss.count, batch);
    const starsLossTotal = tf.add(metrics.stars_loss.total, tf.mul(lossMean2, batch));
    const starsLossCount = tf.add(metrics.stars_loss.count, batch);
    // metric: accuracy, nested.nn:35
    const accuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(toneTarget, tf.cast(tf.less(0.5, tone), "float32")), "float32"), [1]),
    );
    const toneAccuracyTotal = tf.add(metrics.tone_accuracy.total, accuracySummed);
    const toneAccuracyCount = tf.add(metrics.tone_accuracy.count, batch);
    // metric: mae, nested.nn:35
    const starsMaeTotal = tf.add(
      metrics.stars_mae.total,
      tf.sum(tf.mean(tf.abs(tf.sub(starsTarget, stars)), [1])),
    );
    const starsMaeCount = tf.add(metrics.stars_mae.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          tone_loss: { total: toneLossTotal, count: toneLossCount },
          stars_loss: { total: starsLossTotal, count: starsLossCount },
          tone_accuracy: { total: toneAccuracyTotal, count: toneAccuracyCount },
          stars_mae: { total: starsMaeTotal, count: starsMaeCount },
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
        tone_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        stars_loss: { total: tf.scalar(0), count: tf.scalar(0) },
        tone_accuracy: { total: tf.scalar(0), count: tf.scalar(0) },
        stars_mae: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<{
  readonly loss: number;
  readonly tone_loss: number;
  readonly stars_loss: number;
  readonly tone_accuracy: number;
  readonly stars_mae: number;
}> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const toneLoss = tf.div(metrics.tone_loss.total, metrics.tone_loss.count);
    const starsLoss = tf.div(metrics.stars_loss.total, metrics.stars_loss.count);
    const toneAccuracy = tf.divNoNan(metrics.tone_accuracy.total, metrics.tone_accuracy.count);
    const starsMae = tf.divNoNan(metrics.stars_mae.total, metrics.stars_mae.count);
    return {
      loss,
      tone_loss: toneLoss,
      stars_loss: starsLoss,
      tone_accuracy: toneAccuracy,
      stars_mae: starsMae,
    };
  });
  return readNumbers(scalars);
}

/** The layer layer_normalization in training, with what its gradients need. */
function trainLayerNormalization(x: tf.Tensor, x2: tf.Tensor, weights: Tensors<{ gamma: [4], beta: [4] }>) {
  const difference = tf.sub(x2, tf.mean(x, [2], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The layer multi_head_attention in training, with what its gradients need. */
function trainMultiHeadAttention(
  x: tf.Tensor,
  seed: number,
  step: number,
  weights: MultiHeadAttentionWeights,
) {
  const batch = x.shape[0];
  const reshaped = tf.reshape(weights.query.kernel, [4, 4]);
  const reshaped2 = tf.reshape(x, [5 * batch, 4]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped), x.shape),
    tf.reshape(weights.query.bias, weights.attention_output.bias.shape),
  );
  const reshaped3 = tf.reshape(weights.key.kernel, [4, 4]);
  const sum2 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped3), x.shape),
    tf.reshape(weights.key.bias, weights.attention_output.bias.shape),
  );
  const reshaped4 = tf.reshape(weights.value.kernel, [4, 4]);
  const sum3 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped4), x.shape),
    tf.reshape(weights.value.bias, weights.attention_output.bias.shape),
  );
  const turned2 = tf.transpose(
    tf.mul(tf.reshape(sum, [batch, 5, 2, 2]), 0.70710677),
    [0, 2, 1, 3],
  ) as tf.Tensor4D;
  const turned3 = tf.transpose(tf.reshape(sum2, [batch, 5, 2, 2]), [0, 2, 1, 3]) as tf.Tensor4D;
  const softmax = tf.softmax(batchMatMul(turned2, turned3, false, true)) as tf.Tensor4D;
  const scaled: tf.Tensor4D = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 0, [batch, 2, 5, 5])), "float32"),
    1.1111112,
  );
  const scaled2: tf.Tensor4D = tf.mul(softmax, scaled);
  const turned4 = tf.transpose(tf.reshape(sum3, [batch, 5, 2, 2]), [0, 2, 1, 3]) as tf.Tensor4D;
  const reshaped5 = tf.reshape(weights.attention_output.kernel, [4, 4]);
  const reshaped6 = tf.reshape(
    tf.transpose(batchMatMul(scaled2, turned4, false, false), [0, 2, 1, 3]),
    [5 * batch, 4],
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
function trainLayerNormalization2(x: tf.Tensor, weights: Tensors<{ gamma: [4], beta: [4] }>) {
  const difference = tf.sub(x, tf.mean(x, [2], true));
  const inverseRoot = tf.rsqrt(tf.add(tf.mean(tf.square(difference), [2], true), 0.001));
  const scaled = tf.mul(inverseRoot, weights.gamma);
  const output = tf.add(tf.mul(difference, scaled), weights.beta);
  return { output, difference, inverseRoot, scaled };
}

/** The layer dense in training, with what its gradients need. */
function trainDense(x: tf.Tensor, weights: Tensors<{ kernel: [4, 4], bias: [4] }>) {
  const batch = x.shape[0];
  const reshaped = tf.reshape(x, [5 * batch, 4]);
  const sum = tf.add(tf.reshape(tf.matMul(reshaped, weights.kernel), x.shape), weights.bias);
  const output = tf.mul(sum, tf.mul(tf.add(tf.erf(tf.mul(sum, 0.70710677)), 1), 0.5));
  return { output, reshaped, sum };
}

/** The block cell in training, with what its gradients need. */
function trainCell(x: tf.Tensor, seed: number, step: number, weights: CellWeights) {
  const batch = x.shape[0];
  // layer_normalization, nested.nn:4
  const layerNormalization = trainLayerNormalization2(x, weights.layer_normalization);
  // dense(units, activation=gelu), nested.nn:4
  const dense = trainDense(layerNormalization.output, weights.dense);
  // dropout(0.1), nested.nn:4
  const innerScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 1, [batch, 5, 4])), "float32"),
    1.1111112,
  );
  const inner = tf.mul(dense.output, innerScaled);
  // add, nested.nn:5
  const output = tf.add(inner, x);
  return { output, layerNormalization, dense, innerScaled };
}

/** The block encoder in training, with what its gradients need. */
function trainEncoder(x: tf.Tensor, seed: number, step: number, weights: EncoderWeights) {
  // multi_head_attention(num_heads=2, key_dim=2, dropout=0.1), nested.nn:10
  const seen = trainMultiHeadAttention(x, seed, step, weights.multi_head_attention);
  // add, nested.nn:11
  const add = tf.add(seen.output, x);
  // cell(units), nested.nn:11
  const cellWeights = { layer_normalization: weights.layer_normalization, dense: weights.dense };
  const cell = trainCell(add, seed, step, cellWeights);
  return { output: cell.output, seen, cell };
}

/** The layer multi_head_attention in training, with what its gradients need. */
function trainMultiHeadAttention2(
  x: tf.Tensor,
  seed: number,
  step: number,
  weights: MultiHeadAttentionWeights,
) {
  const batch = x.shape[0];
  const reshaped = tf.reshape(weights.query.kernel, [4, 4]);
  const reshaped2 = tf.reshape(x, [5 * batch, 4]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped), x.shape),
    tf.reshape(weights.query.bias, weights.attention_output.bias.shape),
  );
  const reshaped3 = tf.reshape(weights.key.kernel, [4, 4]);
  const sum2 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped3), x.shape),
    tf.reshape(weights.key.bias, weights.attention_output.bias.shape),
  );
  const reshaped4 = tf.reshape(weights.value.kernel, [4, 4]);
  const sum3 = tf.add(
    tf.reshape(tf.matMul(reshaped2, reshaped4), x.shape),
    tf.reshape(weights.value.bias, weights.attention_output.bias.shape),
  );
  const turned2 = tf.transpose(
    tf.mul(tf.reshape(sum, [batch, 5, 2, 2]), 0.70710677),
    [0, 2, 1, 3],
  ) as tf.Tensor4D;
  const turned3 = tf.transpose(tf.reshape(sum2, [batch, 5, 2, 2]), [0, 2, 1, 3]) as tf.Tensor4D;
  const softmax = tf.softmax(batchMatMul(turned2, turned3, false, true)) as tf.Tensor4D;
  const scaled: tf.Tensor4D = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 2, [batch, 2, 5, 5])), "float32"),
    1.1111112,
  );
  const scaled2: tf.Tensor4D = tf.mul(softmax, scaled);
  const turned4 = tf.transpose(tf.reshape(sum3, [batch, 5, 2, 2]), [0, 2, 1, 3]) as tf.Tensor4D;
  const reshaped5 = tf.reshape(weights.attention_output.kernel, [4, 4]);
  const reshaped6 = tf.reshape(
    tf.transpose(batchMatMul(scaled2, turned4, false, false), [0, 2, 1, 3]),
    [5 * batch, 4],
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

/** The block cell in training, with what its gradients need. */
function trainCell2(x: tf.Tensor, seed: number, step: number, weights: CellWeights) {
  const batch = x.shape[0];
  // layer_normalization, nested.nn:4
  const layerNormalization = trainLayerNormalization2(x, weights.layer_normalization);
  // dense(units, activation=gelu), nested.nn:4
  const dense = trainDense(layerNormalization.output, weights.dense);
  // dropout(0.1), nested.nn:4
  const innerScaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 3, [batch, 5, 4])), "float32"),
    1.1111112,
  );
  const inner = tf.mul(dense.output, innerScaled);
  // add, nested.nn:5
  const output = tf.add(inner, x);
  return { output, layerNormalization, dense, innerScaled };
}

/** The block encoder in training, with what its gradients need. */
function trainEncoder2(x: tf.Tensor, seed: number, step: number, weights: EncoderWeights) {
  // multi_head_attention(num_heads=2, key_dim=2, dropout=0.1), nested.nn:10
  const seen = trainMultiHeadAttention2(x, seed, step, weights.multi_head_attention);
  // add, nested.nn:11
  const add = tf.add(seen.output, x);
  // cell(units), nested.nn:11
  const cellWeights = { layer_normalization: weights.layer_normalization, dense: weights.dense };
  const cell = trainCell2(add, seed, step, cellWeights);
  return { output: cell.output, seen, cell };
}

/** The layer lstm in training, with what its gradients need. */
function trainLstm(seed: number, step: number, x: tf.Tensor, weights: LstmWeights) {
  const batch = x.shape[0];
  const scaled = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 4, [batch, 3])), "float32"),
    1.1111112,
  );
  const scaled2 = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 5, [batch, 3])), "float32"),
    1.1111112,
  );
  const scaled3 = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 6, [batch, 3])), "float32"),
    1.1111112,
  );
  const scaled4 = tf.mul(
    tf.cast(tf.lessEqual(0.1, randomUniform(seed, step, 7, [batch, 3])), "float32"),
    1.1111112,
  );
  const reshaped = tf.reshape(tf.transpose(x, [1, 0, 2]), [5 * batch, 4]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped, weights.lstm_cell.kernel), [5, batch, 12]),
    weights.lstm_cell.bias,
  );
  const [part, part2, part3, part4] = tf.split(
    weights.lstm_cell.recurrent_kernel,
    [3, 3, 3, 3],
    1,
  ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const sumRows = unstack(sum);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  let state2: tf.Tensor = tf.fill([batch, 3], 0);
  const moments: Record<
    | "state2"
    | "scaled5"
    | "scaled6"
    | "scaled7"
    | "scaled8"
    | "sigmoid"
    | "sigmoid2"
    | "tanh"
    | "sigmoid3"
    | "tanh2",
    tf.Tensor
  >[] = [];
  const rows: tf.Tensor[] = [];
  for (let t = 0; t < 5; t++) {
    const moment = tf.tidy(() => {
      const scaled5 = tf.mul(state, scaled);
      const scaled6 = tf.mul(state, scaled2);
      const scaled7 = tf.mul(state, scaled3);
      const scaled8 = tf.mul(state, scaled4);
      const joined = tf.concat(
        [
          tf.matMul(scaled5, part),
          tf.matMul(scaled6, part2),
          tf.matMul(scaled7, part3),
          tf.matMul(scaled8, part4),
        ],
        1,
      );
      const [part5, part6, part7, part8] = tf.split(
        tf.add(sumRows[t]!, joined),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(part6);
      const sigmoid2 = tf.sigmoid(part5);
      const tanh = tf.tanh(part7);
      const nextState2 = tf.add(tf.mul(sigmoid, state2), tf.mul(sigmoid2, tanh));
      const sigmoid3 = tf.sigmoid(part8);
      const tanh2 = tf.tanh(nextState2);
      const nextState = tf.mul(sigmoid3, tanh2);
      return {
        nextState,
        nextState2,
        state2,
        scaled5,
        scaled6,
        scaled7,
        scaled8,
        sigmoid,
        sigmoid2,
        tanh,
        sigmoid3,
        tanh2,
      };
    });
    state = moment.nextState;
    state2 = moment.nextState2;
    moments[t] = moment;
    rows[t] = moment.nextState;
  }
  const output = tf.stack(rows);
  return { output, scaled, scaled2, scaled3, scaled4, reshaped, part, part2, part3, part4, moments };
}

/** The layer gru in training, with what its gradients need. */
function trainGru(x: tf.Tensor, weights: GruWeights) {
  const batch = x.shape[1] as number;
  const [part, part2] = tf.split(weights.gru_cell.bias, [1, 1], 0) as [tf.Tensor, tf.Tensor];
  const reshaped = tf.reshape(part2, [9]);
  const reshaped2 = tf.reshape(x, [5 * batch, 3]);
  const sum = tf.add(
    tf.reshape(tf.matMul(reshaped2, weights.gru_cell.kernel), [5, batch, 9]),
    tf.reshape(part, [9]),
  );
  const sumRows = unstack(sum);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  const moments: Record<
    | "state"
    | "part8"
    | "sigmoid"
    | "tanh"
    | "sigmoid2"
    | "difference",
    tf.Tensor
  >[] = [];
  for (let t = 0; t < 5; t++) {
    const moment = tf.tidy(() => {
      const [part3, part4, part5] = tf.split(sumRows[t]!, [3, 3, 3], 1) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const [part6, part7, part8] = tf.split(
        tf.add(tf.matMul(state, weights.gru_cell.recurrent_kernel), reshaped),
        [3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor];
      const sigmoid = tf.sigmoid(tf.add(part4, part7));
      const tanh = tf.tanh(tf.add(part5, tf.mul(sigmoid, part8)));
      const sigmoid2 = tf.sigmoid(tf.add(part3, part6));
      const difference = tf.sub(state, tanh);
      const nextState = tf.add(tanh, tf.mul(sigmoid2, difference));
      return { nextState, state, part8, sigmoid, tanh, sigmoid2, difference };
    });
    state = moment.nextState;
    moments[t] = moment;
  }
  return { output: state, reshaped2, moments };
}

/** The gradients of the layer dense. */
function backwardDense(gradient: tf.Tensor, x: tf.Tensor, weights: Tensors<{ kernel: [3, 1], bias: [1] }>) {
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
  weights: Tensors<{ kernel: [7, 3], bias: [3] }>,
) {
  const scaled = tf.mul(gradient, tf.step(output));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense3(
  output: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [7, 1], bias: [1] }>,
) {
  const scaled = tf.mul(gradient, tf.mul(output, tf.sub(1, output)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer gru. */
function backwardGru(gradient: tf.Tensor, kept: ReturnType<typeof trainGru>, weights: GruWeights) {
  const batch = gradient.shape[0];
  const turned2 = tf.transpose(weights.gru_cell.recurrent_kernel);
  let state: tf.Tensor = tf.fill(weights.gru_cell.kernel.shape, 0);
  let state2: tf.Tensor = tf.fill([9], 0);
  let state3: tf.Tensor = gradient;
  const rows: tf.Tensor[] = [];
  for (let t = 5 - 1; t >= 0; t--) {
    [state, state2, state3, rows[t]] = tf.tidy((): [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor] => {
      const { state: state4, part8, sigmoid, tanh, sigmoid2, difference } = kept.moments[t]!;
      const scaled = tf.mul(state3, sigmoid2);
      const scaled2 = tf.mul(tf.mul(state3, difference), tf.mul(sigmoid2, tf.sub(1, sigmoid2)));
      const scaled3 = tf.mul(tf.sub(state3, scaled), tf.sub(1, tf.mul(tanh, tanh)));
      const scaled4 = tf.mul(tf.mul(scaled3, part8), tf.mul(sigmoid, tf.sub(1, sigmoid)));
      const joined = tf.concat([scaled2, scaled4, tf.mul(scaled3, sigmoid)], 1);
      const nextState3 = tf.add(scaled, tf.matMul(joined, turned2));
      const joined2 = tf.concat([scaled2, scaled4, scaled3], 1);
      const nextState = tf.add(state, tf.matMul(tf.transpose(state4), joined));
      const nextState2 = tf.add(state2, tf.sum(joined, [0]));
      return [nextState, nextState2, nextState3, joined2];
    });
  }
  const rows2 = tf.stack(rows);
  const reshaped = tf.reshape(rows2, [5 * batch, 9]);
  const gruCellKernelGradient = tf.matMul(tf.transpose(kept.reshaped2), reshaped);
  const xGradient = tf.reshape(tf.matMul(reshaped, tf.transpose(weights.gru_cell.kernel)), [5, batch, 3]);
  const gruCellBiasGradient = tf.concat(
    [tf.reshape(tf.sum(rows2, [0, 1]), [1, 9]), tf.reshape(state2, [1, 9])],
    0,
  );
  return {
    x: xGradient,
    weights: {
      gru_cell: { recurrent_kernel: state, kernel: gruCellKernelGradient, bias: gruCellBiasGradient },
    },
  };
}

/** The gradients of the layer lstm. */
function backwardLstm(gradient: tf.Tensor, kept: ReturnType<typeof trainLstm>, weights: LstmWeights) {
  const batch = gradient.shape[1] as number;
  const turned2 = tf.transpose(kept.part4);
  const turned3 = tf.transpose(kept.part3);
  const turned4 = tf.transpose(kept.part2);
  const turned5 = tf.transpose(kept.part);
  const gradientRows = unstack(gradient);
  const zeros = tf.fill(kept.part.shape, 0);
  let state: tf.Tensor = zeros;
  let state2: tf.Tensor = zeros;
  let state3: tf.Tensor = zeros;
  let state4: tf.Tensor = zeros;
  const zeros2 = tf.fill(kept.scaled.shape, 0);
  let state5: tf.Tensor = zeros2;
  let state6: tf.Tensor = zeros2;
  const rows: tf.Tensor[] = [];
  for (let t = 5 - 1; t >= 0; t--) {
    const moment = tf.tidy(() => {
      const {
        state2: state2_2,
        scaled5,
        scaled6,
        scaled7,
        scaled8,
        sigmoid,
        sigmoid2,
        tanh,
        sigmoid3,
        tanh2,
      } = kept.moments[t]!;
      const sum = tf.add(state5, gradientRows[t]!);
      const sum2 = tf.add(state6, tf.mul(tf.mul(sum, sigmoid3), tf.sub(1, tf.mul(tanh2, tanh2))));
      const scaled = tf.mul(tf.mul(sum, tanh2), tf.mul(sigmoid3, tf.sub(1, sigmoid3)));
      const scaled2 = tf.mul(tf.mul(sum2, sigmoid2), tf.sub(1, tf.mul(tanh, tanh)));
      const scaled3 = tf.mul(tf.mul(sum2, tanh), tf.mul(sigmoid2, tf.sub(1, sigmoid2)));
      const nextState6 = tf.mul(sum2, sigmoid);
      const scaled4 = tf.mul(tf.mul(sum2, state2_2), tf.mul(sigmoid, tf.sub(1, sigmoid)));
      const joined = tf.concat([scaled3, scaled4, scaled2, scaled], 1);
      const sum3 = tf.add(
        tf.mul(tf.matMul(scaled, turned2), kept.scaled4),
        tf.mul(tf.matMul(scaled2, turned3), kept.scaled3),
      );
      const nextState5 = tf.add(
        tf.add(sum3, tf.mul(tf.matMul(scaled4, turned4), kept.scaled2)),
        tf.mul(tf.matMul(scaled3, turned5), kept.scaled),
      );
      const nextState = tf.add(state, tf.matMul(tf.transpose(scaled5), scaled3));
      const nextState2 = tf.add(state2, tf.matMul(tf.transpose(scaled6), scaled4));
      const nextState3 = tf.add(state3, tf.matMul(tf.transpose(scaled7), scaled2));
      const nextState4 = tf.add(state4, tf.matMul(tf.transpose(scaled8), scaled));
      return { nextState, nextState2, nextState3, nextState4, nextState5, nextState6, joined };
    });
    state = moment.nextState;
    state2 = moment.nextState2;
    state3 = moment.nextState3;
    state4 = moment.nextState4;
    state5 = moment.nextState5;
    state6 = moment.nextState6;
    rows[t] = moment.joined;
  }
  const rows2 = tf.stack(rows);
  const lstmCellRecurrentKernelGradient = tf.concat([state, state2, state3, state4], 1);
  const lstmCellBiasGradient = tf.sum(rows2, [0, 1]);
  const reshaped = tf.reshape(rows2, [5 * batch, 12]);
  const lstmCellKernelGradient = tf.matMul(tf.transpose(kept.reshaped), reshaped);
  const xGradient = tf.transpose(
    tf.reshape(tf.matMul(reshaped, tf.transpose(weights.lstm_cell.kernel)), [5, batch, 4]),
    [1, 0, 2],
  );
  return {
    x: xGradient,
    weights: {
      lstm_cell: {
        recurrent_kernel: lstmCellRecurrentKernelGradient,
        bias: lstmCellBiasGradient,
        kernel: lstmCellKernelGradient,
      },
    },
  };
}

/** The gradients of the layer dense. */
function backwardDense4(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainDense>,
  weights: Tensors<{ kernel: [4, 4], bias: [4] }>,
) {
  const scaled = tf.mul(kept.sum, tf.mul(tf.exp(tf.mul(tf.mul(kept.sum, kept.sum), -0.5)), 0.3989423));
  const scaled2 = tf.mul(
    gradient,
    tf.add(tf.mul(tf.add(tf.erf(tf.mul(kept.sum, 0.70710677)), 1), 0.5), scaled),
  );
  const biasGradient = tf.sum(scaled2, [0, 1]);
  const reshaped = tf.reshape(scaled2, kept.reshaped.shape);
  const kernelGradient = tf.matMul(tf.transpose(kept.reshaped), reshaped);
  const xGradient = tf.reshape(tf.matMul(reshaped, tf.transpose(weights.kernel)), gradient.shape);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization2>,
  weights: Tensors<{ gamma: [4], beta: [4] }>,
) {
  const betaGradient = tf.sum(gradient, [0, 1]);
  const xGradient = tf.mul(gradient, kept.scaled);
  const scaled = tf.mul(gradient, kept.difference);
  const gammaGradient = tf.sum(tf.mul(scaled, kept.inverseRoot), [0, 1]);
  const scaled2 = tf.mul(
    tf.reshape(tf.sum(tf.mul(scaled, weights.gamma), [2]), kept.inverseRoot.shape),
    -0.5,
  );
  const scaled3 = tf.mul(
    tf.mul(scaled2, tf.mul(kept.inverseRoot, tf.mul(kept.inverseRoot, kept.inverseRoot))),
    0.25,
  );
  const xGradient2 = tf.mul(scaled3, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(xGradient2), [2]), kept.inverseRoot.shape);
  const xGradient3 = tf.mul(
    tf.add(tf.reshape(tf.sum(tf.neg(xGradient), [2]), kept.inverseRoot.shape), reshaped),
    0.25,
  );
  return {
    x: xGradient,
    x2: xGradient2,
    x3: xGradient3,
    weights: { beta: betaGradient, gamma: gammaGradient },
  };
}

/** The gradients of the block cell. */
function backwardCell(gradient: tf.Tensor, kept: ReturnType<typeof trainCell2>, weights: CellWeights) {
  // dropout(0.1), nested.nn:4, backward
  const denseGradient = tf.mul(gradient, kept.innerScaled);
  // dense(units, activation=gelu), nested.nn:4, backward
  const denseGradients = backwardDense4(denseGradient, kept.dense, weights.dense);
  // layer_normalization, nested.nn:4, backward
  const layerNormalizationGradients = backwardLayerNormalization(
    denseGradients.x,
    kept.layerNormalization,
    weights.layer_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, layerNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, layerNormalizationGradients.x2);
  const xGradient = tf.add(gradientSum2, layerNormalizationGradients.x3);
  return {
    x: xGradient,
    weights: { dense: denseGradients.weights, layer_normalization: layerNormalizationGradients.weights },
  };
}

/** The gradients of the layer multi_head_attention. */
function backwardMultiHeadAttention(gradient: tf.Tensor, kept: ReturnType<typeof trainMultiHeadAttention2>) {
  const batch = gradient.shape[0];
  const attentionOutputBiasGradient = tf.sum(gradient, [0, 1]);
  const reshaped = tf.reshape(gradient, kept.reshaped2.shape);
  const attentionOutputKernelGradient = tf.reshape(
    tf.matMul(tf.transpose(kept.reshaped6), reshaped),
    [2, 2, 4],
  );
  const turned2 = tf.transpose(
    tf.reshape(tf.matMul(reshaped, tf.transpose(kept.reshaped5)), [batch, 5, 2, 2]),
    [0, 2, 1, 3],
  );
  const turned3 = tf.transpose(batchMatMul(kept.scaled2, turned2, true, false), [0, 2, 1, 3]);
  const scaled = tf.mul(batchMatMul(turned2, kept.turned4, false, true), kept.scaled);
  const scaled2 = tf.mul(kept.softmax, tf.sub(scaled, tf.sum(tf.mul(scaled, kept.softmax), [3], true)));
  const turned4 = tf.transpose(batchMatMul(scaled2, kept.turned2, true, false), [0, 2, 1, 3]);
  const scaled3 = tf.mul(
    tf.transpose(batchMatMul(scaled2, kept.turned3, false, false), [0, 2, 1, 3]),
    0.70710677,
  );
  const valueBiasGradient = tf.reshape(tf.sum(tf.reshape(turned3, gradient.shape), [0, 1]), [2, 2]);
  const reshaped2 = tf.reshape(turned3, kept.reshaped2.shape);
  const xGradient = tf.reshape(tf.matMul(reshaped2, tf.transpose(kept.reshaped4)), gradient.shape);
  const valueKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped2), [4, 2, 2]);
  const keyBiasGradient = tf.reshape(tf.sum(tf.reshape(turned4, gradient.shape), [0, 1]), [2, 2]);
  const reshaped3 = tf.reshape(turned4, kept.reshaped2.shape);
  const xGradient2 = tf.reshape(tf.matMul(reshaped3, tf.transpose(kept.reshaped3)), gradient.shape);
  const keyKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped3), [4, 2, 2]);
  const queryBiasGradient = tf.reshape(tf.sum(tf.reshape(scaled3, gradient.shape), [0, 1]), [2, 2]);
  const reshaped4 = tf.reshape(scaled3, kept.reshaped2.shape);
  const xGradient3 = tf.reshape(tf.matMul(reshaped4, tf.transpose(kept.reshaped)), gradient.shape);
  const queryKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped4), [4, 2, 2]);
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
  kept: ReturnType<typeof trainEncoder2>,
  weights: EncoderWeights,
) {
  // cell(units), nested.nn:11, backward
  const cellWeights = { layer_normalization: weights.layer_normalization, dense: weights.dense };
  const cellGradients = backwardCell(gradient, kept.cell, cellWeights);
  // multi_head_attention(num_heads=2, key_dim=2, dropout=0.1), nested.nn:10, backward
  const seenGradients = backwardMultiHeadAttention(cellGradients.x, kept.seen);
  // gradients that meet, backward
  const gradientSum = tf.add(cellGradients.x, seenGradients.x);
  const gradientSum2 = tf.add(gradientSum, seenGradients.x2);
  const xGradient = tf.add(gradientSum2, seenGradients.x3);
  return { x: xGradient, weights: { ...cellGradients.weights, multi_head_attention: seenGradients.weights } };
}

/** The gradients of the block cell. */
function backwardCell2(gradient: tf.Tensor, kept: ReturnType<typeof trainCell>, weights: CellWeights) {
  // dropout(0.1), nested.nn:4, backward
  const denseGradient = tf.mul(gradient, kept.innerScaled);
  // dense(units, activation=gelu), nested.nn:4, backward
  const denseGradients = backwardDense4(denseGradient, kept.dense, weights.dense);
  // layer_normalization, nested.nn:4, backward
  const layerNormalizationGradients = backwardLayerNormalization(
    denseGradients.x,
    kept.layerNormalization,
    weights.layer_normalization,
  );
  // gradients that meet, backward
  const gradientSum = tf.add(gradient, layerNormalizationGradients.x);
  const gradientSum2 = tf.add(gradientSum, layerNormalizationGradients.x2);
  const xGradient = tf.add(gradientSum2, layerNormalizationGradients.x3);
  return {
    x: xGradient,
    weights: { dense: denseGradients.weights, layer_normalization: layerNormalizationGradients.weights },
  };
}

/** The gradients of the layer multi_head_attention. */
function backwardMultiHeadAttention2(gradient: tf.Tensor, kept: ReturnType<typeof trainMultiHeadAttention>) {
  const batch = gradient.shape[0];
  const attentionOutputBiasGradient = tf.sum(gradient, [0, 1]);
  const reshaped = tf.reshape(gradient, kept.reshaped2.shape);
  const attentionOutputKernelGradient = tf.reshape(
    tf.matMul(tf.transpose(kept.reshaped6), reshaped),
    [2, 2, 4],
  );
  const turned2 = tf.transpose(
    tf.reshape(tf.matMul(reshaped, tf.transpose(kept.reshaped5)), [batch, 5, 2, 2]),
    [0, 2, 1, 3],
  );
  const turned3 = tf.transpose(batchMatMul(kept.scaled2, turned2, true, false), [0, 2, 1, 3]);
  const scaled = tf.mul(batchMatMul(turned2, kept.turned4, false, true), kept.scaled);
  const scaled2 = tf.mul(kept.softmax, tf.sub(scaled, tf.sum(tf.mul(scaled, kept.softmax), [3], true)));
  const turned4 = tf.transpose(batchMatMul(scaled2, kept.turned2, true, false), [0, 2, 1, 3]);
  const scaled3 = tf.mul(
    tf.transpose(batchMatMul(scaled2, kept.turned3, false, false), [0, 2, 1, 3]),
    0.70710677,
  );
  const valueBiasGradient = tf.reshape(tf.sum(tf.reshape(turned3, gradient.shape), [0, 1]), [2, 2]);
  const reshaped2 = tf.reshape(turned3, kept.reshaped2.shape);
  const xGradient = tf.reshape(tf.matMul(reshaped2, tf.transpose(kept.reshaped4)), gradient.shape);
  const valueKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped2), [4, 2, 2]);
  const keyBiasGradient = tf.reshape(tf.sum(tf.reshape(turned4, gradient.shape), [0, 1]), [2, 2]);
  const reshaped3 = tf.reshape(turned4, kept.reshaped2.shape);
  const xGradient2 = tf.reshape(tf.matMul(reshaped3, tf.transpose(kept.reshaped3)), gradient.shape);
  const keyKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped3), [4, 2, 2]);
  const queryBiasGradient = tf.reshape(tf.sum(tf.reshape(scaled3, gradient.shape), [0, 1]), [2, 2]);
  const reshaped4 = tf.reshape(scaled3, kept.reshaped2.shape);
  const xGradient3 = tf.reshape(tf.matMul(reshaped4, tf.transpose(kept.reshaped)), gradient.shape);
  const queryKernelGradient = tf.reshape(tf.matMul(tf.transpose(kept.reshaped2), reshaped4), [4, 2, 2]);
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
function backwardEncoder2(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainEncoder>,
  weights: EncoderWeights,
) {
  // cell(units), nested.nn:11, backward
  const cellWeights = { layer_normalization: weights.layer_normalization, dense: weights.dense };
  const cellGradients = backwardCell2(gradient, kept.cell, cellWeights);
  // multi_head_attention(num_heads=2, key_dim=2, dropout=0.1), nested.nn:10, backward
  const seenGradients = backwardMultiHeadAttention2(cellGradients.x, kept.seen);
  // gradients that meet, backward
  const gradientSum = tf.add(cellGradients.x, seenGradients.x);
  const gradientSum2 = tf.add(gradientSum, seenGradients.x2);
  const xGradient = tf.add(gradientSum2, seenGradients.x3);
  return { x: xGradient, weights: { ...cellGradients.weights, multi_head_attention: seenGradients.weights } };
}

/** The gradients of the layer layer_normalization. */
function backwardLayerNormalization2(
  gradient: tf.Tensor,
  kept: ReturnType<typeof trainLayerNormalization>,
  weights: Tensors<{ gamma: [4], beta: [4] }>,
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
    0.25,
  );
  const scaled5 = tf.mul(scaled4, tf.mul(kept.difference, 2));
  const reshaped = tf.reshape(tf.sum(tf.neg(scaled5), [2]), kept.inverseRoot.shape);
  const xGradient = tf.add(
    tf.add(scaled, scaled5),
    tf.mul(tf.add(tf.reshape(tf.sum(tf.neg(scaled), [2]), kept.inverseRoot.shape), reshaped), 0.25),
  );
  return { x: xGradient, weights: { beta: betaGradient, gamma: gammaGradient } };
}

/** One update of a weight. */
function updateByAdamw(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  adamwSum36: tf.Tensor,
  adamwScaled: tf.Tensor,
  adamwRatio: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const scaled = tf.mul(gradient, adamwSum36);
  const nextMomentum = tf.add(momentum, tf.mul(tf.sub(scaled, momentum), 0.1));
  const nextVelocity = tf.add(velocity, tf.mul(tf.sub(tf.square(scaled), velocity), 0.001));
  const ratio = tf.div(tf.mul(nextMomentum, adamwRatio), tf.add(tf.sqrt(nextVelocity), 1e-7));
  const nextWeight = tf.sub(tf.sub(weight, tf.mul(tf.mul(weight, 0.004), adamwScaled)), ratio);
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
 * A function of each element by JavaScript's own Math. (The wasm backend's sign is 0 up to 1.2e-7, its
 * log1p is log(1 + x), which is 0 as far, and its sin is off by 2e-7 near 0; the sign of cpu loses NaN.)
 */
function byMath(name: "sign" | "log1p" | "sin", x: tf.Tensor): tf.Tensor {
  const values = hostValues(x);
  const compute = Math[name]!;
  const result = x.dtype === "int32" ? new Int32Array(values.length) : new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = compute(values[i]!);
  return tf.tensor(result, x.shape, x.dtype);
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
