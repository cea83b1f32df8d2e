/** Shuffles rows by Fisher and Yates over our own random numbers, so that a seed and a purpose decide the order. */
import { philoxRandomSource } from "../../library/philox-random-source.ts";

/** A shuffled copy. `purpose` names the stream: `split`, `shuffle/3` for the fourth epoch. */
export function shuffleRows(rows: Int32Array, seed: number, purpose: string): Int32Array {
  const shuffled = rows.slice();
  // Two 24-bit numbers make 48 bits, so that every place of a long table can be drawn.
  const numbers = philoxRandomSource(seed, purpose).uniform(rows.length * 2);
  for (let i = shuffled.length - 1; i > 0; i--) {
    const random = numbers[2 * i] + numbers[2 * i + 1] / 2 ** 24;
    const j = Math.floor(random * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
  }
  return shuffled;
}

/** 0 … count - 1. */
export function allRows(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}
