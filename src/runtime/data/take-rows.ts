/** Picks rows of arrays: a batch, a part of a split. */
import type { NumberArray } from "../../tensor/index.ts";
import type { Dataset } from "./dataset.ts";

/** The rows `order[first] … order[end - 1]` of each array, in that order; all of `order` unless told otherwise. */
export function takeRows({ arrays }: Dataset, order: Int32Array, first = 0, end = order.length): Dataset {
  const last = Math.min(end, order.length);
  const taken = [...arrays].map(([name, array]) => [name, takeFrom(array, order, first, last)] as const);
  return { rows: last - first, arrays: new Map(taken) };
}

/** The same for one array. */
export function takeFrom(
  { dtype, shape, data }: NumberArray,
  order: Int32Array,
  first: number,
  end: number,
): NumberArray {
  const [rows, ...dims] = shape;
  const width = data.length / rows;
  const taken = new (data.constructor as new (length: number) => typeof data)((end - first) * width);
  for (let i = first; i < end; i++) {
    const row = order[i];
    taken.set(data.subarray(row * width, (row + 1) * width) as never, (i - first) * width);
  }
  return { dtype, shape: [end - first, ...dims], data: taken };
}
