/**
 * Standard normal numbers, float64, by the method of Box and Muller, "A Note on the Generation of Random Normal Deviates"
 * (1958): two uniform numbers become two normal ones.
 */
import type { RandomSource } from "../random-source.ts";

/** `count` numbers of mean 0 and standard deviation 1; takes an even number of uniform numbers from the source. */
export function normalNumbers(source: RandomSource, count: number): Float64Array {
  const pairs = Math.ceil(count / 2);
  const uniform = source.uniform(2 * pairs);
  const normal = new Float64Array(2 * pairs);
  for (let i = 0; i < normal.length; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform[i]));
    const angle = 2 * Math.PI * uniform[i + 1];
    normal[i] = radius * Math.cos(angle);
    normal[i + 1] = radius * Math.sin(angle);
  }
  return normal.subarray(0, count);
}
