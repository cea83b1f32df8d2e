/** The spread of the numbers that an input is given, for each of its elements or for all of them together. */
import type { NumberArray } from "../../../tensor/index.ts";

export interface Statistics {
  readonly low: number;
  readonly high: number;
  readonly mean: number;
  readonly deviation: number;
}

/** A wider input is a picture, a signal or a text: its elements are measured alike, so that they are judged together. */
const widestTable = 32;

/** Whether each element is a quantity of its own, such as age and income. */
export function isTable({ shape }: NumberArray): boolean {
  return shape.length <= 2 && (shape[1] ?? 1) <= widestTable;
}

/** One entry for each of `width` elements of a row. */
export function statisticsOf(data: ArrayLike<number>, width: number): readonly Statistics[] {
  return Array.from({ length: width }, (_, element) => statisticsAt(data, element, width));
}

function statisticsAt(data: ArrayLike<number>, first: number, stride: number): Statistics {
  let [low, high, mean, squares, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0];
  for (let at = first; at < data.length; at += stride) {
    const value = data[at];
    low = Math.min(low, value);
    high = Math.max(high, value);
    // Welford's way: no squares of large numbers are subtracted.
    count += 1;
    const before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }
  return { low, high, mean, deviation: Math.sqrt(squares / count) };
}
