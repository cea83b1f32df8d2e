/** The leaky rectifier as a layer: its slope is 0.3 unless told, while the activation's is 0.2 (both are Keras's). */
import { leakyRelu as leakyRectifier } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { float } from "../kinds/float.ts";

export const leakyRelu = defineLayer({
  name: "leaky_relu",
  keras: "LeakyReLU",
  family: "activation",
  doc: "A rectifier that lets a part of what is negative through: `x` where it is positive, `negative_slope * x` elsewhere; the shape stays. The activation of this name has a slope of 0.2 unless told.",
  scene: "features",
  example: "dense(64)\nleaky_relu(negative_slope=0.1)",
  parameters: { negative_slope: float(0.3, { least: 0 }) },
  masking: "pass",
  lastActivation: ({ negative_slope }) => ({ name: "leaky_relu", arguments: { negative_slope } }),
  build: ([x], { negative_slope }) => leakyRectifier(x, negative_slope),
});
