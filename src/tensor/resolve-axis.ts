/** Axes as people write them, -1 being the last, made into positions from the front. */
import { showShape } from "./dim-arithmetic.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { Type } from "./type.ts";

/** The axis of `type` that `axis` means; negative ones count from the back. Throws ShapeProblem ("value"). */
export function resolveAxis(axis: number, type: Type): number {
  const rank = type.shape.length;
  const resolved = axis < 0 ? axis + rank : axis;
  if (Number.isInteger(axis) && resolved >= 0 && resolved < rank) return resolved;
  throw new ShapeProblem({
    kind: "value",
    found: `There is no axis ${axis}: the value is ${showShape(type.shape)}, of rank ${rank}.`,
    help: rank === 0 ? "A single number has no axes." : `Use an axis from ${-rank} to ${rank - 1}.`,
    types: [type],
    input: 0,
  });
}

/** The axes of `type` that `axes` means, ascending; all of them where none are given. Throws ShapeProblem ("value"). */
export function resolveAxes(axes: number | readonly number[] | undefined, type: Type): readonly number[] {
  if (axes === undefined) return type.shape.map((_, axis) => axis);
  const resolved = [axes].flat().map((axis) => resolveAxis(axis, type));
  const twice = resolved.find((axis, i) => resolved.indexOf(axis) !== i);
  if (twice === undefined) return resolved.sort((a, b) => a - b);
  throw new ShapeProblem({
    kind: "value",
    found: `Axis ${twice} is named twice in [${[axes].flat().join(", ")}].`,
    help: "Name each axis once.",
    types: [type],
    input: 0,
    axis: twice,
  });
}
