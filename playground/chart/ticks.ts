/** Round numbers on an axis: steps of 1, 2 or 5 times a power of ten, about `wanted` of them, from at or below `low` to at or above `high`. */
export function ticks(low: number, high: number, wanted: number): readonly number[] {
  const span = high > low ? high - low : Math.max(Math.abs(low), 1);
  const rough = span / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // Sums of steps would gather errors that a label shows.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
