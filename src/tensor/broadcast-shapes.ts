/** NumPy's broadcasting of symbolic shapes: aligned at the back; dims fit when they are equal or one is literally 1. */
import type { Dim } from "./dim.ts";
import { sameDim, showDim, showShape } from "./dim-arithmetic.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { Type } from "./type.ts";

/** The shape of an elementwise result. Throws ShapeProblem ("mismatch") at the first operand that does not fit the others. */
export function broadcastShapes(inputs: readonly Type[]): readonly Dim[] {
  return inputs.reduce<readonly Dim[]>((shape, { shape: next }, input) => {
    if (input === 0 || isSameList(shape, next)) return next;
    const rank = Math.max(shape.length, next.length);
    return Array.from({ length: rank }, (_, axis) => broadcastDim(shape, next, axis - rank, inputs, input));
  }, []);
}

function isSameList(a: readonly Dim[], b: readonly Dim[]): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

/** `at` counts from the back: -1 is the last axis. */
function broadcastDim(
  a: readonly Dim[],
  b: readonly Dim[],
  at: number,
  inputs: readonly Type[],
  input: number,
): Dim {
  const [left, right] = [a.at(at) ?? 1, b.at(at) ?? 1];
  const inLeft = a.length + at >= 0;
  const inRight = b.length + at >= 0;
  if (!inRight || right === 1) return inLeft ? left : right;
  if (!inLeft || left === 1 || sameDim(left, right)) return right;
  throw mismatch(left, right, inputs, input, b.length + at);
}

function mismatch(left: Dim, right: Dim, types: readonly Type[], input: number, axis: number): ShapeProblem {
  const shapes = types.map(({ shape }) => showShape(shape)).join(" and ");
  const unknown = typeof left !== "number" || typeof right !== "number";
  const verb = unknown ? "are not provably equal" : "differ";
  return new ShapeProblem({
    kind: "mismatch",
    found: `The shapes ${shapes} do not fit together element by element: ${showDim(left)} and ${showDim(right)} ${verb}.`,
    expected: "Each pair of sizes, counted from the last, must be equal, or one of them 1.",
    help: unknown ? "Give both inputs the same named size." : "Make both the same size.",
    types,
    input,
    axis,
  });
}
