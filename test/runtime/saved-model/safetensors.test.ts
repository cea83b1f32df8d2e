import fc from "fast-check";
import { expect, it } from "vitest";
import { Problem } from "../../../src/problem.ts";
import { readSafetensors } from "../../../src/runtime/saved-model/read-safetensors.ts";
import { writeSafetensors } from "../../../src/runtime/saved-model/write-safetensors.ts";
import type { NumberArray } from "../../../src/tensor/index.ts";

const SEED = 20_260;

const array: fc.Arbitrary<NumberArray> = fc
  .record({
    dtype: fc.constantFrom("f32", "i32", "bool"),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
  })
  .map(({ dtype, shape }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const numbers = Array.from({ length: count }, (_, i) => (dtype === "bool" ? i % 2 : i * 3 - 5));
    const data =
      dtype === "f32"
        ? Float32Array.from(numbers)
        : dtype === "i32"
          ? Int32Array.from(numbers)
          : Uint8Array.from(numbers);
    return { dtype: dtype as NumberArray["dtype"], shape, data };
  });
const arrays = fc
  .array(
    fc.tuple(
      fc.string({ unit: "grapheme" }).filter((name) => name !== "__metadata__"),
      array,
    ),
    { maxLength: 4 },
  )
  .map((entries) => new Map(entries));

it("reads what it wrote, whatever the names", () => {
  fc.assert(
    fc.property(arrays, (given) => {
      expect(readSafetensors(writeSafetensors(given), "a")).toEqual(given);
    }),
    { seed: SEED },
  );
  const proto = new Map<string, NumberArray>([
    ["__proto__", { dtype: "f32", shape: [1], data: Float32Array.of(1.5) }],
  ]);
  expect(readSafetensors(writeSafetensors(proto), "a").get("__proto__")?.data[0]).toBe(1.5);
});

it("writes the bytes that the format asks for", () => {
  const given = new Map<string, NumberArray>([
    ["w", { dtype: "f32", shape: [2, 1], data: Float32Array.of(1, -2) }],
  ]);
  const bytes = writeSafetensors(given);
  const header = '{"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}';
  expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(56n);
  expect(new TextDecoder().decode(bytes.subarray(8, 64))).toBe(header.padEnd(56));
  expect([...new Float32Array(bytes.slice(64).buffer)]).toEqual([1, -2]);
});

/** A file with this header and so many bytes of data. */
function file(
  header: string,
  dataLength: number,
  claimed = BigInt(new TextEncoder().encode(header).length),
): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + dataLength);
  new DataView(bytes.buffer).setBigUint64(0, claimed, true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (name: string, shape: string, begin: number, end: number, dtype = "F32") =>
  `"${name}":{"dtype":"${dtype}","shape":${shape},"data_offsets":[${begin},${end}]}`;

const hostile: readonly [what: string, bytes: Uint8Array][] = [
  ["nothing", new Uint8Array(0)],
  ["seven bytes", new Uint8Array(7)],
  ["no header", file("", 0)],
  ["a header longer than the file", file("{}", 0, 100n)],
  ["a header of 2^64 - 1 bytes", file("{}", 0, 2n ** 64n - 1n)],
  ["a header over the limit", file("{}", 0, 11n * 1024n * 1024n)],
  ["no UTF-8", file("{}", 0).fill(0xff, 8)],
  ["a name twice", file(`{${entry("a", "[1]", 0, 4)},${entry("a", "[1]", 4, 8)}}`, 8)],
  ["a field twice", file('{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4)],
  ["an unknown field", file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}', 4)],
  ["deep brackets", file(`{"a":${"[".repeat(100_000)}`, 0)],
  ["deep objects", file(`{"__metadata__":${'{"a":'.repeat(100_000)}`, 0)],
  ["a shape that overflows", file(`{${entry("a", "[4294967296,4294967296]", 0, 4)}}`, 4)],
  ["a negative size", file(`{${entry("a", "[-1]", 0, 4)}}`, 4)],
  ["a broken size", file(`{${entry("a", "[1.5]", 0, 4)}}`, 4)],
  ["an exponent", file(`{${entry("a", "[1e3]", 0, 4)}}`, 4)],
  ["too many dimensions", file(`{${entry("a", "[1,1,1,1,1,1,1,1,1]", 0, 4)}}`, 4)],
  ["overlapping data", file(`{${entry("a", "[2]", 0, 8)},${entry("b", "[2]", 4, 12)}}`, 12)],
  ["a hole", file(`{${entry("a", "[1]", 0, 4)},${entry("b", "[1]", 8, 12)}}`, 12)],
  ["data beyond the file", file(`{${entry("a", "[4]", 0, 16)}}`, 4)],
  ["bytes left over", file(`{${entry("a", "[1]", 0, 4)}}`, 8)],
  ["an end before its beginning", file(`{${entry("a", "[1]", 4, 0)}}`, 4)],
  ["a size that is not its data's", file(`{${entry("a", "[2]", 0, 4)}}`, 4)],
  ["an unknown dtype", file(`{${entry("a", "[1]", 0, 8, "F64")}}`, 8)],
  ["text after the header", file("{} {}", 0)],
  ["half a character", file(`{${entry("\\ud800", "[1]", 0, 4)}}`, 4)],
  ["a tensor that is a list", file('{"a":[1]}', 0)],
];

it.each(hostile)("refuses %s in one line", (_, bytes) => {
  const said = problemOf(bytes);
  expect(said).toMatch(/^weights is no whole safetensors file: [^\n]+$/);
  expect(said.length).toBeLessThan(300);
});

it("refuses a file cut anywhere", () => {
  const whole = writeSafetensors(
    new Map([["dense/kernel", { dtype: "f32", shape: [2, 2], data: new Float32Array(4) }]]),
  );
  for (let length = 0; length < whole.length; length++)
    expect(problemOf(whole.slice(0, length))).toMatch(/^weights is no/);
});

it("throws Problem or reads, whatever the bytes", () => {
  const given = new Map<string, NumberArray>([
    ["dense/kernel", { dtype: "f32", shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }],
    ["step", { dtype: "i32", shape: [], data: Int32Array.of(7) }],
  ]);
  const whole = writeSafetensors(given);
  const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(edits, (changes) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) bytes[at] = value;
      try {
        readSafetensors(bytes, "weights");
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
    { seed: SEED, numRuns: 20_000 },
  );
});

function problemOf(bytes: Uint8Array): string {
  try {
    readSafetensors(bytes, "weights");
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  return "read";
}
