/** The rectifier as a layer. */
import { applyRelu } from "../activations/relu.ts";
import { defineLayer } from "../define-layer.ts";
import { float } from "../kinds/float.ts";
import { nullable } from "../kinds/nullable.ts";

export const relu = defineLayer({
  name: "relu",
  aliases: ["re_lu"],
  keras: "ReLU",
  family: "activation",
  doc: "Rectified linear unit: `max(x, 0)` for every value; the shape stays. With arguments, `x` above `threshold` (at most `max_value`), and `negative_slope * (x - threshold)` below it.",
  scene: "features",
  example: "dense(64)\nrelu(max_value=6)",
  parameters: {
    max_value: nullable(float(undefined, { least: 0 })),
    negative_slope: float(0, { least: 0 }),
    threshold: float(0, { least: 0 }),
  },
  masking: "pass",
  lastActivation: ({ max_value, negative_slope, threshold }) => ({
    name: "relu",
    arguments: { negative_slope, max_value, threshold },
  }),
  build: ([x], values) => applyRelu(x, values),
});
