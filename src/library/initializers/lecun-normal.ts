/** `lecun_normal`: truncated normal numbers scaled by the fan in. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const lecunNormal = defineScaledInitializer({
  name: "lecun_normal",
  keras: "LecunNormal",
  doc: "Truncated normal numbers of variance `1 / fan in`; meant for `selu` ([LeCun et al. 1998](http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf)).",
  example: "dense(64, activation=selu, kernel_initializer=lecun_normal)",
  scale: 1,
  mode: "fan_in",
  distribution: "truncated_normal",
});
