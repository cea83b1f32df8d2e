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
    const maxPooling2d = tf.maxPool(near, [2, 2], [2, 2], "valid");
    // depthwise_conv2d(3, padding=same), sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const depthwiseConv2dConvolved = depthwiseConv2d(
      maxPooling2d,
      tf.reshape(weights.depthwise_conv2d.kernel, [3, 3, 1, 2]),
      [1, 1],
      "same",
      [1, 1],
    ) as tf.Tensor4D;
    const depthwiseConv2d2: tf.Tensor4D = tf.add(depthwiseConv2dConvolved, weights.depthwise_conv2d.bias);
    // max_pooling2d, sizes.nn:7 → [batch, high, wide, 2]
    const maxPooling2d1 = tf.maxPool(depthwiseConv2d2, [2, 2], [2, 2], "valid");
    // conv2d(3, 3, padding=same, dilation_rate=2), sizes.nn:7 → [batch, high, wide, 3]
    const far = tf.add(
      tf.conv2d(maxPooling2d1, weights.conv2d_1.kernel, [1, 1], "same", "NHWC", [2, 2]),
      weights.conv2d_1.bias,
    );
    // up_sampling2d(4), sizes.nn:8 → [batch, 4 * high, 4 * wide, 3]
    const upSampling2dRepeated = broadcastTo(
      tf.reshape(far, [batch * high, 1, 3 * wide]),
      [batch * high, 4, 3 * wide],
    );
    const upSampling2dRepeated2 = broadcastTo(
      tf.reshape(upSampling2dRepeated, [4 * batch * high * wide, 1, 3]),
      [4 * batch * high * wide, 4, 3],
    );
    const upSampling2d = tf.reshape(upSampling2dRepeated2, [batch, 4 * high, 4 * wide, 3]) as tf.Tensor4D;
    // conv2d_transpose(2, 3, padding=same), sizes.nn:8 → [batch, 4 * high, 4 * wide, 2]
    const wideAgainTurned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const wideAgain = tf.add(
      tf.conv2d(upSampling2d, wideAgainTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      weights.conv2d_transpose.bias,
    );
    // concatenate, sizes.nn:9 → [batch, 4 * high, 4 * wide, 4]
    const concatenate = tf.concat([near, wideAgain], 3) as tf.Tensor4D;
    // conv2d(1, 1, activation=sigmoid), sizes.nn:9 → [batch, 4 * high, 4 * wide, 1]
    const conv2d2 = tf.sigmoid(
      tf.add(tf.conv2d(concatenate, weights.conv2d_2.kernel, [1, 1], "valid"), weights.conv2d_2.bias),
    ) as tf.Tensor4D;
    return { mask: conv2d2 };
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
    const maskTarget = expectShape("mask", targets.mask, [batch, 4 * high, 4 * wide, 1]);
    // conv2d(2, 3, padding=same, activation=tanh), sizes.nn:6 → [batch, 4 * high, 4 * wide, 2]
    const near = tf.tanh(
      tf.add(tf.conv2d(photo, weights.conv2d.kernel, [1, 1], "same"), weights.conv2d.bias),
    ) as tf.Tensor4D;
    // max_pooling2d, sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const maxPooling2d = tf.maxPool(near, [2, 2], [2, 2], "valid");
    // depthwise_conv2d(3, padding=same), sizes.nn:7 → [batch, 2 * high, 2 * wide, 2]
    const depthwiseConv2dReshaped = tf.reshape(weights.depthwise_conv2d.kernel, [3, 3, 1, 2]) as tf.Tensor4D;
    const depthwiseConv2d2: tf.Tensor4D = tf.add(
      depthwiseConv2d(maxPooling2d, depthwiseConv2dReshaped, [1, 1], "same", [1, 1]),
      weights.depthwise_conv2d.bias,
    );
    // max_pooling2d, sizes.nn:7 → [batch, high, wide, 2]
    const maxPooling2d1 = tf.maxPool(depthwiseConv2d2, [2, 2], [2, 2], "valid");
    // conv2d(3, 3, padding=same, dilation_rate=2), sizes.nn:7 → [batch, high, wide, 3]
    const far = tf.add(
      tf.conv2d(maxPooling2d1, weights.conv2d_1.kernel, [1, 1], "same", "NHWC", [2, 2]),
      weights.conv2d_1.bias,
    );
    // up_sampling2d(4), sizes.nn:8 → [batch, 4 * high, 4 * wide, 3]
    const upSampling2dRepeated = broadcastTo(
      tf.reshape(far, [batch * high, 1, 3 * wide]),
      [batch * high, 4, 3 * wide],
    );
    const upSampling2dRepeated2 = broadcastTo(
      tf.reshape(upSampling2dRepeated, [4 * batch * high * wide, 1, 3]),
      [4 * batch * high * wide, 4, 3],
    );
    const upSampling2d = tf.reshape(upSampling2dRepeated2, [batch, 4 * high, 4 * wide, 3]) as tf.Tensor4D;
    // conv2d_transpose(2, 3, padding=same), sizes.nn:8 → [batch, 4 * high, 4 * wide, 2]
    const wideAgainTurned = tf.transpose(
      reverse(weights.conv2d_transpose.kernel, [0, 1]),
      [0, 1, 3, 2],
    ) as tf.Tensor4D;
    const wideAgain = tf.add(
      tf.conv2d(upSampling2d, wideAgainTurned, [1, 1], [[0, 0], [1, 1], [1, 1], [0, 0]]),
      weights.conv2d_transpose.bias,
    );
    // concatenate, sizes.nn:9 → [batch, 4 * high, 4 * wide, 4]
    const concatenate = tf.concat([near, wideAgain], 3) as tf.Tensor4D;
    // conv2d(1, 1, activation=sigmoid), sizes.nn:9 → [batch, 4 * high, 4 * wide, 1]
    const conv2d2 = tf.sigmoid(
      tf.add(tf.conv2d(concatenate, weights.conv2d_2.kernel, [1, 1], "valid"), weights.conv2d_2.bias),
    ) as tf.Tensor4D;

    // loss: binary_crossentropy, sizes.nn:11
    const lossClipped = clip(conv2d2, 1e-7, 0.9999999);
    const lossDifference = tf.sub(1, maskTarget);
    const lossDifference2 = tf.sub(1, lossClipped);
    const loss = tf.mean(
      tf.mean(
        tf.neg(
          tf.add(tf.mul(maskTarget, tf.log(lossClipped)), tf.mul(lossDifference, tf.log(lossDifference2))),
        ),
        [3],
      ),
    );

    // binary_crossentropy, sizes.nn:11, backward
    const negative = tf.neg(tf.div(1, 16 * batch * high * wide));
    const lossGradientDifference: tf.Tensor4D = tf.sub(
      tf.div(tf.mul(negative, maskTarget), lossClipped),
      tf.div(tf.mul(negative, lossDifference), lossDifference2),
    );
    const conv2d2Gradient: tf.Tensor4D = tf.mul(
      lossGradientDifference,
      tf.cast(tf.logicalAnd(tf.less(1e-7, lossClipped), tf.less(lossClipped, 0.9999999)), "float32"),
    );
    // conv2d(1, 1, activation=sigmoid), sizes.nn:9, backward
    const conv2d2Gradients = backwardConv2d(
      conv2d2,
      conv2d2Gradient,
      concatenate,
      high,
      wide,
      weights.conv2d_2,
    );
    // concatenate, sizes.nn:9, backward
    const [concatenateGradientPart, wideAgainGradient] = tf.split(
      conv2d2Gradients.x,
      [2, 2],
      3,
    ) as [tf.Tensor, tf.Tensor4D];
    // conv2d_transpose(2, 3, padding=same), sizes.nn:8, backward
    const conv2dTransposeGradients = backwardConv2dTranspose(
      wideAgainGradient,
      upSampling2d,
      high,
      wide,
      weights.conv2d_transpose,
    );
    // up_sampling2d(4), sizes.nn:8, backward
    const upSampling2dGradientReshaped = tf.reshape(
      tf.sum(tf.reshape(conv2dTransposeGradients.x, [4 * batch * high * wide, 4, 3]), [1]),
      [batch * high, 4, 3 * wide],
    );
    const farGradient = tf.reshape(
      tf.sum(upSampling2dGradientReshaped, [1]),
      [batch, high, wide, 3],
    ) as tf.Tensor4D;
    // conv2d(3, 3, padding=same, dilation_rate=2), sizes.nn:7, backward
    const conv2d1Gradients = backwardConv2d2(farGradient, maxPooling2d1, weights.conv2d_1);
    // max_pooling2d, sizes.nn:7, backward
    const depthwiseConv2dGradient = maxPoolGrad(
      depthwiseConv2d2,
      maxPooling2d1,
      conv2d1Gradients.x,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    ) as tf.Tensor4D;
    // depthwise_conv2d(3, padding=same), sizes.nn:7, backward
    const depthwiseConv2dGradients = backwardDepthwiseConv2d(
      depthwiseConv2dGradient,
      depthwiseConv2dReshaped,
      maxPooling2d,
      high,
      wide,
    );
    // max_pooling2d, sizes.nn:7, backward
    const maxPooling2dGradientUnpooled = maxPoolGrad(
      near,
      maxPooling2d,
      depthwiseConv2dGradients.x,
      { window: [2, 2], strides: [2, 2], padding: "valid" },
    );
    // gradients that meet, backward
    const nearGradient: tf.Tensor4D = tf.add(concatenateGradientPart, maxPooling2dGradientUnpooled);
    // conv2d(2, 3, padding=same, activation=tanh), sizes.nn:6, backward
    const conv2dGradients = backwardConv2d3(near, nearGradient, photo, high, wide);

    // update: adam
    const stepScalar = tf.scalar(step, "int32");
    const adamNumbers = tf.cast(stepScalar, "float32");
    const adamSum = tf.add(adamNumbers, 1);
    const adamScaled = tf.mul(
      tf.add(
        tf.mul(
          tf.add(tf.cos(tf.mul(tf.div(extreme("min", adamNumbers, tf.scalar(10)), 10), 3.1415927)), 1),
          0.5,
        ),
        0,
      ),
      0.01,
    );
    const stepSize = tf.div(
      tf.mul(adamScaled, tf.sqrt(tf.sub(1, tf.pow(0.999, adamSum)))),
      tf.sub(1, tf.pow(0.9, adamSum)),
    );
    const gradients = {
      conv2d: conv2dGradients.weights,
      depthwise_conv2d: depthwiseConv2dGradients.weights,
      conv2d_1: conv2d1Gradients.weights,
      conv2d_transpose: conv2dTransposeGradients.weights,
      conv2d_2: conv2d2Gradients.weights,
    };
    const [nextWeights, nextMomentum, nextVelocity] = updateEach(
      gradients,
      [weights, optimizer.adam.momentum, optimizer.adam.velocity],
      (gradient, weight, momentum, velocity) => updateByAdam(gradient, weight, momentum, velocity, stepSize),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, sizes.nn:11
    const binaryAccuracySummed = tf.sum(
      tf.mean(
        tf.cast(tf.equal(maskTarget, tf.cast(tf.less(0.5, conv2d2), "float32")), "float32"),
        [1, 2, 3],
      ),
    );
    const binaryAccuracyTotal = tf.add(metrics.binary_accuracy.total, binaryAccuracySummed);
    const binaryAccuracyCount = tf.add(metrics.binary_accuracy.count, batch);
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
        optimizer: { adam: { momentum: nextMomentum, velocity: nextVelocity } },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          binary_accuracy: { total: binaryAccuracyTotal, count: binaryAccuracyCount },
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
    const { mask } = predict(weights, inputs);
    const batch = mask.shape[0];
    const high = Math.floor((mask.shape[1] as number) / 4);
    const wide = Math.floor((mask.shape[2] as number) / 4);
    const maskTarget = expectShape("mask", targets.mask, [batch, 4 * high, 4 * wide, 1]);
    // loss: binary_crossentropy, sizes.nn:11
    const lossClipped = clip(mask, 1e-7, 0.9999999);
    const lossNegative = tf.neg(
      tf.add(
        tf.mul(maskTarget, tf.log(lossClipped)),
        tf.mul(tf.sub(1, maskTarget), tf.log(tf.sub(1, lossClipped))),
      ),
    );
    const loss = tf.mean(tf.mean(lossNegative, [3]));

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: binary_accuracy, sizes.nn:11
    const binaryAccuracySummed = tf.sum(
      tf.mean(tf.cast(tf.equal(maskTarget, tf.cast(tf.less(0.5, mask), "float32")), "float32"), [1, 2, 3]),
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
  output: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
  weights: Tensors<{ kernel: [1, 1, 4, 1], bias: [1] }>,
) {
  const batch = output.shape[0];
  const scaled: tf.Tensor4D = tf.mul(gradient, tf.mul(output, tf.sub(1, output)));
  const biasGradient = tf.sum(scaled, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(scaled, turned, [1, 1], [[0, 0], [0, 0], [0, 0], [0, 0]]);
  const reshaped = tf.reshape(tf.slice(x, [0, 0, 0, 0], x.shape), [16 * batch * high * wide, 4]);
  const turned2 = tf.transpose(
    tf.matMul(tf.transpose(tf.reshape(scaled, [16 * batch * high * wide, 1])), reshaped),
  );
  const kernelGradient = tf.reshape(turned2, weights.kernel.shape) as tf.Tensor4D;
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer conv2d_transpose. */
function backwardConv2dTranspose(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
  weights: Tensors<{ kernel: [3, 3, 2, 3], bias: [2] }>,
) {
  const batch = gradient.shape[0];
  const biasGradient = tf.sum(gradient, [0, 1, 2]);
  const xGradient = tf.conv2d(gradient, weights.kernel, [1, 1], "same");
  const padded = tf.pad(gradient, [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const reshaped = tf.reshape(x, [16 * batch * high * wide, 3]);
  const product = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 0, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product2 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 1, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product3 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 2, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product4 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 0, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product5 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 1, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product6 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 2, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product7 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 0, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product8 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 1, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const product9 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 2, 0], gradient.shape), [16 * batch * high * wide, 2])),
    reshaped,
  );
  const joined = tf.concat(
    [product, product2, product3, product4, product5, product6, product7, product8, product9],
    0,
  );
  const kernelGradient = tf.reshape(joined, weights.kernel.shape) as tf.Tensor4D;
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer conv2d. */
function backwardConv2d2(
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  weights: Tensors<{ kernel: [3, 3, 2, 3], bias: [3] }>,
) {
  const batch = gradient.shape[0];
  const high = gradient.shape[1] as number;
  const wide = gradient.shape[2] as number;
  const biasGradient = tf.sum(gradient, [0, 1, 2]);
  const turned = tf.transpose(reverse(weights.kernel, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const xGradient = tf.conv2d(gradient, turned, [1, 1], [[0, 0], [2, 2], [2, 2], [0, 0]], "NHWC", [2, 2]);
  const padded = tf.pad(x, [[0, 0], [2, 2], [2, 2], [0, 0]]);
  const reshaped = tf.reshape(gradient, [batch * high * wide, 3]);
  const product = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product2 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product3 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product4 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product5 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product6 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product7 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 0, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product8 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 2, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const product9 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 4, 4, 0], x.shape), [batch * high * wide, 2])),
    reshaped,
  );
  const joined = tf.concat(
    [product, product2, product3, product4, product5, product6, product7, product8, product9],
    0,
  );
  const kernelGradient = tf.reshape(joined, weights.kernel.shape) as tf.Tensor4D;
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer depthwise_conv2d. */
function backwardDepthwiseConv2d(
  gradient: tf.Tensor4D,
  output: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
) {
  const batch = gradient.shape[0];
  const biasGradient = tf.sum(gradient, [0, 1, 2]);
  const reshaped = tf.reshape(
    tf.transpose(tf.reshape(reverse(output, [0, 1]), [3, 3, 1, 2, 1]), [0, 1, 4, 3, 2]),
    output.shape,
  ) as tf.Tensor4D;
  const xGradient = depthwiseConv2d(
    tf.pad(gradient, [[0, 0], [1, 1], [1, 1], [0, 0]]),
    reshaped,
    [1, 1],
    "valid",
    [1, 1],
  ) as tf.Tensor4D;
  const padded = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const reshaped2 = tf.reshape(gradient, [4 * batch * high * wide, 2]);
  const summed = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 0, 0, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed2 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 0, 1, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed3 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 0, 2, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed4 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 1, 0, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed5 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 1, 1, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed6 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 1, 2, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed7 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 2, 0, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed8 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 2, 1, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const summed9 = tf.sum(
    tf.mul(
      tf.reshape(tf.slice(padded, [0, 2, 2, 0], gradient.shape), [4 * batch * high * wide, 2]),
      reshaped2,
    ),
    [0],
  );
  const reshaped3 = tf.reshape(summed2, [1, 2]);
  const reshaped4 = tf.reshape(summed3, [1, 2]);
  const reshaped5 = tf.reshape(summed4, [1, 2]);
  const reshaped6 = tf.reshape(summed5, [1, 2]);
  const reshaped7 = tf.reshape(summed6, [1, 2]);
  const reshaped8 = tf.reshape(summed7, [1, 2]);
  const reshaped9 = tf.reshape(summed8, [1, 2]);
  const reshaped10 = tf.reshape(summed9, [1, 2]);
  const reshaped11 = tf.reshape(summed, [1, 2]);
  const joined = tf.concat(
    [reshaped11, reshaped3, reshaped4, reshaped5, reshaped6, reshaped7, reshaped8, reshaped9, reshaped10],
    0,
  );
  const kernelGradient = tf.reshape(tf.reshape(joined, output.shape), [3, 3, 2, 1]) as tf.Tensor4D;
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer conv2d. */
function backwardConv2d3(
  output: tf.Tensor4D,
  gradient: tf.Tensor4D,
  x: tf.Tensor4D,
  high: number,
  wide: number,
) {
  const batch = output.shape[0];
  const scaled = tf.mul(gradient, tf.sub(1, tf.mul(output, output)));
  const biasGradient = tf.sum(scaled, [0, 1, 2]);
  const padded = tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]);
  const reshaped = tf.reshape(scaled, [16 * batch * high * wide, 2]);
  const product = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product2 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product3 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 0, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product4 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product5 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product6 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 1, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product7 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 0, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product8 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 1, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const product9 = tf.matMul(
    tf.transpose(tf.reshape(tf.slice(padded, [0, 2, 2, 0], x.shape), [16 * batch * high * wide, 1])),
    reshaped,
  );
  const kernelGradient = tf.reshape(
    tf.concat([product, product2, product3, product4, product5, product6, product7, product8, product9], 0),
    [3, 3, 1, 2],
  ) as tf.Tensor4D;
  return { weights: { bias: biasGradient, kernel: kernelGradient } };
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
