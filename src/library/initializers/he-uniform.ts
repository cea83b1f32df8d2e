/** `he_uniform`: uniform numbers scaled by the fan in, twice the variance. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const heUniform = defineScaledInitializer({
  name: "he_uniform",
  keras: "HeUniform",
  doc: "Uniform numbers within `±√(6 / fan in)`; meant for `relu` ([He et al. 2015](https://arxiv.org/abs/1502.01852)).",
  example: "dense(64, activation=relu, kernel_initializer=he_uniform)",
  scale: 2,
  mode: "fan_in",
  distribution: "uniform",
});
