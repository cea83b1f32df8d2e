/** What a program demands of the numbers that its symbols get: sizes of at least 1, borders of at least 0, parts inside. */
import {
  addDims,
  bindDim,
  type Dim,
  type Operation,
  type Program,
  showDim,
  subtractDims,
} from "../../tensor/index.ts";
import { isProgram } from "../../tensor/map-attributes.ts";
import { RunProblem } from "../run-problem.ts";
import { placeOf } from "./explain-failure.ts";

/** Throws RunProblem at the first operation, loop bodies included, for which a size does not work out. */
export function checkSizes(program: Program, bindings: ReadonlyMap<string, number>): void {
  for (const operation of program.operations) {
    for (const body of Object.values(operation.attributes).filter(isProgram)) checkSizes(body, bindings);
    const atLeast = (least: number) => (dim: Dim) => {
      const size = bindDim(dim, bindings);
      if (typeof size === "number" && size < least) throw problem(program, operation, dim, size, bindings);
    };
    operation.outputs.flatMap((id) => program.values[id].shape).forEach(atLeast(1));
    bordersOf(operation, program).forEach(atLeast(0));
  }
}

/** The amounts that must not be negative: what a pad adds, and what a slice leaves out on both sides. */
function bordersOf({ op, inputs, attributes }: Operation, { values }: Program): readonly Dim[] {
  if (op === "pad") return [...(attributes.low as readonly Dim[]), ...(attributes.high as readonly Dim[])];
  if (op !== "slice") return [];
  const { starts, sizes } = attributes as { readonly starts: readonly Dim[]; readonly sizes: readonly Dim[] };
  const after = values[inputs[0]].shape.map((dim, axis) =>
    subtractDims(dim, addDims(starts[axis], sizes[axis])),
  );
  return [...starts, ...after];
}

function problem(
  { origins }: Program,
  { origin }: Operation,
  dim: Dim,
  size: number,
  bindings: ReadonlyMap<string, number>,
): RunProblem {
  const given = [...bindings].map(([name, value]) => `${name} = ${value}`).join(", ");
  return new RunProblem(
    `The input is too small: with ${given} the size ${showDim(dim)} of ${placeOf(origins[origin])} comes out as ${size}. ` +
      "Give the model a larger input.",
  );
}
