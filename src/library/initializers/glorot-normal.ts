/** `glorot_normal`: truncated normal numbers scaled by both fans. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const glorotNormal = defineScaledInitializer({
  name: "glorot_normal",
  keras: "GlorotNormal",
  doc: "Truncated normal numbers of variance `2 / (fan in + fan out)` ([Glorot and Bengio 2010](https://proceedings.mlr.press/v9/glorot10a.html)).",
  example: "dense(64, activation=tanh, kernel_initializer=glorot_normal)",
  scale: 1,
  mode: "fan_avg",
  distribution: "truncated_normal",
});
