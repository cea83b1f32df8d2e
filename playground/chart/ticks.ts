/** Which numbers stand at an axis. */

/** Of a step: a share that rounding has made a hair more than 1 needs no room above it. */
const unseen = 1e-4;

/** Round numbers on an axis: steps of 1, 2 or 5 times a power of ten, about `wanted` of them, from at or below `low` to at or above `high`. */
export function ticks(low: number, high: number, wanted: number): readonly number[] {
  const span = high > low ? high - low : Math.max(Math.abs(low), 1);
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step + unseen);
  const last = Math.max(first + 1, Math.ceil(high / step - unseen));
  // Sums of steps would gather errors that a label shows.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
