/** Another shape for the same values. */
import {
  type Dim,
  divideExactly,
  reshape as reshapeTensor,
  ShapeProblem,
  sameDim,
  showDim,
  showShape,
  sizeOf,
  type Tensor,
} from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { dims } from "../kinds/dims.ts";

export const reshape = defineLayer({
  name: "reshape",
  keras: "Reshape",
  family: "reshaping",
  doc: "Gives each example the shape `target_shape` with the same number of values; one size may be -1 and follows from the others.",
  scene: "features",
  example: "dense(48, activation=relu)\nreshape([4, 4, 3])",
  parameters: { target_shape: dims() },
  reads: "any",
  build: ([x], { target_shape }) => reshapeTensor(x, [x.shape[0], ...wholeShape(x, target_shape)]),
});

/** The target with its -1 found. Throws ShapeProblem where the numbers of elements differ. */
function wholeShape(x: Tensor, target: readonly Dim[]): readonly Dim[] {
  const size = sizeOf(x.shape.slice(1));
  const known = sizeOf(target.filter((dim) => dim !== -1));
  const missing = target.includes(-1) ? divideExactly(size, known) : sameDim(size, known) ? 1 : undefined;
  if (missing !== undefined) return target.map((dim) => (dim === -1 ? missing : dim));
  throw new ShapeProblem({
    kind: "elements",
    found: `The input ${showShape(x.shape.slice(1))} holds ${showDim(size)} values, but ${showShape(target)} ${target.includes(-1) ? `needs a multiple of ${showDim(known)}` : `holds ${showDim(known)}`}.`,
    expected: "A reshape keeps the number of values.",
    help: target.includes(-1)
      ? "Choose sizes that divide the number of values."
      : "Let one size follow from the others: write -1 for it.",
    types: [x],
    input: 0,
  });
}
