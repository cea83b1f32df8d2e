/** `lecun_normal`: truncated normal numbers scaled by the fan in. */
import { defineScaledInitializer } from "./define-scaled-initializer.ts";

export const lecunNormal = defineScaledInitializer({
  name: "lecun_normal",
  keras: "LecunNormal",
  doc: "Truncated normal numbers of variance 1 / fan in (LeCun et al., 1998). Meant for `selu`.",
  scale: 1,
  mode: "fan_in",
  distribution: "truncated_normal",
});
