/**
 * Makes the inputs of an elementwise merge fit each other as Keras does: lower ranks get axes of size 1 after the batch.
 * Throws ShapeProblem where two sizes are neither equal nor 1.
 */
import { expandDims, ShapeProblem, sameDim, showDim, showShape, type Tensor } from "../../tensor/index.ts";

export function mergeInputs(layer: string, inputs: readonly Tensor[]): readonly Tensor[] {
  const rank = Math.max(...inputs.map(({ shape }) => shape.length));
  const aligned = inputs.map((x) => expandTo(rank, x));
  aligned.forEach((x, input) => {
    const axis = x.shape.findIndex(
      (dim, i) => dim !== 1 && aligned[0].shape[i] !== 1 && !sameDim(dim, aligned[0].shape[i]),
    );
    if (axis !== -1) throw mergeProblem(layer, inputs, input, axis - rank);
  });
  return aligned;
}

function expandTo(rank: number, x: Tensor): Tensor {
  return x.shape.length === rank ? x : expandTo(rank, expandDims(x, 1));
}

/** `axis` counts from the end, where the inputs are aligned. */
function mergeProblem(layer: string, inputs: readonly Tensor[], input: number, axis: number): ShapeProblem {
  const pair = [inputs[0], inputs[input]];
  const [first, other] = pair.map((x) => showShape(x.shape.slice(1)));
  const [size, otherSize] = pair.map((x) => showDim(x.shape.at(axis) ?? 1));
  const place = axis === -1 ? "the last axis" : `axis ${Math.max(...pair.map((x) => x.shape.length)) + axis}`;
  return new ShapeProblem({
    kind: "mismatch",
    found: `\`${layer}\` needs equal shapes, but its inputs have ${first} and ${other}.`,
    expected: `They differ in ${place}: ${size} against ${otherSize}.`,
    help: "Make the layers before it give the same size there, or join the values with `concatenate`.",
    types: inputs,
    input,
    axis: inputs[input].shape.length + axis,
  });
}
