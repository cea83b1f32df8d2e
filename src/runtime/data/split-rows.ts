/**
 * Divides rows into a training and a validation part. Keras takes the last rows of the file, which on a file sorted by class
 * leaves classes out of training; here the validation rows are drawn by the seed, with the same share of every class.
 */
import { allRows, shuffleRows } from "./shuffle-rows.ts";

export interface Split {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/**
 * As many validation rows as Keras takes: `rows - floor(rows * (1 - fraction))`. `classes` holds the class of each row, where
 * there are classes. Both parts keep the order of the file.
 */
export function splitRows(rows: number, fraction: number, seed: number, classes?: Int32Array): Split {
  const wanted = fraction === 0 ? 0 : rows - Math.floor(rows * (1 - fraction));
  const groups = groupByClass(shuffleRows(allRows(rows), seed, "split"), classes);
  const shares = shareOut(
    groups.map((group) => group.length),
    wanted,
    rows,
  );
  const parts = groups.map((group, i) => ({
    validation: group.slice(0, shares[i]),
    training: group.slice(shares[i]),
  }));
  return {
    training: Int32Array.from(parts.flatMap(({ training }) => training)).sort(),
    validation: Int32Array.from(parts.flatMap(({ validation }) => validation)).sort(),
  };
}

function groupByClass(order: Int32Array, classes: Int32Array | undefined): readonly number[][] {
  if (classes === undefined) return [Array.from(order)];
  const groups = new Map<number, number[]>();
  for (const row of order) {
    const group = groups.get(classes[row]);
    if (group === undefined) groups.set(classes[row], [row]);
    else group.push(row);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** Each group's share of `wanted`, rounded down; the rest go to the largest remainders, earlier groups first. */
function shareOut(sizes: readonly number[], wanted: number, total: number): readonly number[] {
  const exact = sizes.map((size) => (size * wanted) / total);
  const shares = exact.map(Math.floor);
  const byRemainder = exact.map((share, i) => ({ i, remainder: share - Math.floor(share) }));
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  const missing = wanted - shares.reduce((sum, share) => sum + share, 0);
  for (const { i } of byRemainder.slice(0, missing)) shares[i] += 1;
  return shares;
}
