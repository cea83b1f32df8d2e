/** The spatial sizes that a sliding window leaves, and the words for a window that is larger than its input. */
import type { Dim } from "./dim.ts";
import { addDims, showDim, subtractDims } from "./dim-arithmetic.ts";
import { lowerBound } from "./dim-bounds.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { Type } from "./type.ts";
import { placesOn, reach, type WindowAxis } from "./window-geometry.ts";

/**
 * The number of places of the window on each spatial axis of `x` ([batch, spatial…, channels]). Throws ShapeProblem ("window")
 * where the window is certain to be larger than its input.
 */
export function slideOver(x: Type, axes: readonly WindowAxis[]): readonly Dim[] {
  const places = axes.map((axis, i) => placesOn(x.shape[i + 1], axis));
  const tooLarge = places.findIndex((count) => lowerBound(subtractDims(0, count)) >= 0);
  if (tooLarge >= 0) throw windowProblem(x, axes, places, tooLarge);
  return places;
}

function windowProblem(
  x: Type,
  axes: readonly WindowAxis[],
  places: readonly Dim[],
  blame: number,
): ShapeProblem {
  const sizes = x.shape.slice(1, -1);
  const padded = sizes.map((size, i) => addDims(size, explicitPadding(axes[i])));
  const isPadded = axes.some((axis) => explicitPadding(axis) > 0);
  const isDilated = axes.some(({ dilation }) => dilation > 1);
  const window = by(axes.map(({ size }) => size));
  const spread = isDilated ? `, spread by dilation to ${by(axes.map(reach))},` : "";
  const input = isPadded ? `${by(padded)} with its padding` : by(sizes);
  return new ShapeProblem({
    kind: "window",
    found: `The window of ${window}${spread} does not fit: the input is only ${input}, so the output would be ${by(places)}.`,
    help: `Use padding=same, or ${smaller(padded, isDilated)}.`,
    types: [x],
    input: 0,
    axis: blame + 1,
  });
}

function smaller(padded: readonly Dim[], isDilated: boolean): string {
  if (isDilated) return "a smaller dilation";
  return padded.every((size) => typeof size === "number")
    ? `a window of at most ${by(padded)}`
    : "a smaller window";
}

function by(sizes: readonly Dim[]): string {
  const parts = sizes.map(showDim);
  return parts.map((part) => (parts.length > 1 && part.includes(" ") ? `(${part})` : part)).join("x");
}

function explicitPadding({ padding }: WindowAxis): number {
  return typeof padding === "string" ? 0 : padding[0] + padding[1];
}
