/** Operands: tensors, or plain numbers which are lifted to constants of the other operand's dtype. */
import type { Graph, Tensor } from "./graph.ts";
import { constant } from "./primitives/constant.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { DType } from "./type.ts";

export type Operand = Tensor | number;

/** Both operands as tensors. At least one must be a tensor: it says the graph and the dtype. Throws ShapeProblem ("dtype"). */
export function liftPair(a: Operand, b: Operand): [Tensor, Tensor] {
  if (typeof a !== "number") return [a, typeof b === "number" ? lift(b, a.graph, a.dtype) : b];
  if (typeof b === "number") throw new Error(`${a} and ${b} are both numbers: one operand must be a tensor`);
  return [lift(a, b.graph, b.dtype), b];
}

/** A number as a scalar constant of the graph. Throws ShapeProblem ("dtype") for a fraction among whole numbers. */
export function lift(value: number, graph: Graph, dtype: DType): Tensor {
  if (dtype === "f32" || Number.isInteger(value)) return constant(graph, value, [], dtype);
  throw new ShapeProblem({
    kind: "dtype",
    found: `The number ${value} meets ${dtype === "i32" ? "whole numbers (i32)" : "true or false (bool)"} here.`,
    expected: "Fractions go with real numbers (f32).",
    help: "Cast the input to f32 first.",
  });
}
