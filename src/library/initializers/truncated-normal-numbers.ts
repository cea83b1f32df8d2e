/** Standard normal numbers between -2 and 2, float64: drawn again while they fall outside. */
import type { RandomSource } from "../random-source.ts";
import { normalNumbers } from "./normal-numbers.ts";

/** The standard deviation of what is left of a standard normal distribution between -2 and 2. */
export const TRUNCATED_DEVIATION = 0.87962566103423978;

const BOUND = 2;

/** `count` numbers of mean 0 and standard deviation `TRUNCATED_DEVIATION`. */
export function truncatedNormalNumbers(source: RandomSource, count: number): Float64Array {
  const kept = new Float64Array(count);
  let length = 0;
  while (length < count) {
    for (const z of normalNumbers(source, count - length)) {
      if (Math.abs(z) < BOUND) kept[length++] = z;
    }
  }
  return kept;
}
