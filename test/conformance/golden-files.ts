/** The golden files of a category of the library, which running Keras itself has written. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { NumberArray } from "../../src/tensor/index.ts";

/** Numbers, nested as the tensor was; infinities and NaN as text. */
export type Nested = number | string | readonly Nested[];

/** The parsed files with their entries' names. */
export function goldenFiles<T>(category: string): readonly (T & { readonly name: string })[] {
  const folder = fileURLToPath(new URL(`./golden/${category}/`, import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => JSON.parse(readFileSync(folder + file, "utf8")));
}

export function flatten(nested: Nested): number[] {
  return Array.isArray(nested) ? nested.flatMap(flatten) : [Number(nested)];
}

export function shapeOf(nested: Nested): readonly number[] {
  return Array.isArray(nested) ? [nested.length, ...shapeOf(nested[0] ?? 0)] : [];
}

/** The numbers as a tensor. */
export function arrayOf(nested: Nested, dtype: "f32" | "i32" = "f32"): NumberArray {
  const numbers = flatten(nested);
  const data = dtype === "f32" ? Float32Array.from(numbers) : Int32Array.from(numbers);
  return { dtype, shape: shapeOf(nested), data };
}
