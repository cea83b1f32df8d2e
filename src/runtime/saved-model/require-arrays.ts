/** Refuses arrays of another model, and says what differs: NN703. */
import type { Model } from "../../checker/model.ts";
import { Problem } from "../../problem.ts";
import type { DType } from "../../tensor/index.ts";
import type { Arrays } from "../run-record.ts";
import { showName } from "./show-name.ts";

/** An array that must be there. */
export interface Need {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** The weights of a model. */
export function weightNeeds({ weights }: Pick<Model, "weights">): readonly Need[] {
  return weights.map(({ path, dtype, shape }) => ({ name: path, dtype, shape }));
}

/** Throws Problem unless the names, dtypes and shapes are exactly these and all numbers are finite. */
export function requireArrays(arrays: Arrays, needs: readonly Need[], file: string): void {
  const wanted = new Map(needs.map((need) => [need.name, need]));
  const differences = [
    ...needs.flatMap((need) => differenceOf(need, arrays) ?? []),
    ...[...arrays.keys()]
      .filter((name) => !wanted.has(name))
      .map((name) => `it has ${showName(name)}, which the model has not`),
  ];
  if (differences.length > 0) throw new Problem(sayDifferences(file, differences));
  for (const [name, { data }] of arrays) {
    if (!data.every(Number.isFinite))
      throw new Problem(
        `${file} holds numbers in ${showName(name)} that are not finite; no prediction can come of them.`,
      );
  }
}

function differenceOf({ name, dtype, shape }: Need, arrays: Arrays): string | undefined {
  const found = arrays.get(name);
  if (found === undefined) return `it has no ${showName(name)}`;
  if (found.dtype !== dtype) return `${showName(name)} is ${found.dtype} instead of ${dtype}`;
  const same = found.shape.length === shape.length && found.shape.every((size, i) => size === shape[i]);
  return same
    ? undefined
    : `${showName(name)} is [${found.shape.join(", ")}] instead of [${shape.join(", ")}]`;
}

function sayDifferences(file: string, differences: readonly string[]): string {
  const shown = differences.slice(0, 3).join("; ");
  const more = differences.length > 3 ? `; and ${differences.length - 3} more` : "";
  return `${file} belongs to another model [NN703]: ${shown}${more}.`;
}
