/** `glorot_uniform`: uniform numbers scaled by both fans. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const glorotUniform = defineScaledInitializer({
  name: "glorot_uniform",
  keras: "GlorotUniform",
  doc: "Uniform numbers within `±√(6 / (fan in + fan out))`; what most kernels begin with ([Glorot and Bengio 2010](https://proceedings.mlr.press/v9/glorot10a.html)).",
  example: "dense(64, activation=tanh, kernel_initializer=glorot_uniform)",
  scale: 1,
  mode: "fan_avg",
  distribution: "uniform",
});
