/**
 * UNet, generated from unet.nn by nnc 0.0.0; `nnc build unet.nn` writes it anew.
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
  readonly picture: Tensor<["batch", 16, 16, 1]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly disc: Tensor<["batch", 16, 16, 1]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  conv2d: { kernel: [3, 3, 1, 8], bias: [8] },
  conv2d_1: { kernel: [3, 3, 8, 8], bias: [8] },
  conv2d_2: { kernel: [3, 3, 8, 16], bias: [16] },
  conv2d_3: { kernel: [3, 3, 16, 16], bias: [16] },
  conv2d_4: { kernel: [3, 3, 16, 32], bias: [32] },
  conv2d_5: { kernel: [3, 3, 32, 32], bias: [32] },
  conv2d_6: { kernel: [2, 2, 32, 16], bias: [16] },
  conv2d_7: { kernel: [3, 3, 32, 16], bias: [16] },
  conv2d_8: { kernel: [3, 3, 16, 16], bias: [16] },
  conv2d_transpose: { kernel: [2, 2, 8, 16], bias: [8] },
  conv2d_9: { kernel: [3, 3, 16, 8], bias: [8] },
  conv2d_10: { kernel: [3, 3, 8, 8], bias: [8] },
  conv2d_11: { kernel: [1, 1, 8, 1], bias: [1] },
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
    const batch = inputs.picture.shape[0];
    const picture = expectShape("picture", inputs.picture, [batch, 16, 16, 1]);
    // double_conv(8), unet.nn:12
    const fine = applyDoubleConv(picture, { conv2d: weights.conv2d, conv2d_1: weights.conv2d_1 });
    // max_pooling2d, unet.nn:13 → [batch, 8, 8, 8]
    const maxPooling2d = tf.maxPool(fine, [2, 2], [2, 2], "valid");
    // double_conv(16), unet.nn:13
    const middle = applyDoubleConv(maxPooling2d, { conv2d: weights.conv2d_2, conv2d_1: weights.conv2d_3 });
    // max_pooling2d, unet.nn:14 → [batch, 4, 4, 16]
    const maxPooling2d1 = tf.maxPool(middle, [2, 2], [2, 2], "valid");
    // double_conv(32), unet.nn:14
    const coarse = applyDoubleConv(maxPooling2d1, { conv2d: weights.conv2d_4, conv2d_1: weights.conv2d_5 });
    // up_sampling2d(interpolation=bilinear), unet.nn:16 → [batch, 8, 8, 32]
    const upSampling2d = applyUpSampling2d(coarse);
    // conv2d(16, 2, padding=same), unet.nn:16 → [batch, 8, 8, 16]
    const middleUp = tf.add(
      tf.conv2d(upSampling2d, weights.conv2d_6.kernel, [1, 1], "same"),
      weights.conv2d_6.bias,
    );
    // concatenate, unet.nn:17 → [batch, 8, 8, 32]
    const concatenate = tf.concat([middle, middleUp], 3) as tf.Tensor4D;
    // double_conv(16), unet.nn:17
    const decoded = applyDoubleConv(concatenate, { conv2d: weights.conv2d_7, conv2d_1: weights.conv2d_8 });
    // conv2d_transpose(8, 2, strides=2), unet.nn:18 → [batch, 16, 16, 8]
    const fineUpTurned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const fineUpPadded = padInside(decoded, [0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
    const fineUp = tf.add(
      tf.conv2d(fineUpPadded, fineUpTurned, [1, 1], "valid"),
      weights.conv2d_transpose.bias,
    );
    // concatenate, unet.nn:19 → [batch, 16, 16, 16]
    const concatenate1 = tf.concat([fine, fineUp], 3) as tf.Tensor4D;
    // double_conv(8), unet.nn:19
    const doubleConv4 = applyDoubleConv(concatenate1, {
      conv2d: weights.conv2d_9,
      conv2d_1: weights.conv2d_10,
    });
    // conv2d(1, 1, activation=sigmoid), unet.nn:19 → [batch, 16, 16, 1]
    const conv2d11 = tf.sigmoid(
      tf.add(tf.conv2d(doubleConv4, weights.conv2d_11.kernel, [1, 1], "valid"), weights.conv2d_11.bias),
    ) as tf.Tensor4D;
    return { disc: conv2d11 };
  });
}

/** The block double_conv. */
function applyDoubleConv(
  x: tf.Tensor4D,
  weights: Tensors<{
    conv2d: { kernel: [3, 3, number, number], bias: [number] },
    conv2d_1: { kernel: [3, 3, number, number], bias: [number] },
  }>,
): tf.Tensor4D {
  let y: tf.Tensor4D = x;
  for (const conv2d of [weights.conv2d, weights.conv2d_1]) {
    // conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal), unet.nn:5
    y = tf.relu(tf.add(tf.conv2d(y, conv2d.kernel, [1, 1], "same"), conv2d.bias)) as tf.Tensor4D;
  }
  return y;
}

/** The layer up_sampling2d. */
function applyUpSampling2d(x: tf.Tensor4D): tf.Tensor4D {
  const batch = x.shape[0];
  const scaled = tf.mul(x, 0.75);
  const scaled2 = tf.mul(
    tf.concat(
      [tf.slice(x, [0, 0, 0, 0], [batch, 1, 4, 32]), tf.slice(x, [0, 0, 0, 0], [batch, 3, 4, 32])],
      1,
    ),
    0.25,
  );
  const scaled3 = tf.mul(
    tf.concat(
      [tf.slice(x, [0, 1, 0, 0], [batch, 3, 4, 32]), tf.slice(x, [0, 3, 0, 0], [batch, 1, 4, 32])],
      1,
    ),
    0.25,
  );
  const reshaped = tf.reshape(tf.add(scaled, scaled2), [batch, 4, 1, 4, 32]);
  const reshaped2 = tf.reshape(
    tf.concat([reshaped, tf.reshape(tf.add(scaled, scaled3), [batch, 4, 1, 4, 32])], 2),
    [batch, 8, 4, 32],
  );
  const scaled4 = tf.mul(reshaped2, 0.75);
  const joined = tf.concat(
    [
      tf.slice(reshaped2, [0, 0, 0, 0], [batch, 8, 1, 32]),
      tf.slice(reshaped2, [0, 0, 0, 0], [batch, 8, 3, 32]),
    ],
    2,
  );
  const joined2 = tf.concat(
    [
      tf.slice(reshaped2, [0, 0, 1, 0], [batch, 8, 3, 32]),
      tf.slice(reshaped2, [0, 0, 3, 0], [batch, 8, 1, 32]),
    ],
    2,
  );
  const reshaped3 = tf.reshape(tf.add(scaled4, tf.mul(joined2, 0.25)), [batch, 8, 4, 1, 32]);
  return tf.reshape(
    tf.concat([tf.reshape(tf.add(scaled4, tf.mul(joined, 0.25)), [batch, 8, 4, 1, 32]), reshaped3], 3),
    [batch, 8, 8, 32],
  ) as tf.Tensor4D;
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** 0 or 1. */
  readonly disc: Tensor<["batch", 16, 16, 1]>;
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
const metricShapes = { loss: { total: [], count: [] }, binary_accuracy: { total: [], count: [] } } as const;

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

const heNormal = (weight: InitializerContext) =>
  scaledNumbers(
    {
      seed: null,
      input_axes: null,
      output_axes: null,
      scale: 2,
      mode: "fan_in",
      distribution: "truncated_normal",
    },
    weight,
  );

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
        kernel: drawWeight(seed, "conv2d/kernel", weightShapes.conv2d.kernel, [9, 72], heNormal),
        bias: tf.zeros([8]),
      },
      conv2d_1: {
        kernel: drawWeight(seed, "conv2d_1/kernel", weightShapes.conv2d_1.kernel, [72, 72], heNormal),
        bias: tf.zeros([8]),
      },
      conv2d_2: {
        kernel: drawWeight(seed, "conv2d_2/kernel", weightShapes.conv2d_2.kernel, [72, 144], heNormal),
        bias: tf.zeros([16]),
      },
      conv2d_3: {
        kernel: drawWeight(seed, "conv2d_3/kernel", weightShapes.conv2d_3.kernel, [144, 144], heNormal),
        bias: tf.zeros([16]),
      },
      conv2d_4: {
        kernel: drawWeight(seed, "conv2d_4/kernel", weightShapes.conv2d_4.kernel, [144, 288], heNormal),
        bias: tf.zeros([32]),
      },
      conv2d_5: {
        kernel: drawWeight(seed, "conv2d_5/kernel", weightShapes.conv2d_5.kernel, [288, 288], heNormal),
        bias: tf.zeros([32]),
      },
      conv2d_6: {
        kernel: drawWeight(
          seed,
          "conv2d_6/kernel",
          weightShapes.conv2d_6.kernel,
          [128, 64],
          glorotUniform,
        ),
        bias: tf.zeros([16]),
      },
      conv2d_7: {
        kernel: drawWeight(seed, "conv2d_7/kernel", weightShapes.conv2d_7.kernel, [288, 144], heNormal),
        bias: tf.zeros([16]),
      },
      conv2d_8: {
        kernel: drawWeight(seed, "conv2d_8/kernel", weightShapes.conv2d_8.kernel, [144, 144], heNormal),
        bias: tf.zeros([16]),
      },
      conv2d_transpose: {
        kernel: drawWeight(
          seed,
          "conv2d_transpose/kernel",
          weightShapes.conv2d_transpose.kernel,
          [32, 64],
          glorotUniform,
        ),
        bias: tf.zeros([8]),
      },
      conv2d_9: {
        kernel: drawWeight(seed, "conv2d_9/kernel", weightShapes.conv2d_9.kernel, [144, 72], heNormal),
        bias: tf.zeros([8]),
      },
      conv2d_10: {
        kernel: drawWeight(seed, "conv2d_10/kernel", weightShapes.conv2d_10.kernel, [72, 72], heNormal),
        bias: tf.zeros([8]),
      },
      conv2d_11: {
        kernel: drawWeight(seed, "conv2d_11/kernel", weightShapes.conv2d_11.kernel, [8, 1], glorotUniform),
        bias: tf.zeros([1]),
      },
    },
    optimizer: { adam: fillTensors(optimizerShapes.adam, 0), learning_rate: tf.scalar(0.005) },
    metrics: fillTensors(metricShapes, 0),
    health: { first_bad_step: tf.scalar(-1, "int32") },
  };
}

/** One update from a batch. Takes the state over: go on with the one that it returns. */
export function trainStep(state: State, { inputs, targets }: Batch, { step }: StepOptions): StepResult {
  const { weights, optimizer, metrics, health } = state;
  const next = tf.tidy(() => {
    const batch = inputs.picture.shape[0];
    const picture = expectShape("picture", inputs.picture, [batch, 16, 16, 1]);
    const discTarget = expectShape("disc", targets.disc, [batch, 16, 16, 1]);
    // double_conv: conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal), unet.nn:5
    // → [batch, 16, 16, 8]
    const conv2d = tf.relu(
      tf.add(tf.conv2d(picture, weights.conv2d.kernel, [1, 1], "same"), weights.conv2d.bias),
    ) as tf.Tensor4D;
    const fine = tf.relu(
      tf.add(tf.conv2d(conv2d, weights.conv2d_1.kernel, [1, 1], "same"), weights.conv2d_1.bias),
    ) as tf.Tensor4D;
    // max_pooling2d, unet.nn:13 → [batch, 8, 8, 8]
    const maxPooling2d = tf.maxPool(fine, [2, 2], [2, 2], "valid");
    // double_conv_1: conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal),
    // unet.nn:5 → [batch, 8, 8, 16]
    const conv2d2 = tf.relu(
      tf.add(tf.conv2d(maxPooling2d, weights.conv2d_2.kernel, [1, 1], "same"), weights.conv2d_2.bias),
    ) as tf.Tensor4D;
    const middle = tf.relu(
      tf.add(tf.conv2d(conv2d2, weights.conv2d_3.kernel, [1, 1], "same"), weights.conv2d_3.bias),
    ) as tf.Tensor4D;
    // max_pooling2d, unet.nn:14 → [batch, 4, 4, 16]
    const maxPooling2d1 = tf.maxPool(middle, [2, 2], [2, 2], "valid");
    // double_conv_2: conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal),
    // unet.nn:5 → [batch, 4, 4, 32]
    const conv2d4 = tf.relu(
      tf.add(tf.conv2d(maxPooling2d1, weights.conv2d_4.kernel, [1, 1], "same"), weights.conv2d_4.bias),
    ) as tf.Tensor4D;
    const coarse = tf.relu(
      tf.add(tf.conv2d(conv2d4, weights.conv2d_5.kernel, [1, 1], "same"), weights.conv2d_5.bias),
    ) as tf.Tensor4D;
    // up_sampling2d(interpolation=bilinear), unet.nn:16 → [batch, 8, 8, 32]
    const upSampling2dScaled = tf.mul(coarse, 0.75);
    const upSampling2dScaled2 = tf.mul(
      tf.concat(
        [
          tf.slice(coarse, [0, 0, 0, 0], [batch, 1, 4, 32]),
          tf.slice(coarse, [0, 0, 0, 0], [batch, 3, 4, 32]),
        ],
        1,
      ),
      0.25,
    );
    const upSampling2dScaled3 = tf.mul(
      tf.concat(
        [
          tf.slice(coarse, [0, 1, 0, 0], [batch, 3, 4, 32]),
          tf.slice(coarse, [0, 3, 0, 0], [batch, 1, 4, 32]),
        ],
        1,
      ),
      0.25,
    );
    const upSampling2dReshaped = tf.reshape(
      tf.add(upSampling2dScaled, upSampling2dScaled2),
      [batch, 4, 1, 4, 32],
    );
    const upSampling2dJoined = tf.concat(
      [
        upSampling2dReshaped,
        tf.reshape(tf.add(upSampling2dScaled, upSampling2dScaled3), [batch, 4, 1, 4, 32]),
      ],
      2,
    );
    const upSampling2dReshaped2 = tf.reshape(upSampling2dJoined, [batch, 8, 4, 32]);
    const upSampling2dPart = tf.slice(upSampling2dReshaped2, [0, 0, 0, 0], [batch, 8, 1, 32]);
    const upSampling2dPart2 = tf.slice(upSampling2dReshaped2, [0, 0, 1, 0], [batch, 8, 3, 32]);
    const upSampling2dScaled4 = tf.mul(upSampling2dReshaped2, 0.75);
    const upSampling2dScaled5 = tf.mul(
      tf.concat([upSampling2dPart, tf.slice(upSampling2dReshaped2, [0, 0, 0, 0], [batch, 8, 3, 32])], 2),
      0.25,
    );
    const upSampling2dScaled6 = tf.mul(
      tf.concat([upSampling2dPart2, tf.slice(upSampling2dReshaped2, [0, 0, 3, 0], [batch, 8, 1, 32])], 2),
      0.25,
    );
    const upSampling2dReshaped3 = tf.reshape(
      tf.add(upSampling2dScaled4, upSampling2dScaled5),
      [batch, 8, 4, 1, 32],
    );
    const upSampling2dJoined2 = tf.concat(
      [
        upSampling2dReshaped3,
        tf.reshape(tf.add(upSampling2dScaled4, upSampling2dScaled6), [batch, 8, 4, 1, 32]),
      ],
      3,
    );
    const upSampling2d = tf.reshape(upSampling2dJoined2, [batch, 8, 8, 32]) as tf.Tensor4D;
    // conv2d(16, 2, padding=same), unet.nn:16 → [batch, 8, 8, 16]
    const middleUp = tf.add(
      tf.conv2d(upSampling2d, weights.conv2d_6.kernel, [1, 1], "same"),
      weights.conv2d_6.bias,
    );
    // concatenate, unet.nn:17 → [batch, 8, 8, 32]
    const concatenate = tf.concat([middle, middleUp], 3) as tf.Tensor4D;
    // double_conv_3: conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal),
    // unet.nn:5 → [batch, 8, 8, 16]
    const conv2d7 = tf.relu(
      tf.add(tf.conv2d(concatenate, weights.conv2d_7.kernel, [1, 1], "same"), weights.conv2d_7.bias),
    ) as tf.Tensor4D;
    const decoded = tf.relu(
      tf.add(tf.conv2d(conv2d7, weights.conv2d_8.kernel, [1, 1], "same"), weights.conv2d_8.bias),
    ) as tf.Tensor4D;
    // conv2d_transpose(8, 2, strides=2), unet.nn:18 → [batch, 16, 16, 8]
    const fineUpTurned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const fineUpPadded = padInside(decoded, [0, 1, 1, 0], [0, 1, 1, 0], [0, 1, 1, 0], 0) as tf.Tensor4D;
    const fineUp = tf.add(
      tf.conv2d(fineUpPadded, fineUpTurned, [1, 1], "valid"),
      weights.conv2d_transpose.bias,
    );
    // concatenate, unet.nn:19 → [batch, 16, 16, 16]
    const concatenate1 = tf.concat([fine, fineUp], 3) as tf.Tensor4D;
    // double_conv_4: conv2d(filters, 3, padding=same, activation=relu, kernel_initializer=he_normal),
    // unet.nn:5 → [batch, 16, 16, 8]
    const conv2d9 = tf.relu(
      tf.add(tf.conv2d(concatenate1, weights.conv2d_9.kernel, [1, 1], "same"), weights.conv2d_9.bias),
    ) as tf.Tensor4D;
    const conv2d10 = tf.relu(
      tf.add(tf.conv2d(conv2d9, weights.conv2d_10.kernel, [1, 1], "same"), weights.conv2d_10.bias),
    ) as tf.Tensor4D;
    // conv2d(1, 1, activation=sigmoid), unet.nn:19 → [batch, 16, 16, 1]
    const conv2d11 = tf.sigmoid(
      tf.add(tf.conv2d(conv2d10, weights.conv2d_11.kernel, [1, 1], "valid"), weights.conv2d_11.bias),
    ) as tf.Tensor4D;

    // loss: binary_crossentropy, unet.nn:23
    const lossClipped = clip(conv2d11, 1e-7, 0.9999999);
    const lossDifference = tf.sub(1, discTarget);
    const lossDifference2 = tf.sub(1, lossClipped);
    const lossMean = tf.mean(
      tf.neg(
        tf.add(tf.mul(discTarget, tf.log(lossClipped)), tf.mul(lossDifference, tf.log(lossDifference2))),
      ),
      [3],
    );
    const loss = tf.mean(lossMean, [0, 1, 2]);

    // loss, backward
    const negative = tf.neg(tf.div(1, 256 * batch));
    const lossGradientDifference: tf.Tensor4D = tf.sub(
      tf.div(tf.mul(negative, discTarget), lossClipped),
      tf.div(tf.mul(negative, lossDifference), lossDifference2),
    );
    const conv2d11Gradient: tf.Tensor4D = tf.mul(
      lossGradientDifference,
      tf.cast(tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)), "float32"),
    );
    // conv2d_11, backward
    const [conv2d11BiasGradient, conv2d10Gradient, conv2d11KernelGradient] = backwardConv2d(
      conv2d11,
      conv2d11Gradient,
      conv2d10,
      weights.conv2d_11,
    );
    // double_conv_4: conv2d_10, backward
    const [conv2d10BiasGradient, conv2d9Gradient, conv2d10KernelGradient] = backwardConv2d2(
      conv2d10,
      conv2d10Gradient,
      conv2d9,
      weights.conv2d_10,
    );
    // double_conv_4: conv2d_9, backward
    const [conv2d9BiasGradient, concatenate1Gradient, conv2d9KernelGradient] = backwardConv2d2(
      conv2d9,
      conv2d9Gradient,
      concatenate1,
      weights.conv2d_9,
    );
    // concatenate_1, backward
    const [concatenate1GradientPart, fineUpGradient] = tf.split(
      concatenate1Gradient,
      [8, 8],
      3,
    ) as [tf.Tensor, tf.Tensor4D];
    // conv2d_transpose, backward
    const conv2dTransposeBiasGradient = tf.sum(fineUpGradient, [0, 1, 2]);
    const decodedGradient = tf.conv2d(fineUpGradient, weights.conv2d_transpose.kernel, [2, 2], "valid");
    const fineUpGradientTurned = tf.transpose(decoded, [1, 2, 0, 3]) as tf.Tensor4D;
    const fineUpGradientTurned2 = tf.transpose(fineUpGradient, [3, 1, 2, 0]) as tf.Tensor4D;
    const fineUpGradientConvolved = tf.conv2d(
      fineUpGradientTurned2,
      fineUpGradientTurned,
      [1, 1],
      [[0, 0], [0, 0], [0, 0], [0, 0]],
      "NHWC",
      [2, 2],
    );
    const conv2dTransposeKernelGradient = tf.transpose(fineUpGradientConvolved, [1, 2, 0, 3]) as tf.Tensor4D;
    // double_conv_3: conv2d_8, backward
    const [conv2d8BiasGradient, conv2d7Gradient, conv2d8KernelGradient] = backwardConv2d2(
      decoded,
      decodedGradient,
      conv2d7,
      weights.conv2d_8,
    );
    // double_conv_3: conv2d_7, backward
    const [conv2d7BiasGradient, concatenateGradient, conv2d7KernelGradient] = backwardConv2d2(
      conv2d7,
      conv2d7Gradient,
      concatenate,
      weights.conv2d_7,
    );
    // concatenate, backward
    const [concatenateGradientPart, middleUpGradient] = tf.split(
      concatenateGradient,
      [16, 16],
      3,
    ) as [tf.Tensor, tf.Tensor4D];
    // conv2d_6, backward
    const conv2d6BiasGradient = tf.sum(middleUpGradient, [0, 1, 2]);
    const middleUpGradientTurned = tf.transpose(
      reverse(weights.conv2d_6.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const upSampling2dGradient = tf.conv2d(
      middleUpGradient,
      middleUpGradientTurned,
      [1, 1],
      [[0, 0], [1, 0], [1, 0], [0, 0]],
    );
    const middleUpGradientTurned2 = tf.transpose(middleUpGradient, [1, 2, 0, 3]) as tf.Tensor4D;
    const middleUpGradientTurned3 = tf.transpose(upSampling2d, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2d6KernelGradient = tf.transpose(
      tf.conv2d(middleUpGradientTurned3, middleUpGradientTurned2, [1, 1], [[0, 0], [0, 1], [0, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;
    // up_sampling2d, backward
    const [upSampling2dGradientPart, upSampling2dGradientPart2] = tf.split(
      tf.reshape(upSampling2dGradient, [batch, 8, 4, 2, 32]),
      [1, 1],
      3,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientReshaped = tf.reshape(upSampling2dGradientPart2, [batch, 8, 4, 32]);
    const upSampling2dGradientReshaped2 = tf.reshape(upSampling2dGradientPart, [batch, 8, 4, 32]);
    const [upSampling2dGradientPart3, upSampling2dGradientPart4] = tf.split(
      tf.mul(upSampling2dGradientReshaped, 0.25),
      [3, 1],
      2,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientSum = tf.add(
      tf.mul(upSampling2dGradientReshaped, 0.75),
      tf.mul(upSampling2dGradientReshaped2, 0.75),
    );
    const upSampling2dGradientSum2 = tf.add(
      upSampling2dGradientSum,
      tf.pad(upSampling2dGradientPart4, [[0, 0], [0, 0], [3, 0], [0, 0]]),
    );
    const [upSampling2dGradientPart5, upSampling2dGradientPart6] = tf.split(
      tf.mul(upSampling2dGradientReshaped2, 0.25),
      [1, 3],
      2,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientSum3 = tf.add(
      upSampling2dGradientSum2,
      tf.pad(upSampling2dGradientPart3, [[0, 0], [0, 0], [1, 0], [0, 0]]),
    );
    const upSampling2dGradientSum4 = tf.add(
      upSampling2dGradientSum3,
      tf.pad(upSampling2dGradientPart6, [[0, 0], [0, 0], [0, 1], [0, 0]]),
    );
    const upSampling2dGradientSum5 = tf.add(
      upSampling2dGradientSum4,
      tf.pad(upSampling2dGradientPart5, [[0, 0], [0, 0], [0, 3], [0, 0]]),
    );
    const [upSampling2dGradientPart7, upSampling2dGradientPart8] = tf.split(
      tf.reshape(upSampling2dGradientSum5, [batch, 4, 2, 4, 32]),
      [1, 1],
      2,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientReshaped3 = tf.reshape(upSampling2dGradientPart8, [batch, 4, 4, 32]);
    const upSampling2dGradientReshaped4 = tf.reshape(upSampling2dGradientPart7, [batch, 4, 4, 32]);
    const [upSampling2dGradientPart9, upSampling2dGradientPart10] = tf.split(
      tf.mul(upSampling2dGradientReshaped3, 0.25),
      [3, 1],
      1,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientSum6 = tf.add(
      tf.mul(upSampling2dGradientReshaped3, 0.75),
      tf.mul(upSampling2dGradientReshaped4, 0.75),
    );
    const upSampling2dGradientSum7 = tf.add(
      upSampling2dGradientSum6,
      tf.pad(upSampling2dGradientPart10, [[0, 0], [3, 0], [0, 0], [0, 0]]),
    );
    const [upSampling2dGradientPart11, upSampling2dGradientPart12] = tf.split(
      tf.mul(upSampling2dGradientReshaped4, 0.25),
      [1, 3],
      1,
    ) as [tf.Tensor, tf.Tensor];
    const upSampling2dGradientSum8 = tf.add(
      upSampling2dGradientSum7,
      tf.pad(upSampling2dGradientPart9, [[0, 0], [1, 0], [0, 0], [0, 0]]),
    );
    const upSampling2dGradientSum9: tf.Tensor4D = tf.add(
      upSampling2dGradientSum8,
      tf.pad(upSampling2dGradientPart12, [[0, 0], [0, 1], [0, 0], [0, 0]]),
    );
    const coarseGradient: tf.Tensor4D = tf.add(
      upSampling2dGradientSum9,
      tf.pad(upSampling2dGradientPart11, [[0, 0], [0, 3], [0, 0], [0, 0]]),
    );
    // double_conv_2: conv2d_5, backward
    const [conv2d5BiasGradient, conv2d4Gradient, conv2d5KernelGradient] = backwardConv2d2(
      coarse,
      coarseGradient,
      conv2d4,
      weights.conv2d_5,
    );
    // double_conv_2: conv2d_4, backward
    const [
      conv2d4BiasGradient, maxPooling2d1Gradient, conv2d4KernelGradient,
    ] = backwardConv2d2(conv2d4, conv2d4Gradient, maxPooling2d1, weights.conv2d_4);
    // max_pooling2d_1, backward
    const maxPooling2d1GradientUnpooled = maxPoolGrad(
      middle,
      maxPooling2d1,
      maxPooling2d1Gradient,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    ) as tf.Tensor4D;
    const middleGradient: tf.Tensor4D = tf.add(concatenateGradientPart, maxPooling2d1GradientUnpooled);
    // double_conv_1: conv2d_3, backward
    const [conv2d3BiasGradient, conv2d2Gradient, conv2d3KernelGradient] = backwardConv2d2(
      middle,
      middleGradient,
      conv2d2,
      weights.conv2d_3,
    );
    // double_conv_1: conv2d_2, backward
    const [conv2d2BiasGradient, maxPooling2dGradient, conv2d2KernelGradient] = backwardConv2d2(
      conv2d2,
      conv2d2Gradient,
      maxPooling2d,
      weights.conv2d_2,
    );
    // max_pooling2d, backward
    const maxPooling2dGradientUnpooled = maxPoolGrad(
      fine,
      maxPooling2d,
      maxPooling2dGradient,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    ) as tf.Tensor4D;
    const fineGradient: tf.Tensor4D = tf.add(concatenate1GradientPart, maxPooling2dGradientUnpooled);
    // double_conv: conv2d_1, backward
    const [conv2d1BiasGradient, conv2dGradient, conv2d1KernelGradient] = backwardConv2d2(
      fine,
      fineGradient,
      conv2d,
      weights.conv2d_1,
    );
    // double_conv: conv2d, backward
    const conv2dGradientScaled = tf.mul(conv2dGradient, tf.step(conv2d));
    const conv2dBiasGradient = tf.sum(conv2dGradientScaled, [0, 1, 2]);
    const conv2dGradientTurned = tf.transpose(conv2dGradientScaled, [1, 2, 0, 3]) as tf.Tensor4D;
    const conv2dGradientTurned2 = tf.transpose(picture, [3, 1, 2, 0]) as tf.Tensor4D;
    const conv2dKernelGradient = tf.transpose(
      tf.conv2d(conv2dGradientTurned2, conv2dGradientTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      [1, 2, 0, 3],
    ) as tf.Tensor4D;

    // update: adam
    const stepScalar = tf.scalar(step, "int32");
    const adamSum = tf.add(tf.cast(stepScalar, "float32"), 1);
    const adamRatio = tf.div(
      tf.mul(optimizer.learning_rate, tf.sqrt(tf.sub(1, tf.pow(0.999, adamSum)))),
      tf.sub(1, tf.pow(0.9, adamSum)),
    );
    const gradients = {
      conv2d: { kernel: conv2dKernelGradient, bias: conv2dBiasGradient },
      conv2d_1: { kernel: conv2d1KernelGradient, bias: conv2d1BiasGradient },
      conv2d_2: { kernel: conv2d2KernelGradient, bias: conv2d2BiasGradient },
      conv2d_3: { kernel: conv2d3KernelGradient, bias: conv2d3BiasGradient },
      conv2d_4: { kernel: conv2d4KernelGradient, bias: conv2d4BiasGradient },
      conv2d_5: { kernel: conv2d5KernelGradient, bias: conv2d5BiasGradient },
      conv2d_6: { kernel: conv2d6KernelGradient, bias: conv2d6BiasGradient },
      conv2d_7: { kernel: conv2d7KernelGradient, bias: conv2d7BiasGradient },
      conv2d_8: { kernel: conv2d8KernelGradient, bias: conv2d8BiasGradient },
      conv2d_transpose: { kernel: conv2dTransposeKernelGradient, bias: conv2dTransposeBiasGradient },
      conv2d_9: { kernel: conv2d9KernelGradient, bias: conv2d9BiasGradient },
      conv2d_10: { kernel: conv2d10KernelGradient, bias: conv2d10BiasGradient },
      conv2d_11: { kernel: conv2d11KernelGradient, bias: conv2d11BiasGradient },
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.adam.momentum, optimizer.adam.velocity],
      (gradient, weight, momentum, velocity) =>
        updateByAdam(gradient, weight, momentum, velocity, adamRatio),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, unet.nn:24
    const binaryAccuracySummed = tf.sum(
      tf.mean(
        tf.cast(tf.equal(discTarget, tf.cast(tf.less(0.5, conv2d11), "float32")), "float32"),
        [1, 2, 3],
      ),
      [0],
    );
    const binaryAccuracyTotal = tf.add(metrics.binary_accuracy.total, binaryAccuracySummed);
    const binaryAccuracyCount = tf.add(metrics.binary_accuracy.count, batch);
    // metric: first_bad_step
    const metricBoth = tf.logicalAnd(
      tf.less(health.first_bad_step, tf.scalar(0, "int32")),
      tf.logicalNot(tf.isFinite(loss)),
    );
    const firstBadStep = tf.where<tf.Tensor>(metricBoth, stepScalar, health.first_bad_step);
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
          binary_accuracy: { total: binaryAccuracyTotal, count: binaryAccuracyCount },
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
    const { disc } = predict(weights, inputs);
    const batch = disc.shape[0];
    const discTarget = expectShape("disc", targets.disc, [batch, 16, 16, 1]);
    // loss: binary_crossentropy, unet.nn:23
    const lossClipped = clip(disc, 1e-7, 0.9999999);
    const lossNegative = tf.neg(
      tf.add(
        tf.mul(discTarget, tf.log(lossClipped)),
        tf.mul(tf.sub(1, discTarget), tf.log(tf.sub(1, lossClipped))),
      ),
    );
    const loss = tf.mean(tf.mean(lossNegative, [3]), [0, 1, 2]);

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, unet.nn:24
    const binaryAccuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(discTarget, tf.cast(tf.less(0.5, disc), "float32")), "float32"), [1, 2, 3]),
      [0],
    );
    const binaryAccuracyTotal = tf.add(metrics.binary_accuracy.total, binaryAccuracySummed);
    const binaryAccuracyCount = tf.add(metrics.binary_accuracy.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          binary_accuracy: { total: binaryAccuracyTotal, count: binaryAccuracyCount },
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
        binary_accuracy: { total: tf.scalar(0), count: tf.scalar(0) },
      },
    };
  });
  tf.dispose(state.metrics);
  return next;
}

/** The numbers of the log, from the batches since the metrics were begun. */
export async function readMetrics({ metrics }: State): Promise<Record<"loss" | "binary_accuracy", number>> {
  const scalars = tf.tidy(() => {
    const loss = tf.div(metrics.loss.total, metrics.loss.count);
    const binaryAccuracy = tf.divNoNan(metrics.binary_accuracy.total, metrics.binary_accuracy.count);
    return { loss, binary_accuracy: binaryAccuracy };
  });
  return readNumbers(scalars);
}

/** The gradients of the layer conv2d. */
function backwardConv2d(
  sigmoid: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [1, 1, 8, 1], bias: [1] }>,
): [biasGradient: tf.Tensor, xGradient: tf.Tensor4D, kernelGradient: tf.Tensor4D] {
  const scaled: tf.Tensor4D = tf.mul(gradient, tf.mul(sigmoid, tf.sub(1, sigmoid)));
  const biasGradient = tf.sum(scaled, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(scaled, turned, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]);
  const turned2 = tf.transpose(scaled, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return [biasGradient, xGradient, kernelGradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d2(
  relu: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, number, number], bias: [number] }>,
): [biasGradient: tf.Tensor, xGradient: tf.Tensor4D, kernelGradient: tf.Tensor4D] {
  const scaled: tf.Tensor4D = tf.mul(gradient, tf.step(relu));
  const biasGradient = tf.sum(scaled, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(scaled, turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const turned2 = tf.transpose(scaled, [1, 2, 0, 3]) as tf.Tensor4D;
  const turned3 = tf.transpose(x, [3, 1, 2, 0]) as tf.Tensor4D;
  const kernelGradient = tf.transpose(
    tf.conv2d(turned3, turned2, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
    [1, 2, 0, 3],
  ) as tf.Tensor4D;
  return [biasGradient, xGradient, kernelGradient];
}

/** One update of a weight. */
function updateByAdam(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  adamRatio: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const nextMomentum = tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 0.1));
  const nextVelocity = tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 0.001));
  const nextWeight = tf.sub(
    weight,
    tf.div(tf.mul(nextMomentum, adamRatio), tf.add(tf.sqrt(nextVelocity), 1e-7)),
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
 * The gradient of y = maxPool(x): each window's part of dy goes to its first maximum. (The wasm backend's
 * own kernel gives 0 wherever a maximum is negative.)
 */
function maxPoolGrad(x: tf.Tensor, y: tf.Tensor, dy: tf.Tensor, sliding: Sliding): tf.Tensor {
  const [xs, ys] = [hostValues(x), hostValues(y)];
  const left = hostValues(dy).slice();
  const channels = x.shape[x.shape.length - 1]!;
  const result = new Float32Array(x.size);
  walkWindows(x.shape, y.shape, sliding, (to, from) => {
    for (let c = 0; c < channels; c++) {
      if (xs[to + c]! !== ys[from + c]!) continue;
      result[to + c]! += left[from + c]!;
      left[from + c] = 0;
    }
  });
  return tf.tensor(result, x.shape);
}

/** How a window slides over its spatial axes (1 to 3). */
interface Sliding {
  window: number[];
  strides: number[];
  padding: "same" | "valid" | number[][];
  dilation?: number[];
}

/**
 * Visits every meeting of a window with an element under it: `x` and `y` are where the channels of that
 * element and of that place of the window begin, `tap` is the row-major position inside the window.
 * Padding is left out; `same` puts an odd element of it at the far end. The meetings of one place come in
 * the order of their taps.
 */
function walkWindows(
  xShape: number[],
  yShape: number[],
  sliding: Sliding,
  visit: (x: number, y: number, tap: number) => void,
): void {
  const [sizes, places] = [xShape.slice(1, -1), yShape.slice(1, -1)];
  const [inX, inY] = [xShape[xShape.length - 1]!, yShape[yShape.length - 1]!];
  const times = (a: number, b: number) => a * b;
  const taps = meetings(sizes, places, sliding);
  const [area, count] = [sizes.reduce(times, 1), places.reduce(times, 1)];
  for (let example = 0; example < xShape[0]!; example++)
    for (let t = 0; t < taps.length; t += 3)
      visit((example * area + taps[t]!) * inX, (example * count + taps[t + 1]!) * inY, taps[t + 2]!);
}

/** The meetings of one example, as triples of row-major positions: element, place, tap. */
function meetings(
  sizes: number[],
  places: number[],
  { window, strides, padding, dilation }: Sliding,
): Int32Array {
  let triples = Int32Array.of(0, 0, 0);
  for (const [axis, size] of sizes.entries()) {
    const [count, taken, gap] = [places[axis]!, window[axis]!, dilation === undefined ? 1 : dilation[axis]!];
    const missing = (count - 1) * strides[axis]! + (taken - 1) * gap + 1 - size;
    const same = Math.floor(Math.max(0, missing) / 2);
    const before = padding === "valid" ? 0 : padding === "same" ? same : padding[axis]![0]!;
    const next = new Int32Array(triples.length * count * taken);
    let filled = 0;
    for (let t = 0; t < triples.length; t += 3)
      for (let place = 0; place < count; place++)
        for (let tap = 0; tap < taken; tap++) {
          const at = place * strides[axis]! - before + tap * gap;
          if (at < 0 || at >= size) continue;
          next[filled++] = triples[t]! * size + at;
          next[filled++] = triples[t + 1]! * count + place;
          next[filled++] = triples[t + 2]! * taken + tap;
        }
    triples = next.subarray(0, filled);
  }
  return triples;
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
