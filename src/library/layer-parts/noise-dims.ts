/** The shape of dropout's noise: `none` keeps the input's size. Throws ShapeProblem where it would not broadcast. */
import { type Dim, ShapeProblem, sameDim, showShape, type Tensor } from "../../tensor/index.ts";

export function noiseDims(x: Tensor, noise: readonly (number | null)[]): readonly Dim[] {
  const dims = noise.map((dim, axis) => dim ?? x.shape[axis] ?? 1);
  const fits =
    dims.length === x.shape.length && dims.every((dim, axis) => dim === 1 || sameDim(dim, x.shape[axis]));
  if (fits) return dims;
  throw new ShapeProblem({
    kind: "value",
    found: `noise_shape is [${noise.map((dim) => dim ?? "none").join(", ")}], but the input is ${showShape(x.shape)}.`,
    expected: "Each of its sizes must be 1, none, or the input's, the batch first.",
    types: [x],
    input: 0,
  });
}
