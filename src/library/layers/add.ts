/** The sum of several values. */
import { add as addTensors } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { mergeInputs } from "../layer-parts/merge-inputs.ts";
import { mergeMasks } from "../layer-parts/merge-masks.ts";

export const add = defineLayer({
  name: "add",
  keras: "Add",
  family: "merging",
  doc: "Adds its inputs, which have one shape, place by place: `(body, skip) -> add`. An axis of size 1 is repeated.",
  scene: "features",
  example: "hidden = features -> dense(16, activation=relu)\n(features, hidden) -> add",
  parameters: {},
  inputs: { least: 1, most: Number.POSITIVE_INFINITY },
  masking: "use",
  build: (inputs, _, { masks }) => ({
    outputs: [mergeInputs("add", inputs).reduce((total, x) => addTensors(total, x))],
    mask: mergeMasks(masks),
  }),
});
