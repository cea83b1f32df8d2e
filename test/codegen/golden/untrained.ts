/**
 * Only what a prediction needs: there is nothing to train here.
 *
 * Untrained, generated from untrained.nn by nnc 0.0.0; `nnc build untrained.nn` writes it anew.
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
  readonly series: Tensor<["batch", "steps", 2]>;
};

/** What the model says, for each example of the batch. */
export type Outputs = {
  readonly head: Tensor<["batch", 2]>;
};

/** The shape of each weight, by the parts of its path in a safetensors file. */
const weightShapes = {
  conv1d: { kernel: [5, 2, 4], bias: [4] },
  lstm: { lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } },
  head: { kernel: [3, 2], bias: [2] },
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
    const batch = inputs.series.shape[0];
    const steps = inputs.series.shape[1] as number;
    const series = expectShape("series", inputs.series, [batch, steps, 2]);
    expectPositive({ "steps - 4": steps - 4, "batch * steps - 4 * batch": batch * steps - 4 * batch });
    // conv1d(4, 5, activation=relu), untrained.nn:5 → [batch, steps - 4, 4]
    const conv1d = applyConv1d(series, weights.conv1d);
    // lstm(3), untrained.nn:5 → [batch, 3]
    const lstm = applyLstm(conv1d, steps, weights.lstm);
    // dense(2, name="head"), untrained.nn:5 → [batch, 2]
    const head = tf.add(tf.matMul(lstm, weights.head.kernel), weights.head.bias);
    return { head: head as tf.Tensor2D };
  });
}

/** The layer conv1d. */
function applyConv1d(x: tf.Tensor, weights: Tensors<{ kernel: [5, 2, 4], bias: [4] }>): tf.Tensor {
  const batch = x.shape[0];
  const steps = x.shape[1] as number;
  const reshaped = tf.reshape(x, [batch, 1, steps, 2]) as tf.Tensor4D;
  const reshaped2 = tf.reshape(weights.kernel, [1, 5, 2, 4]) as tf.Tensor4D;
  return tf.relu(
    tf.add(tf.reshape(tf.conv2d(reshaped, reshaped2, [1, 1], "valid"), [batch, steps - 4, 4]), weights.bias),
  );
}

/** The layer lstm. */
function applyLstm(
  x: tf.Tensor,
  steps: number,
  weights: Tensors<{ lstm_cell: { kernel: [4, 12], recurrent_kernel: [3, 12], bias: [12] } }>,
): tf.Tensor {
  const batch = x.shape[0];
  const product = tf.matMul(
    tf.reshape(tf.transpose(x, [1, 0, 2]), [batch * steps - 4 * batch, 4]),
    weights.lstm_cell.kernel,
  );
  const sum = tf.add(tf.reshape(product, [steps - 4, batch, 12]), weights.lstm_cell.bias);
  const sumRows = unstack(sum);
  let state: tf.Tensor = tf.fill([batch, 3], 0);
  let state2: tf.Tensor = tf.fill([batch, 3], 0);
  for (let t = 0; t < steps - 4; t++) {
    [state, state2] = tf.tidy((): [tf.Tensor, tf.Tensor] => {
      const [part, part2, part3, part4] = tf.split(
        tf.add(sumRows[t]!, tf.matMul(state, weights.lstm_cell.recurrent_kernel)),
        [3, 3, 3, 3],
        1,
      ) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      const nextState2 = tf.add(tf.mul(tf.sigmoid(part2), state2), tf.mul(tf.sigmoid(part), tf.tanh(part3)));
      const nextState = tf.mul(tf.sigmoid(part4), tf.tanh(nextState2));
      return [nextState, nextState2];
    });
  }
  return state;
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

/** Throws RangeError where a size comes out below 1: the inputs are too small for the model. */
function expectPositive(sizes: Record<string, number>): void {
  for (const [size, value] of Object.entries(sizes))
    if (value < 1) throw new RangeError(`The inputs are too small: ${size} is ${value}.`);
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
