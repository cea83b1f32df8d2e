import fc from "fast-check";
import { expect, it } from "vitest";
import { philoxBlock, philoxUniform } from "../../src/tensor/philox.ts";

/** Random123's published known answers (tests/kat_vectors, philox4x32 with 10 rounds): counter, key, expected words. */
const KNOWN_ANSWERS = [
  "00000000 00000000 00000000 00000000 | 00000000 00000000 | 6627e8d5 e169c58d bc57ac4c 9b00dbd8",
  "ffffffff ffffffff ffffffff ffffffff | ffffffff ffffffff | 408f276d 41c83b0e a20bc7c6 6d5451fd",
  "243f6a88 85a308d3 13198a2e 03707344 | a4093822 299f31d0 | d16cfe09 94fdcceb 5001e420 24126ea1",
];

it.each(KNOWN_ANSWERS)("philox equals Random123: %s", (line) => {
  const [counter, key, expected] = line.split(" | ").map((words) => words.split(" "));
  const [c0, c1, c2, c3] = counter.map((word) => Number.parseInt(word, 16));
  const [k0, k1] = key.map((word) => Number.parseInt(word, 16));
  const block = new Uint32Array(4);
  philoxBlock(c0, c1, c2, c3, k0, k1, block);
  expect([...block].map((word) => word.toString(16).padStart(8, "0"))).toEqual(expected);
});

it("every element can be made alone, and every stretch equals the same stretch of the whole", () => {
  const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
  const property = fc.property(
    int,
    fc.nat(1000),
    fc.nat(),
    fc.nat(60),
    fc.nat(60),
    (seed, stream, step, first, count) => {
      const whole = philoxUniform(seed, stream, step, 128);
      expect(philoxUniform(seed, stream, step, count, first)).toEqual(whole.slice(first, first + count));
      expect(philoxUniform(seed, stream, step, 1, first)[0]).toBe(whole[first]);
    },
  );
  fc.assert(property, { numRuns: 200, seed: 2011 });
});

it("numbers lie in [0, 1), are spread evenly, and differ between seeds, streams and steps", () => {
  const numbers = philoxUniform(7, 3, 11, 20_000);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const tenths = new Array<number>(10).fill(0);
  for (const number of numbers) tenths[Math.floor(number * 10)] += 1;
  const chiSquare = tenths.reduce((total, seen) => total + (seen - 2000) ** 2 / 2000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, p = 0.001
  for (const other of [philoxUniform(8, 3, 11, 8), philoxUniform(7, 4, 11, 8), philoxUniform(7, 3, 12, 8)])
    expect(other).not.toEqual(numbers.slice(0, 8));
});
