import { apply } from "../../../tensor/graph.ts";
import {
  broadcastTo,
  type Dim,
  multiplyDims,
  type Operation,
  primitives,
  type Rule,
  reshape,
  type Tensor,
} from "../../../tensor/index.ts";

/** What all backends broadcast over: TensorFlow 5 axes, wasm 6. */
const MOST_AXES = 5;

/** Elementwise functions of two operands over many axes: neighbouring axes that broadcast alike become one. */
export const broadcastInFewAxes: Rule = (operation, { inputs: [a, b], types: [{ shape }] }) => {
  if (shape.length <= MOST_AXES) return undefined;
  const groups = groupAxes(shape, [a, b]);
  if (groups.length > MOST_AXES) return [applyAgain(operation, broadcastTo(a, shape), broadcastTo(b, shape))];
  const [left, right] = [a, b].map((x) =>
    reshape(
      x,
      groups.map((axes) => dimOver(x, axes, shape.length)),
    ),
  );
  return [reshape(applyAgain(operation, left, right), shape)];
};

/** Runs of axes along which the same operands are repeated. */
function groupAxes(shape: readonly Dim[], operands: readonly Tensor[]): number[][] {
  const patternAt = (axis: number) => operands.map((x) => ownDim(x, axis, shape.length) === 1).join();
  const groups: number[][] = [];
  for (const axis of shape.keys()) {
    if (shape[axis] === 1) continue;
    const last = groups.at(-1);
    if (last !== undefined && patternAt(last[0]) === patternAt(axis)) last.push(axis);
    else groups.push([axis]);
  }
  return groups;
}

/** The operand's dim at an axis of the result. */
function ownDim({ shape }: Tensor, axis: number, rank: number): Dim {
  const own = axis - (rank - shape.length);
  return own < 0 ? 1 : shape[own];
}

function dimOver(x: Tensor, axes: readonly number[], rank: number): Dim {
  return axes.map((axis) => ownDim(x, axis, rank)).reduce(multiplyDims, 1);
}

function applyAgain({ op, attributes }: Operation, a: Tensor, b: Tensor): Tensor {
  const primitive = primitives[op as "add"];
  return apply(primitive, [a, b], attributes as never)[0];
}
