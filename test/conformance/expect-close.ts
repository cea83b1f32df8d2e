/** Numbers that agree with Keras's: within a part of their own size, or of the largest of their array for tiny ones. */
import { expect } from "vitest";
import { flatten, type Nested } from "./golden-files.ts";

/** `relative` of each number's size, plus `relative` · 0.1 of the array's largest: what is left of a cancelled sum. */
export function expectClose(found: ArrayLike<number>, golden: Nested, what: string, relative = 1e-5): void {
  const expected = flatten(golden);
  expect(found.length, what).toBe(expected.length);
  const largest = Math.max(0, ...expected.map(Math.abs).filter(Number.isFinite));
  for (const [i, number] of expected.entries()) {
    const agrees =
      Object.is(found[i], number) ||
      Math.abs(found[i] - number) <= relative * (Math.abs(number) + 0.1 * largest);
    if (!agrees) expect.fail(`${what}, element ${i}: ${found[i]}, but Keras has ${number}`);
  }
}
