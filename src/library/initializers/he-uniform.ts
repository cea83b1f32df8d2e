/** `he_uniform`: uniform numbers scaled by the fan in, twice the variance. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const heUniform = defineScaledInitializer({
  name: "he_uniform",
  keras: "HeUniform",
  doc: "Uniform numbers within ±√(6 / fan in) (He et al., 2015). Meant for `relu`.",
  scale: 2,
  mode: "fan_in",
  distribution: "uniform",
});
