/** How a window slides over its spatial axes (1 to 3). */
export interface Sliding {
  window: number[];
  strides: number[];
  padding: "same" | "valid" | number[][];
  dilation?: number[];
}

/**
 * Visits every meeting of a window with an element under it: `x` and `y` are where the channels of that element and of that place
 * of the window begin, `tap` is the row-major position inside the window. Padding is left out; `same` puts an odd element of it
 * at the far end. The meetings of one place come in the order of their taps.
 */
export function walkWindows(
  xShape: number[],
  yShape: number[],
  sliding: Sliding,
  visit: (x: number, y: number, tap: number) => void,
): void {
  const [sizes, places] = [xShape.slice(1, -1), yShape.slice(1, -1)];
  const [inX, inY] = [xShape[xShape.length - 1], yShape[yShape.length - 1]];
  const times = (a: number, b: number) => a * b;
  const taps = meetings(sizes, places, sliding);
  const [area, count] = [sizes.reduce(times, 1), places.reduce(times, 1)];
  for (let example = 0; example < xShape[0]; example++)
    for (let t = 0; t < taps.length; t += 3)
      visit((example * area + taps[t]) * inX, (example * count + taps[t + 1]) * inY, taps[t + 2]);
}

/** The meetings of one example, as triples of row-major positions: element, place, tap. */
function meetings(
  sizes: number[],
  places: number[],
  { window, strides, padding, dilation }: Sliding,
): Int32Array {
  let triples = Int32Array.of(0, 0, 0);
  for (const [axis, size] of sizes.entries()) {
    const [count, taken, gap] = [places[axis], window[axis], dilation === undefined ? 1 : dilation[axis]];
    const missing = (count - 1) * strides[axis] + (taken - 1) * gap + 1 - size;
    const same = Math.floor(Math.max(0, missing) / 2);
    const before = padding === "valid" ? 0 : padding === "same" ? same : padding[axis][0];
    const next = new Int32Array(triples.length * count * taken);
    let filled = 0;
    for (let t = 0; t < triples.length; t += 3)
      for (let place = 0; place < count; place++)
        for (let tap = 0; tap < taken; tap++) {
          const at = place * strides[axis] - before + tap * gap;
          if (at < 0 || at >= size) continue;
          next[filled++] = triples[t] * size + at;
          next[filled++] = triples[t + 1] * count + place;
          next[filled++] = triples[t + 2] * taken + tap;
        }
    triples = next.subarray(0, filled);
  }
  return triples;
}
