/** `lecun_uniform`: uniform numbers scaled by the fan in. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const lecunUniform = defineScaledInitializer({
  name: "lecun_uniform",
  keras: "LecunUniform",
  doc: "Uniform numbers within `±√(3 / fan in)` ([LeCun et al. 1998](http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf)).",
  example: "dense(64, activation=selu, kernel_initializer=lecun_uniform)",
  scale: 1,
  mode: "fan_in",
  distribution: "uniform",
});
