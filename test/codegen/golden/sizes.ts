/**
 * Pictures of any size: all sizes are computed from those of the input.
 *
 * Sizes, generated from sizes.nn by nnc 0.0.0; `nnc build sizes.nn` writes it anew.
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
  readonly photo: Tensor<["batch", "4 * high", "4 * wide", 1]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly mask: Tensor<["batch", "4 * high", "4 * wide", 1]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  conv2d: { kernel: [3, 3, 1, 2], bias: [2] },
  depthwise_conv2d: { kernel: [3, 3, 2, 1], bias: [2] },
  conv2d_1: { kernel: [3, 3, 2, 3], bias: [3] },
  conv2d_transpose: { kernel: [3, 3, 2, 3], bias: [2] },
  conv2d_2: { kernel: [1, 1, 4, 1], bias: [1] },
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
    const batch = inputs.photo.shape[0];
    const high = Math.floor((inputs.photo.shape[1] as number) / 4);
    const wide = Math.floor((inputs.photo.shape[2] as number) / 4);
    const photo = expectShape("photo", inputs.photo, [batch, 4 * high, 4 * wide, 1]);
    // conv2d(2, 3, padding=same, activation=tanh), sizes.nn:6 → [batch, 4 * high, 4 * wide, 2]
    const near = tf.tanh(
      tf.add(tf.conv2d(photo, weights.conv2d.kernel, [1, 1], "same"), weights.conv2d.bias),
    ) as tf.Tensor4D;
    // max_pooling2d, sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const max_pooling2d = tf.maxPool(near, [2, 2], [2, 2], "valid");
    // depthwise_conv2d(3, padding=same), sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const depthwise_conv2d_convolved = depthwiseConv2d(
      max_pooling2d,
      tf.reshape(weights.depthwise_conv2d.kernel, [3, 3, 1, 2]),
      [1, 1],
      "same",
      [1, 1],
    ) as tf.Tensor4D;
    const depthwise_conv2d: tf.Tensor4D = tf.add(depthwise_conv2d_convolved, weights.depthwise_conv2d.bias);
    // max_pooling2d, sizes.nn:7 → [batch, high, wide, 2]
    const max_pooling2d_1 = tf.maxPool(depthwise_conv2d, [2, 2], [2, 2], "valid");
    // conv2d(3, 3, padding=same, dilation_rate=2), sizes.nn:7 → [batch, high, wide, 3]
    const far = tf.add(
      tf.conv2d(max_pooling2d_1, weights.conv2d_1.kernel, [1, 1], "same", "NHWC", [2, 2]),
      weights.conv2d_1.bias,
    );
    // up_sampling2d(4), sizes.nn:8 → [batch, 4 * high, 4 * wide, 3]
    const up_sampling2d_repeated = broadcastTo(
      tf.reshape(far, [batch * high, 1, 3 * wide]),
      [batch * high, 4, 3 * wide],
    );
    const up_sampling2d_repeated_1 = broadcastTo(
      tf.reshape(up_sampling2d_repeated, [4 * batch * high * wide, 1, 3]),
      [4 * batch * high * wide, 4, 3],
    );
    const up_sampling2d = tf.reshape(up_sampling2d_repeated_1, [batch, 4 * high, 4 * wide, 3]) as tf.Tensor4D;
    // conv2d_transpose(2, 3, padding=same), sizes.nn:8 → [batch, 4 * high, 4 * wide, 2]
    const wide_again_turned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const wide_again = tf.add(
      tf.conv2d(up_sampling2d, wide_again_turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      weights.conv2d_transpose.bias,
    );
    // concatenate, sizes.nn:9 → [batch, 4 * high, 4 * wide, 4]
    const concatenate = tf.concat([near, wide_again], 3) as tf.Tensor4D;
    // conv2d(1, 1, activation=sigmoid), sizes.nn:9 → [batch, 4 * high, 4 * wide, 1]
    const conv2d_2 = tf.sigmoid(
      tf.add(tf.conv2d(concatenate, weights.conv2d_2.kernel, [1, 1], "valid"), weights.conv2d_2.bias),
    ) as tf.Tensor4D;
    return { mask: conv2d_2 };
  });
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** 0 or 1. */
  readonly mask: Tensor<["batch", "4 * high", "4 * wide", 1]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = { adam: { momentum: weightShapes, velocity: weightShapes } } as const;

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
        kernel: drawWeight(seed, "conv2d/kernel", weightShapes.conv2d.kernel, [9, 18], glorotUniform),
        bias: tf.zeros([2]),
      },
      depthwise_conv2d: {
        kernel: drawWeight(
          seed,
          "depthwise_conv2d/kernel",
          weightShapes.depthwise_conv2d.kernel,
          [18, 9],
          glorotUniform,
        ),
        bias: tf.zeros([2]),
      },
      conv2d_1: {
        kernel: drawWeight(seed, "conv2d_1/kernel", weightShapes.conv2d_1.kernel, [18, 27], glorotUniform),
        bias: tf.zeros([3]),
      },
      conv2d_transpose: {
        kernel: drawWeight(
          seed,
          "conv2d_transpose/kernel",
          weightShapes.conv2d_transpose.kernel,
          [18, 27],
          glorotUniform,
        ),
        bias: tf.zeros([2]),
      },
      conv2d_2: {
        kernel: drawWeight(seed, "conv2d_2/kernel", weightShapes.conv2d_2.kernel, [4, 1], glorotUniform),
        bias: tf.zeros([1]),
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
    const batch = inputs.photo.shape[0];
    const high = Math.floor((inputs.photo.shape[1] as number) / 4);
    const wide = Math.floor((inputs.photo.shape[2] as number) / 4);
    const photo = expectShape("photo", inputs.photo, [batch, 4 * high, 4 * wide, 1]);
    const mask_target = expectShape("mask", targets.mask, [batch, 4 * high, 4 * wide, 1]);
    // conv2d(2, 3, padding=same, activation=tanh), sizes.nn:6 → [batch, 4 * high, 4 * wide, 2]
    const near = tf.tanh(
      tf.add(tf.conv2d(photo, weights.conv2d.kernel, [1, 1], "same"), weights.conv2d.bias),
    ) as tf.Tensor4D;
    // max_pooling2d, sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const max_pooling2d = tf.maxPool(near, [2, 2], [2, 2], "valid");
    // depthwise_conv2d(3, padding=same), sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const depthwise_conv2d_reshaped = tf.reshape(weights.depthwise_conv2d.kernel, [3, 3, 1, 2]);
    const depthwise_conv2d: tf.Tensor4D = tf.add(
      depthwiseConv2d(max_pooling2d, depthwise_conv2d_reshaped, [1, 1], "same", [1, 1]),
      weights.depthwise_conv2d.bias,
    );
    // max_pooling2d, sizes.nn:7 → [batch, high, wide, 2]
    const max_pooling2d_1 = tf.maxPool(depthwise_conv2d, [2, 2], [2, 2], "valid");
    // conv2d(3, 3, padding=same, dilation_rate=2), sizes.nn:7 → [batch, high, wide, 3]
    const far = tf.add(
      tf.conv2d(max_pooling2d_1, weights.conv2d_1.kernel, [1, 1], "same", "NHWC", [2, 2]),
      weights.conv2d_1.bias,
    );
    // up_sampling2d(4), sizes.nn:8 → [batch, 4 * high, 4 * wide, 3]
    const up_sampling2d_repeated = broadcastTo(
      tf.reshape(far, [batch * high, 1, 3 * wide]),
      [batch * high, 4, 3 * wide],
    );
    const up_sampling2d_repeated_1 = broadcastTo(
      tf.reshape(up_sampling2d_repeated, [4 * batch * high * wide, 1, 3]),
      [4 * batch * high * wide, 4, 3],
    );
    const up_sampling2d = tf.reshape(up_sampling2d_repeated_1, [batch, 4 * high, 4 * wide, 3]) as tf.Tensor4D;
    // conv2d_transpose(2, 3, padding=same), sizes.nn:8 → [batch, 4 * high, 4 * wide, 2]
    const wide_again_turned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const wide_again = tf.add(
      tf.conv2d(up_sampling2d, wide_again_turned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      weights.conv2d_transpose.bias,
    );
    // concatenate, sizes.nn:9 → [batch, 4 * high, 4 * wide, 4]
    const concatenate = tf.concat([near, wide_again], 3) as tf.Tensor4D;
    // conv2d(1, 1, activation=sigmoid), sizes.nn:9 → [batch, 4 * high, 4 * wide, 1]
    const conv2d_2 = tf.sigmoid(
      tf.add(tf.conv2d(concatenate, weights.conv2d_2.kernel, [1, 1], "valid"), weights.conv2d_2.bias),
    ) as tf.Tensor4D;

    // loss: binary_crossentropy, sizes.nn:11
    const loss_clipped = clip(conv2d_2, 1e-7, 0.9999999);
    const loss_difference = tf.sub(1, mask_target);
    const loss_difference_1 = tf.sub(1, loss_clipped);
    const loss_mean = tf.mean(
      tf.neg(
        tf.add(
          tf.mul(mask_target, tf.log(loss_clipped)),
          tf.mul(loss_difference, tf.log(loss_difference_1)),
        ),
      ),
      [3],
    );
    const loss = tf.mean(loss_mean, [0, 1, 2]);

    // loss, backward
    const negative = tf.neg(tf.div(1, 16 * batch * high * wide));
    const loss_gradient_difference: tf.Tensor4D = tf.sub(
      tf.div(tf.mul(negative, mask_target), loss_clipped),
      tf.div(tf.mul(negative, loss_difference), loss_difference_1),
    );
    const conv2d_2_gradient: tf.Tensor4D = tf.mul(
      loss_gradient_difference,
      tf.cast(tf.logicalAnd(tf.less(1e-7, loss_clipped), tf.less(loss_clipped, 0.9999999)), "float32"),
    );
    // conv2d_2, backward
    const [
      conv2d_2_bias_gradient, concatenate_gradient, conv2d_2_kernel_gradient,
    ] = backwardConv2d(conv2d_2, conv2d_2_gradient, concatenate, high, wide, weights.conv2d_2);
    // concatenate, backward
    const [concatenate_gradient_part, wide_again_gradient] = tf.split(
      concatenate_gradient,
      [2, 2],
      3,
    ) as [tf.Tensor, tf.Tensor4D];
    // conv2d_transpose, backward
    const conv2d_transpose_bias_gradient = tf.sum(wide_again_gradient, [0, 1, 2]);
    const up_sampling2d_gradient = tf.conv2d(
      wide_again_gradient,
      weights.conv2d_transpose.kernel,
      [1, 1],
      "same",
    );
    const wide_again_gradient_padded = tf.pad(wide_again_gradient, [[0, 0], [1, 1], [1, 1], [0, 0]]);
    const wide_again_gradient_reshaped = tf.reshape(up_sampling2d, [16 * batch * high * wide, 3]);
    const wide_again_gradient_reshaped_1 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 0, 0, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_2 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 0, 1, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_3 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 0, 2, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_4 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 1, 0, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_5 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 1, 1, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_6 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 1, 2, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_7 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 2, 0, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_8 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 2, 1, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_reshaped_9 = tf.reshape(
      tf.slice(wide_again_gradient_padded, [0, 2, 2, 0], [batch, 4 * high, 4 * wide, 2]),
      [16 * batch * high * wide, 2],
    );
    const wide_again_gradient_product = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_1),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_1 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_2),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_2 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_3),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_3 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_4),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_4 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_5),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_5 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_6),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_6 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_7),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_7 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_8),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_product_8 = tf.matMul(
      tf.transpose(wide_again_gradient_reshaped_9),
      wide_again_gradient_reshaped,
    );
    const wide_again_gradient_joined = tf.concat(
      [
        wide_again_gradient_product, wide_again_gradient_product_1, wide_again_gradient_product_2,
        wide_again_gradient_product_3, wide_again_gradient_product_4, wide_again_gradient_product_5,
        wide_again_gradient_product_6, wide_again_gradient_product_7, wide_again_gradient_product_8,
      ],
      0,
    );
    const conv2d_transpose_kernel_gradient = tf.reshape(
      wide_again_gradient_joined,
      [3, 3, 2, 3],
    ) as tf.Tensor4D;
    // up_sampling2d, backward
    const up_sampling2d_gradient_reshaped = tf.reshape(
      tf.sum(tf.reshape(up_sampling2d_gradient, [4 * batch * high * wide, 4, 3]), [1]),
      [batch * high, 4, 3 * wide],
    );
    const far_gradient = tf.reshape(
      tf.sum(up_sampling2d_gradient_reshaped, [1]),
      [batch, high, wide, 3],
    ) as tf.Tensor4D;
    // conv2d_1, backward
    const [
      conv2d_1_bias_gradient, max_pooling2d_1_gradient, conv2d_1_kernel_gradient,
    ] = backwardConv2d_1(far_gradient, max_pooling2d_1, weights.conv2d_1);
    // max_pooling2d_1, backward
    const depthwise_conv2d_gradient = maxPoolGrad(
      depthwise_conv2d,
      max_pooling2d_1,
      max_pooling2d_1_gradient,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    );
    // depthwise_conv2d, backward
    const depthwise_conv2d_bias_gradient = tf.sum(depthwise_conv2d_gradient, [0, 1, 2]);
    const depthwise_conv2d_gradient_reshaped = tf.reshape(
      tf.transpose(tf.reshape(reverse(depthwise_conv2d_reshaped, [0, 1]), [3, 3, 1, 2, 1]), [0, 1, 4, 3, 2]),
      [3, 3, 1, 2],
    );
    const depthwise_conv2d_gradient_padded = tf.pad(depthwise_conv2d_gradient, [
      [0, 0], [1, 1], [1, 1], [0, 0],
    ]);
    const max_pooling2d_gradient = depthwiseConv2d(
      depthwise_conv2d_gradient_padded,
      depthwise_conv2d_gradient_reshaped,
      [1, 1],
      "valid",
      [1, 1],
    );
    const depthwise_conv2d_gradient_padded_1 = tf.pad(max_pooling2d, [[0, 0], [1, 1], [1, 1], [0, 0]]);
    const depthwise_conv2d_gradient_reshaped_1 = tf.reshape(depthwise_conv2d_gradient, [
      4 * batch * high * wide, 2,
    ]);
    const depthwise_conv2d_gradient_part = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 0, 0, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_1 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 0, 1, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_1 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_1, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_2 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 0, 2, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_2 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_2, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_3 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 1, 0, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_3 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_3, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_4 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 1, 1, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_4 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_4, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_5 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 1, 2, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_5 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_5, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_6 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 2, 0, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_6 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_6, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_7 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 2, 1, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_7 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_7, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_part_8 = tf.slice(
      depthwise_conv2d_gradient_padded_1,
      [0, 2, 2, 0],
      [batch, 2 * high, 2 * wide, 2],
    );
    const depthwise_conv2d_gradient_scaled_8 = tf.mul(
      tf.reshape(depthwise_conv2d_gradient_part_8, [4 * batch * high * wide, 2]),
      depthwise_conv2d_gradient_reshaped_1,
    );
    const depthwise_conv2d_gradient_reshaped_2 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_1, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_3 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_2, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_4 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_3, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_5 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_4, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_6 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_5, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_7 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_6, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_8 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_7, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_9 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled_8, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_reshaped_10 = tf.reshape(
      tf.sum(depthwise_conv2d_gradient_scaled, [0]),
      [1, 2],
    );
    const depthwise_conv2d_gradient_joined = tf.concat(
      [
        depthwise_conv2d_gradient_reshaped_10, depthwise_conv2d_gradient_reshaped_2,
        depthwise_conv2d_gradient_reshaped_3, depthwise_conv2d_gradient_reshaped_4,
        depthwise_conv2d_gradient_reshaped_5, depthwise_conv2d_gradient_reshaped_6,
        depthwise_conv2d_gradient_reshaped_7, depthwise_conv2d_gradient_reshaped_8,
        depthwise_conv2d_gradient_reshaped_9,
      ],
      0,
    );
    const depthwise_conv2d_kernel_gradient = tf.reshape(
      tf.reshape(depthwise_conv2d_gradient_joined, [3, 3, 1, 2]),
      [3, 3, 2, 1],
    ) as tf.Tensor4D;
    // max_pooling2d, backward
    const max_pooling2d_gradient_unpooled = maxPoolGrad(
      near,
      max_pooling2d,
      max_pooling2d_gradient,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    ) as tf.Tensor4D;
    const near_gradient: tf.Tensor4D = tf.add(concatenate_gradient_part, max_pooling2d_gradient_unpooled);
    // conv2d, backward
    const [conv2d_bias_gradient, conv2d_kernel_gradient] = backwardConv2d_2(
      near,
      near_gradient,
      photo,
      high,
      wide,
    );

    // update: adam
    const step_scalar = tf.scalar(step, "int32");
    const adam_numbers = tf.cast(step_scalar, "float32");
    const adam_sum = tf.add(
      tf.mul(
        tf.add(tf.cos(tf.mul(tf.div(extreme("min", adam_numbers, tf.scalar(10)), 10), 3.1415927)), 1),
        0.5,
      ),
      0,
    );
    const adam_sum_1 = tf.add(adam_numbers, 1);
    const adam_ratio = tf.div(
      tf.mul(tf.mul(adam_sum, 0.01), tf.sqrt(tf.sub(1, tf.pow(0.999, adam_sum_1)))),
      tf.sub(1, tf.pow(0.9, adam_sum_1)),
    );
    const gradients = {
      conv2d: { kernel: conv2d_kernel_gradient, bias: conv2d_bias_gradient },
      depthwise_conv2d: { kernel: depthwise_conv2d_kernel_gradient, bias: depthwise_conv2d_bias_gradient },
      conv2d_1: { kernel: conv2d_1_kernel_gradient, bias: conv2d_1_bias_gradient },
      conv2d_transpose: { kernel: conv2d_transpose_kernel_gradient, bias: conv2d_transpose_bias_gradient },
      conv2d_2: { kernel: conv2d_2_kernel_gradient, bias: conv2d_2_bias_gradient },
    };
    const [next_weights, next_momentum, next_velocity] = updateEach(
      gradients,
      [weights, optimizer.adam.momentum, optimizer.adam.velocity],
      (gradient, weight, momentum, velocity) =>
        updateByAdam(gradient, weight, momentum, velocity, adam_ratio),
    );

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, sizes.nn:11
    const binary_accuracy_summed = tf.sum(
      tf.mean(
        tf.cast(tf.equal(mask_target, tf.cast(tf.less(0.5, conv2d_2), "float32")), "float32"),
        [1, 2, 3],
      ),
      [0],
    );
    const binary_accuracy_total = tf.add(metrics.binary_accuracy.total, binary_accuracy_summed);
    const binary_accuracy_count = tf.add(metrics.binary_accuracy.count, batch);
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
        optimizer: { adam: { momentum: next_momentum, velocity: next_velocity } },
        metrics: {
          loss: { total: loss_total, count: loss_count },
          binary_accuracy: { total: binary_accuracy_total, count: binary_accuracy_count },
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
    const { mask } = predict(weights, inputs);
    const batch = mask.shape[0];
    const high = Math.floor((mask.shape[1] as number) / 4);
    const wide = Math.floor((mask.shape[2] as number) / 4);
    const mask_target = expectShape("mask", targets.mask, [batch, 4 * high, 4 * wide, 1]);
    // loss: binary_crossentropy, sizes.nn:11
    const loss_clipped = clip(mask, 1e-7, 0.9999999);
    const loss_negative = tf.neg(
      tf.add(
        tf.mul(mask_target, tf.log(loss_clipped)),
        tf.mul(tf.sub(1, mask_target), tf.log(tf.sub(1, loss_clipped))),
      ),
    );
    const loss = tf.mean(tf.mean(loss_negative, [3]), [0, 1, 2]);

    // metric: loss
    const loss_total = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const loss_count = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, sizes.nn:11
    const binary_accuracy_summed = tf.sum(
      tf.mean(tf.cast(tf.equal(mask_target, tf.cast(tf.less(0.5, mask), "float32")), "float32"), [1, 2, 3]),
      [0],
    );
    const binary_accuracy_total = tf.add(metrics.binary_accuracy.total, binary_accuracy_summed);
    const binary_accuracy_count = tf.add(metrics.binary_accuracy.count, batch);
    return {
      loss: loss as tf.Scalar,
      state: {
        ...state,
        metrics: {
          loss: { total: loss_total, count: loss_count },
          binary_accuracy: { total: binary_accuracy_total, count: binary_accuracy_count },
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
    const metric_is_equal = tf.equal(metrics.binary_accuracy.count, 0);
    const metric_ratio = tf.div(
      metrics.binary_accuracy.total,
      tf.where<tf.Tensor>(metric_is_equal, 1, metrics.binary_accuracy.count),
    );
    const binary_accuracy = tf.where<tf.Tensor>(metric_is_equal, 0, metric_ratio);
    return { loss, binary_accuracy };
  });
  return readNumbers(scalars);
}

/** The gradients of the layer conv2d. */
function backwardConv2d(
  sigmoid: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
  weights: Tensors<{ kernel: [1, 1, 4, 1], bias: [1] }>,
): [bias_gradient: tf.Tensor, x_gradient: tf.Tensor4D, kernel_gradient: tf.Tensor4D] {
  const batch = sigmoid.shape[0];
  const scaled: tf.Tensor4D = tf.mul(gradient, tf.mul(sigmoid, tf.sub(1, sigmoid)));
  const bias_gradient = tf.sum(scaled, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const x_gradient = tf.conv2d(scaled, turned, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]);
  const reshaped = tf.reshape(tf.slice(x, [0, 0, 0, 0], x.shape), [16 * batch * high * wide, 4]);
  const turned_1 = tf.transpose(
    tf.matMul(tf.transpose(tf.reshape(scaled, [16 * batch * high * wide, 1])), reshaped),
  );
  const kernel_gradient = tf.reshape(turned_1, weights.kernel.shape) as tf.Tensor4D;
  return [bias_gradient, x_gradient, kernel_gradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d_1(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, 2, 3], bias: [3] }>,
): [bias_gradient: tf.Tensor, x_gradient: tf.Tensor4D, kernel_gradient: tf.Tensor4D] {
  const batch = gradient.shape[0];
  const high = gradient.shape[1] as number;
  const wide = gradient.shape[2] as number;
  const bias_gradient = tf.sum(gradient, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const x_gradient = tf.conv2d(gradient, turned, [1, 1], [[0, 0], [2, 2], [2, 2], [0, 0]], "NHWC", [2, 2]);
  const padded = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]]);
  const reshaped = tf.reshape(gradient, [batch * high * wide, 3]);
  const product = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_1 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_2 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_3 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_4 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_5 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_6 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_7 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product_8 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const joined = tf.concat(
    [product, product_1, product_2, product_3, product_4, product_5, product_6, product_7, product_8],
    0,
  );
  const kernel_gradient = tf.reshape(joined, weights.kernel.shape) as tf.Tensor4D;
  return [bias_gradient, x_gradient, kernel_gradient];
}

/** The gradients of the layer conv2d. */
function backwardConv2d_2(
  tanh: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
): [bias_gradient: tf.Tensor, kernel_gradient: tf.Tensor4D] {
  const batch = tanh.shape[0];
  const scaled = tf.mul(gradient, tf.sub(1, tf.mul(tanh, tanh)));
  const bias_gradient = tf.sum(scaled, [0, 1, 2]);
  const padded = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const reshaped = tf.reshape(scaled, [16 * batch * high * wide, 2]);
  const product = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_1 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_2 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_3 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_4 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_5 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_6 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_7 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product_8 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const joined = tf.concat(
    [product, product_1, product_2, product_3, product_4, product_5, product_6, product_7, product_8],
    0,
  );
  const kernel_gradient = tf.reshape(joined, [3, 3, 1, 2]) as tf.Tensor4D;
  return [bias_gradient, kernel_gradient];
}

/** One update of a weight. */
function updateByAdam(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  velocity: tf.Tensor,
  adam_ratio: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor, velocity: tf.Tensor] {
  const next_momentum = tf.add(momentum, tf.mul(tf.sub(gradient, momentum), 0.1));
  const next_velocity = tf.add(velocity, tf.mul(tf.sub(tf.square(gradient), velocity), 0.001));
  const next_weight = tf.sub(
    weight,
    tf.div(tf.mul(next_momentum, adam_ratio), tf.add(tf.sqrt(next_velocity), 1e-7)),
  );
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

/** conv2d with a kernel [height, width, 1, in · per channel] of its own for each channel. */
function depthwiseConv2d(
  x: tf.Tensor,
  kernel: tf.Tensor,
  strides: [number, number],
  pad: "same" | "valid",
  dilation: [number, number],
): tf.Tensor {
  const [height, width, , out] = kernel.shape as [number, number, number, number];
  const channels = x.shape[3]! as number;
  return tf.tidy(() => {
    const filter = tf.reshape<tf.Rank.R4>(kernel, [height, width, channels, out / channels]);
    return tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, pad, "NHWC", dilation);
  });
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
