/** What a run is given, checked: numbers for the symbols in the declared shapes. */
import { inferBindings, type NumberArray, type Program, ShapeProblem } from "../../tensor/index.ts";
import { RunProblem } from "../run-problem.ts";

/** Inputs by name: arrays, and numbers for host ports. */
export type Inputs = ReadonlyMap<string, NumberArray | number>;

/** The symbols' numbers, read off the inputs' shapes. Throws RunProblem where an input is missing or does not fit. */
export function readBindings({ inputs, values }: Program, given: Inputs): ReadonlyMap<string, number> {
  const shapes = inputs.flatMap(({ name, value, host }) => {
    const input = given.get(name);
    if (host) return requireNumber(name, input);
    const { dtype, shape, data } = requireArray(name, input);
    if (dtype !== values[value].dtype)
      throw new RunProblem(`The input ${name} holds ${dtype}; it must hold ${values[value].dtype}.`);
    if (data.length !== shape.reduce((a, b) => a * b, 1))
      throw new RunProblem(
        `The input ${name} is said to be [${shape.join(", ")}], but holds ${data.length} numbers.`,
      );
    return [{ name, declared: values[value].shape, given: shape }];
  });
  try {
    return inferBindings(shapes);
  } catch (error) {
    if (error instanceof ShapeProblem) throw new RunProblem(`The input ${error.message}`, { cause: error });
    throw error;
  }
}

function requireArray(name: string, input: NumberArray | number | undefined): NumberArray {
  if (input === undefined) throw new RunProblem(`The input ${name} is missing.`);
  if (typeof input === "number")
    throw new RunProblem(`The input ${name} is one number; it must be an array.`);
  return input;
}

function requireNumber(name: string, input: NumberArray | number | undefined): [] {
  if (typeof input !== "number") throw new RunProblem(`The input ${name} must be a number on the host.`);
  return [];
}
