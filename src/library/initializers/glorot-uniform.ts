/** `glorot_uniform`: uniform numbers scaled by both fans. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const glorotUniform = defineScaledInitializer({
  name: "glorot_uniform",
  keras: "GlorotUniform",
  doc: "Uniform numbers within ±√(6 / (fan in + fan out)) (Glorot and Bengio, 2010). What most kernels begin with.",
  scale: 1,
  mode: "fan_avg",
  distribution: "uniform",
});
