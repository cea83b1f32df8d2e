/** Predictions as data: one nested array a row, in the output's shape; with several outputs an object of these by name. */
import type { Model, ModelTarget } from "../../checker/model.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import type { NumberArray } from "../../tensor/index.ts";

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
      const values = outputs.get(name)!;
      if (classes === undefined || values.shape.length !== 2) return [];
      return [[name, rowLabels(values, classes, thresholdOf(model, name))] as const];
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

/** The names of an output's classes: those that the file gives, else those that training found in the data. */
function classNames(
  { targets }: Model,
  output: string,
  { ports }: Preparation,
): readonly string[] | undefined {
  const target = targets.find((each) => each.output === output);
  if (target === undefined) return undefined;
  return declaredNames(target) ?? ports.find(({ name }) => name === target.name)?.labels;
}

function declaredNames({ meaning }: ModelTarget): readonly string[] | undefined {
  return "names" in meaning ? meaning.names : undefined;
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

/** One score decides between two names, a row of them by its largest. Outputs with more than one answer a row have no labels. */
function rowLabels({ shape, data }: NumberArray, names: readonly string[], threshold: number): string[] {
  const width = shape[1];
  return Array.from({ length: shape[0] }, (_, row) => {
    const scores = data.subarray(row * width, (row + 1) * width);
    return width === 1 ? names[scores[0] > threshold ? 1 : 0] : names[scores.indexOf(Math.max(...scores))];
  });
}

/** Where a single score turns from the first class to the second: 0 for raw scores and hinge losses, else one half. */
function thresholdOf({ compile }: Model, output: string): number {
  const call = compile?.losses.find((loss) => loss.output === output)?.terms[0]?.call;
  return call !== undefined && (call.arguments.from_logits === true || call.name.includes("hinge")) ? 0 : 0.5;
}
