/** Writes named arrays in the safetensors format: 8 bytes of length, a JSON header, the data without gaps. */
import type { DType, NumberArray } from "../../tensor/index.ts";

/** The format's name of each dtype. */
export const SAFETENSORS_DTYPES = { f32: "F32", i32: "I32", bool: "BOOL" } as const satisfies Record<
  DType,
  string
>;

/** The bytes depend on the names, their order, and the values alone. f32 must be a Float32Array. */
export function writeSafetensors(arrays: ReadonlyMap<string, NumberArray>): Uint8Array {
  let end = 0;
  const parts = [...arrays].map(([name, { dtype, shape, data }]) => {
    if (dtype === "f32" && !(data instanceof Float32Array))
      throw new Error(`${name} is not stored as 32-bit floats`);
    const begin = end;
    end += data.byteLength;
    return {
      name,
      begin,
      data,
      entry: { dtype: SAFETENSORS_DTYPES[dtype], shape, data_offsets: [begin, end] },
    };
  });
  const entries = parts.map(({ name, entry }) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`);
  const header = new TextEncoder().encode(`{${entries.join(",")}}`);
  // Spaces up to a multiple of 8, so that readers can map the data in place.
  const length = Math.ceil(header.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(header, 8);
  for (const { begin, data } of parts) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + length + begin);
  }
  return bytes;
}
