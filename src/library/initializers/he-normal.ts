/** `he_normal`: truncated normal numbers scaled by the fan in, twice the variance. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const heNormal = defineScaledInitializer({
  name: "he_normal",
  keras: "HeNormal",
  doc: "Truncated normal numbers of variance `2 / fan in`; meant for `relu` ([He et al. 2015](https://arxiv.org/abs/1502.01852)).",
  example: "dense(64, activation=relu, kernel_initializer=he_normal)",
  scale: 2,
  mode: "fan_in",
  distribution: "truncated_normal",
});
