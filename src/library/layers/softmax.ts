/** Softmax as a layer, which leaves out masked places. */
import { defineLayer } from "../define-layer.ts";
import { axes } from "../kinds/axes.ts";
import { maskedSoftmax } from "../layer-parts/masked-softmax.ts";

export const softmax = defineLayer({
  name: "softmax",
  keras: "Softmax",
  family: "activation",
  doc: "Turns scores into shares that sum to 1: `exp(x) / sum(exp(x))` along `axis`, or along several axes together; the shape stays. Places that a mask of the input's rank leaves out get 0.",
  scene: "features",
  example: "dense(10)\nsoftmax",
  parameters: { axis: axes([-1]) },
  masking: "pass",
  lastActivation: ({ axis }) => ({ name: "softmax", arguments: { axis } }),
  build: ([x], { axis }, { masks: [mask] }) =>
    maskedSoftmax(x, axis, mask?.shape.length === x.shape.length ? mask : undefined),
});
