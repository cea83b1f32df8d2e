/** Throws RangeError where a size comes out below 1: the inputs are too small for the model. */
export function expectPositive(sizes: Record<string, number>): void {
  for (const [size, value] of Object.entries(sizes))
    if (value < 1) throw new RangeError(`The inputs are too small: ${size} is ${value}.`);
}
