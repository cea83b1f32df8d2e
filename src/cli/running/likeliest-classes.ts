/** Which class an output finds likeliest in each row, and what its classes are called. */
import { libraryLosses } from "../../checker/library-losses.ts";
import type { Model, ModelTarget } from "../../checker/model.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { NumberArray } from "../../tensor/index.ts";

/** One score decides between two classes, a row of them by its largest. Undefined for outputs with more than one answer a row. */
export function likeliestClasses(
  model: Model,
  output: string,
  { shape, data }: NumberArray,
): readonly number[] | undefined {
  if (shape.length !== 2) return undefined;
  const [rows, width] = shape;
  const threshold = thresholdOf(model, output);
  return Array.from({ length: rows }, (_, row) => {
    const scores = data.subarray(row * width, (row + 1) * width);
    return width === 1 ? Number(scores[0] > threshold) : scores.indexOf(Math.max(...scores));
  });
}

/** The names of an output's classes: those that the file gives, else those that training found in the data. */
export function classNames(
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

/** Where a single score turns from the first class to the second: 0 for raw scores and hinge losses, else one half. */
function thresholdOf({ compile }: Model, output: string): number {
  const loss = compile?.losses.find((one) => one.output === output);
  const [call] = loss === undefined ? [] : libraryLosses(loss);
  return call !== undefined && (call.arguments.from_logits === true || call.name.includes("hinge")) ? 0 : 0.5;
}
