/**
 * Handwritten digits of 8 × 8 pixels with grey values from 0 to 16, as 64 numbers.
 *
 * DigitsMlp, generated from digits_mlp.nn by nnc 0.0.0; `nnc build digits_mlp.nn` writes it anew.
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
  readonly pixels: Tensor<["batch", 64]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly digit: Tensor<["batch", 10]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  dense: { kernel: [64, 64], bias: [64] },
  dense_1: { kernel: [64, 32], bias: [32] },
  dense_2: { kernel: [32, 10], bias: [10] },
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
    const batch = inputs.pixels.shape[0];
    const pixels = expectShape("pixels", inputs.pixels, [batch, 64]);
    // rescaling(1 / 16), digits_mlp.nn:6 → [batch, 64]
    const rescaling = tf.add(tf.mul(pixels, 0.0625), 0);
    let x: tf.Tensor = rescaling;
    for (const dense of [weights.dense, weights.dense_1]) {
      // dense(width, activation=relu, kernel_initializer=he_uniform), digits_mlp.nn:8
      x = tf.relu(tf.add(tf.matMul(x, dense.kernel), dense.bias));
    }
    // dense(10, activation=softmax), digits_mlp.nn:11 → [batch, 10]
    const dense2 = tf.softmax(tf.add(tf.matMul(x, weights.dense_2.kernel), weights.dense_2.bias));
    return { digit: dense2 as tf.Tensor2D };
  });
}

// Training --------------------------------------------------------------------------------------------

/** What the outputs should be, for each example of a batch. */
export type Targets = {
  /** int32: class numbers from 0 to 9. */
  readonly digit: Tensor<["batch"]>;
};

/** Examples to learn from. */
export type Batch = {
  readonly inputs: Inputs;
  readonly targets: Targets;
};

/** The shape of what the optimizer remembers. */
const optimizerShapes = { sgd: { momentum: weightShapes } } as const;

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

const heUniform = (weight: InitializerContext) =>
  scaledNumbers(
    { seed: null, input_axes: null, output_axes: null, scale: 2, mode: "fan_in", distribution: "uniform" },
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
      dense: {
        kernel: drawWeight(seed, "dense/kernel", weightShapes.dense.kernel, [64, 64], heUniform),
        bias: tf.zeros([64]),
      },
      dense_1: {
        kernel: drawWeight(seed, "dense_1/kernel", weightShapes.dense_1.kernel, [64, 32], heUniform),
        bias: tf.zeros([32]),
      },
      dense_2: {
        kernel: drawWeight(seed, "dense_2/kernel", weightShapes.dense_2.kernel, [32, 10], glorotUniform),
        bias: tf.zeros([10]),
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
    const batch = inputs.pixels.shape[0];
    const pixels = expectShape("pixels", inputs.pixels, [batch, 64]);
    const digitTarget = expectShape("digit", targets.digit, [batch]);
    // rescaling(1 / 16), digits_mlp.nn:6 → [batch, 64]
    const rescaling = tf.add(tf.mul(pixels, 0.0625), 0);
    // dense(width, activation=relu, kernel_initializer=he_uniform), digits_mlp.nn:8 → [batch, 64]
    const dense = tf.relu(tf.add(tf.matMul(rescaling, weights.dense.kernel), weights.dense.bias));
    // dropout(0.2), digits_mlp.nn:9 → [batch, 64]
    const dropoutScaled = tf.mul(
      tf.cast(tf.lessEqual(0.2, randomUniform(seed, step, 0, [batch, 64])), "float32"),
      1.25,
    );
    const dropout = tf.mul(dense, dropoutScaled);
    // dense(width, activation=relu, kernel_initializer=he_uniform), digits_mlp.nn:8 → [batch, 32]
    const dense1 = tf.relu(tf.add(tf.matMul(dropout, weights.dense_1.kernel), weights.dense_1.bias));
    // dropout(0.2), digits_mlp.nn:9 → [batch, 32]
    const dropout1Scaled = tf.mul(
      tf.cast(tf.lessEqual(0.2, randomUniform(seed, step, 1, [batch, 32])), "float32"),
      1.25,
    );
    const dropout1 = tf.mul(dense1, dropout1Scaled);
    // dense(10, activation=softmax), digits_mlp.nn:11 → [batch, 10]
    const dense2 = tf.softmax(tf.add(tf.matMul(dropout1, weights.dense_2.kernel), weights.dense_2.bias));

    // loss: sparse_categorical_crossentropy, digits_mlp.nn:15
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(digitTarget, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const lossSummed = tf.sum(dense2, [1], true);
    const lossRatio = tf.div(dense2, lossSummed);
    const lossClipped = clip(lossRatio, 1e-7, 0.9999999);
    const loss = tf.mean(tf.neg(tf.sum(tf.mul(lossNumbers, tf.log(lossClipped)), [1])));

    // sparse_categorical_crossentropy, digits_mlp.nn:15, backward
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
    const dense2Gradient = tf.add(tf.div(lossGradientScaled, lossSummed), lossGradientReshaped);
    // dense(10, activation=softmax), digits_mlp.nn:11, backward
    const dense2Gradients = backwardDense(dense2Gradient, dense2, dropout1, weights.dense_2);
    // dropout(0.2), digits_mlp.nn:9, backward
    const dense1Gradient = tf.mul(dense2Gradients.x, dropout1Scaled);
    // dense(width, activation=relu, kernel_initializer=he_uniform), digits_mlp.nn:8, backward
    const dense1Gradients = backwardDense2(dense1, dense1Gradient, dropout, weights.dense_1);
    // dropout(0.2), digits_mlp.nn:9, backward
    const denseGradient = tf.mul(dense1Gradients.x, dropoutScaled);
    // dense(width, activation=relu, kernel_initializer=he_uniform), digits_mlp.nn:8, backward
    const denseGradientScaled = tf.mul(denseGradient, tf.step(dense));
    const denseBiasGradient = tf.sum(denseGradientScaled, [0]);
    const denseKernelGradient = tf.matMul(tf.transpose(rescaling), denseGradientScaled);

    // update: sgd
    const stepScalar = tf.scalar(step, "int32");
    const sgdScaled = tf.mul(
      tf.add(
        tf.cos(
          tf.mul(tf.div(extreme("min", tf.cast(stepScalar, "float32"), tf.scalar(900)), 900), 3.1415927),
        ),
        1,
      ),
      0.5,
    );
    const stepSize = tf.mul(tf.add(sgdScaled, 0), 0.1);
    const gradients = {
      dense: { kernel: denseKernelGradient, bias: denseBiasGradient },
      dense_1: dense1Gradients.weights,
      dense_2: dense2Gradients.weights,
    };
    const [nextWeights, nextMomentum] = updateEach(
      gradients,
      [weights, optimizer.sgd.momentum],
      (gradient, weight, momentum) => updateBySgd(gradient, weight, momentum, stepSize),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, digits_mlp.nn:16
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(dense2, 1)), "float32")),
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
        weights: nextWeights,
        optimizer: { sgd: { momentum: nextMomentum } },
        metrics: {
          loss: { total: lossTotal, count: lossCount },
          accuracy: { total: accuracyTotal, count: accuracyCount },
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
    const { digit } = predict(weights, inputs);
    const batch = digit.shape[0];
    const digitTarget = expectShape("digit", targets.digit, [batch]);
    // loss: sparse_categorical_crossentropy, digits_mlp.nn:15
    const lossNumbers = tf.cast(
      tf.equal(tf.reshape(digitTarget, [batch, 1]), iota([1, 10], 1, "int32")),
      "float32",
    );
    const loss = tf.mean(
      tf.neg(
        tf.sum(
          tf.mul(lossNumbers, tf.log(clip(tf.div(digit, tf.sum(digit, [1], true)), 1e-7, 0.9999999))),
          [1],
        ),
      ),
    );

    // metric: loss
    const lossTotal = tf.add(metrics.loss.total, tf.mul(loss, batch));
    const lossCount = tf.add(metrics.loss.count, batch);
    // metric: accuracy, digits_mlp.nn:16
    const accuracyTotal = tf.add(
      metrics.accuracy.total,
      tf.sum(tf.cast(tf.equal(digitTarget, tf.argMax(digit, 1)), "float32")),
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

/** The gradients of the layer dense. */
function backwardDense(
  gradient: tf.Tensor,
  output: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [32, 10], bias: [10] }>,
) {
  const scaled = tf.mul(output, tf.sub(gradient, tf.sum(tf.mul(gradient, output), [1], true)));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.transpose(tf.matMul(tf.transpose(scaled), x));
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** The gradients of the layer dense. */
function backwardDense2(
  output: tf.Tensor,
  gradient: tf.Tensor,
  x: tf.Tensor,
  weights: Tensors<{ kernel: [64, 32], bias: [32] }>,
) {
  const scaled = tf.mul(gradient, tf.step(output));
  const biasGradient = tf.sum(scaled, [0]);
  const xGradient = tf.matMul(scaled, tf.transpose(weights.kernel));
  const kernelGradient = tf.matMul(tf.transpose(x), scaled);
  return { x: xGradient, weights: { bias: biasGradient, kernel: kernelGradient } };
}

/** One update of a weight. */
function updateBySgd(
  gradient: tf.Tensor,
  weight: tf.Tensor,
  momentum: tf.Tensor,
  stepSize: tf.Tensor,
): [weight: tf.Tensor, momentum: tf.Tensor] {
  const scaled = tf.mul(gradient, stepSize);
  const nextMomentum = tf.sub(tf.mul(momentum, 0.9), scaled);
  const nextWeight = tf.add(weight, tf.sub(tf.mul(nextMomentum, 0.9), scaled));
  return [nextWeight, nextMomentum];
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
 * A tensor's values on the host, row-major: the backend's own memory where it lets us see it. For reading
 * only, and only until the next tensor is made, since that may move the memory.
 */
function hostValues(x: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  const backend: object = tf.backend();
  if (!("typedArrayFromHeap" in backend)) return x.dataSync();
  return (backend as { typedArrayFromHeap: (x: tf.Tensor) => Float32Array }).typedArrayFromHeap(x);
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
