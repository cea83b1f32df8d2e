/** The rectifier that lets a part of what is below zero through. */
import { leakyRelu as leakyRectifier } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const leakyRelu = defineActivation({
  name: "leaky_relu",
  doc: "A rectifier that lets a part of what is negative through: `x` where it is positive, `negative_slope * x` elsewhere. The layer of this name has a slope of 0.3 unless told.",
  example: "dense(64, activation=leaky_relu(0.1))",
  parameters: { negative_slope: float(0.2) },
  range: ({ negative_slope }) => (negative_slope > 0 ? "real" : "non-negative"),
  apply: (x, { negative_slope }) => leakyRectifier(x, negative_slope),
});
