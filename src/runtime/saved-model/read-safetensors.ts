/**
 * Reads a safetensors file that nobody vouches for: every length, offset and shape is checked before anything is allocated, and
 * what does not hold is a Problem of one line. Data must fill the file without gaps or overlaps, as the format demands.
 */
import { Problem } from "../../problem.ts";
import type { DType, NumberArray } from "../../tensor/index.ts";
import { type HeaderEntry, parseSafetensorsHeader } from "./parse-safetensors-header.ts";
import { showName } from "./show-name.ts";
import { SAFETENSORS_DTYPES } from "./write-safetensors.ts";

const MOST_HEADER_BYTES = 10 * 1024 * 1024;
const MOST_TENSORS = 100_000;
const MOST_RANK = 8;
const MOST_ELEMENTS = 2 ** 31 - 1;

/** Arrays by name, in the order of the header. `file` is named in the Problem. Throws Problem. */
export function readSafetensors(bytes: Uint8Array, file: string): ReadonlyMap<string, NumberArray> {
  const fail = (why: string): never => {
    throw new Problem(`${file} is no whole safetensors file: ${why}.`);
  };
  const start = dataStart(bytes, fail);
  const entries = parseSafetensorsHeader(decodeHeader(bytes.subarray(8, start), fail), fail);
  if (entries.length > MOST_TENSORS)
    fail(`it lists ${entries.length} tensors, and ${MOST_TENSORS} is the limit`);
  checkLayout(entries, bytes.length - start, fail);
  return new Map(entries.map((entry) => [entry.name, toArray(entry, bytes.subarray(start), fail)]));
}

type Fail = (why: string) => never;

function dataStart(bytes: Uint8Array, fail: Fail): number {
  if (bytes.length < 8) fail(`it has ${bytes.length} bytes, and the first 8 tell the header's length`);
  const length = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (length > MOST_HEADER_BYTES)
    fail(`its header claims ${length} bytes, and ${MOST_HEADER_BYTES} is the limit`);
  const end = 8 + Number(length);
  if (end > bytes.length) fail(`its header claims ${length} bytes, but the file ends after ${bytes.length}`);
  return end;
}

function decodeHeader(bytes: Uint8Array, fail: Fail): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail("its header is not UTF-8");
  }
}

/** Each tensor begins where the one before it in the data ends; the last ends with the file. */
function checkLayout(entries: readonly HeaderEntry[], dataLength: number, fail: Fail): void {
  const inOrder = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of inOrder) {
    if (end < begin || begin !== at)
      fail(`the data of ${showName(name)} is at ${begin}..${end}, but ${at} is where it should begin`);
    at = end;
  }
  if (at !== dataLength) fail(`its tensors take ${at} bytes, but ${dataLength} follow the header`);
}

function toArray(
  { name, dtype: stored, shape, begin, end }: HeaderEntry,
  data: Uint8Array,
  fail: Fail,
): NumberArray {
  const dtype = dtypeOf(stored);
  if (dtype === undefined)
    return fail(
      `${showName(name)} is stored as ${showName(stored)}, and I read ${Object.values(SAFETENSORS_DTYPES).join(", ")}`,
    );
  if (shape.length > MOST_RANK)
    fail(`${showName(name)} has ${shape.length} dimensions, and ${MOST_RANK} is the limit`);
  const count = shape.reduce((product, size) => product * size, 1);
  if (count > MOST_ELEMENTS)
    fail(`${showName(name)} claims ${count} elements, and ${MOST_ELEMENTS} is the limit`);
  const size = dtype === "bool" ? count : count * 4;
  if (end - begin !== size)
    fail(`${showName(name)} [${shape.join(", ")}] takes ${size} bytes, but ${end - begin} are given`);
  // Not `slice`: that of Node's Buffer is a view of the whole file.
  const copy = new Uint8Array(data.subarray(begin, end));
  if (dtype === "bool") return { dtype, shape, data: copy };
  return {
    dtype,
    shape,
    data: dtype === "f32" ? new Float32Array(copy.buffer) : new Int32Array(copy.buffer),
  };
}

function dtypeOf(stored: string): DType | undefined {
  const dtypes: readonly DType[] = ["f32", "i32", "bool"];
  return dtypes.find((dtype) => SAFETENSORS_DTYPES[dtype] === stored);
}
