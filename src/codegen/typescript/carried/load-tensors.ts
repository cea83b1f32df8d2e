import * as tf from "@tensorflow/tfjs-core";
import type { ShapeTree, Tensors } from "./tensor.ts";

/**
 * Tensors from the bytes of a safetensors file: the length of a header (8 bytes), the header (JSON: dtype, shape and place of each
 * tensor by name), the numbers. Throws where a tensor is missing or left over, or has another dtype, shape or size than it must.
 * Dtypes are F32 unless `dtypes` says otherwise.
 */
export function loadTensors<Shapes extends ShapeTree>(
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
    return readTensor(name, entry, data, [...shape], Object.hasOwn(dtypes, name) ? dtypes[name] : "F32");
  };
  return tf.tidy(() => {
    const tensors = readTree(shapes, [], read);
    for (const name of entries.keys())
      throw new Error(`The weights file holds ${name}, which the model has not.`);
    return tensors as Tensors<Shapes>;
  });
}

/** Where a tensor stands in the file, as the header says. */
interface StoredTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
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
