/** The product of several values. */
import { expandDims, mul, select, type Tensor } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { mergeInputs } from "../layer-parts/merge-inputs.ts";
import { mergeMasks } from "../layer-parts/merge-masks.ts";

export const multiply = defineLayer({
  name: "multiply",
  keras: "Multiply",
  family: "merging",
  doc: "Multiplies its inputs, which have one shape, place by place. An axis of size 1 is repeated. What a mask leaves out of one input leaves the others as they are; left out of all, it is 0.",
  scene: "features",
  example: "gate = features -> dense(16, activation=sigmoid)\n(features, gate) -> multiply",
  parameters: {},
  inputs: { least: 1, most: Number.POSITIVE_INFINITY },
  masking: "use",
  build: (inputs, _, { masks }) => {
    const aligned = mergeInputs("multiply", inputs);
    const counts = aligned.map((x, i) => countsFor(x, masks[i]));
    const factors = aligned.map((x, i) => masked(x, counts[i], 1));
    const product = factors.reduce((product, x) => mul(product, x));
    return { outputs: [masked(product, mergeMasks(counts), 0)], mask: mergeMasks(masks) };
  },
});

/** Which values of an input count, where its mask is one over all its axes but the last. */
function countsFor(x: Tensor, mask: Tensor | undefined): Tensor | undefined {
  return mask?.shape.length === x.shape.length - 1 ? expandDims(mask, -1) : undefined;
}

function masked(x: Tensor, counts: Tensor | undefined, otherwise: number): Tensor {
  return counts === undefined ? x : select(counts, x, otherwise);
}
