/** The difference of two values. */
import { sub } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { mergeInputs } from "../layer-parts/merge-inputs.ts";
import { mergeMasks } from "../layer-parts/merge-masks.ts";

export const subtract = defineLayer({
  name: "subtract",
  keras: "Subtract",
  family: "merging",
  doc: "Takes the second of two inputs, which have one shape, from the first, place by place. An axis of size 1 is repeated.",
  scene: "features",
  example: "guess = features -> dense(16)\n(features, guess) -> subtract",
  parameters: {},
  inputs: { least: 2, most: 2 },
  masking: "use",
  build: (inputs, _, { masks }) => {
    const [first, second] = mergeInputs("subtract", inputs);
    return { outputs: [sub(first, second)], mask: mergeMasks(masks) };
  },
});
