/** The product of several values. */
import { mul } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { mergeInputs } from "../layer-parts/merge-inputs.ts";
import { mergeMasks } from "../layer-parts/merge-masks.ts";

export const multiply = defineLayer({
  name: "multiply",
  keras: "Multiply",
  family: "merging",
  doc: "Multiplies its inputs, which have one shape, place by place. An axis of size 1 is repeated.",
  scene: "features",
  example: "gate = features -> dense(16, activation=sigmoid)\n(features, gate) -> multiply",
  parameters: {},
  inputs: { least: 1, most: Number.POSITIVE_INFINITY },
  masking: "use",
  build: (inputs, _, { masks }) => ({
    outputs: [mergeInputs("multiply", inputs).reduce((product, x) => mul(product, x))],
    mask: mergeMasks(masks),
  }),
});
