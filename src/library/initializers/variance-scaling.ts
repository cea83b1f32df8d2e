/** `variance_scaling`: numbers whose variance follows from how many values a unit adds up. */
import { defineInitializer } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { oneOf } from "../kinds/one-of.ts";
import { fanAxes } from "./fan-axes.ts";
import { scaledNumbers } from "./scaled-numbers.ts";
import { seed } from "./seed.ts";

export const varianceScaling = defineInitializer({
  name: "variance_scaling",
  keras: "VarianceScaling",
  doc: "Numbers of variance `scale / n`, n being the weight's fan in, its fan out or their mean (`mode`); with `distribution=uniform` they lie within `±√(3 · variance)`.",
  example: "dense(64, activation=relu, kernel_initializer=variance_scaling(scale=2, mode=fan_out))",
  parameters: {
    scale: float(1, { above: 0 }),
    mode: oneOf(["fan_in", "fan_out", "fan_avg"], "fan_in"),
    distribution: oneOf(["truncated_normal", "untruncated_normal", "uniform", "normal"], "truncated_normal"),
    seed: seed(),
    ...fanAxes(),
  },
  sample: scaledNumbers,
});
