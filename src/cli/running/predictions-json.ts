/** Predictions as data: one nested array a row, in the output's shape; with several outputs an object of these by name. */
import type { Model } from "../../checker/model.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import type { NumberArray } from "../../tensor/index.ts";
import { classNames, likeliestClasses } from "./likeliest-classes.ts";

export type Nested = number | boolean | readonly Nested[];
export type PerOutput<T> = T | { readonly [output: string]: T };

/** `labels` hold the name of the likeliest class of each row, where the target has names. */
export interface Predictions {
  readonly predictions: PerOutput<readonly Nested[]>;
  readonly labels?: PerOutput<readonly string[]>;
}

export function predictionsJson(model: Model, preparation: Preparation, outputs: Arrays): Predictions {
  const names = model.outputs.map(({ name }) => name);
  const rows = new Map(names.map((name) => [name, nestedRows(outputs.get(name)!)]));
  const labels = new Map(
    names.flatMap((name) => {
      const classes = classNames(model, name, preparation);
      const places = likeliestClasses(model, name, outputs.get(name)!);
      if (classes === undefined || places === undefined) return [];
      return [[name, places.map((place) => classes[place])] as const];
    }),
  );
  const predictions = perOutput(names, rows)!;
  const named = perOutput(names, labels);
  return named === undefined ? { predictions } : { predictions, labels: named };
}

function perOutput<T>(names: readonly string[], values: ReadonlyMap<string, T>): PerOutput<T> | undefined {
  if (values.size === 0) return undefined;
  return names.length === 1 ? values.get(names[0]) : Object.fromEntries(values);
}

function nestedRows({ shape, data, dtype }: NumberArray): Nested[] {
  const value = (i: number): Nested => (dtype === "bool" ? data[i] !== 0 : data[i]);
  const nest = (axis: number, at: number): Nested => {
    if (axis === shape.length) return value(at);
    const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
    return Array.from({ length: shape[axis] }, (_, i) => nest(axis + 1, at + i * stride));
  };
  const size = shape.slice(1).reduce((product, dim) => product * dim, 1);
  return Array.from({ length: shape[0] }, (_, row) => nest(1, row * size));
}
