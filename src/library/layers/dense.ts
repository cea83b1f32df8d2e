/** The fully connected layer. */
import { add, dot } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { only } from "../kinds/only.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { biasWeight, finish, kernelAndBias, kernelWeight } from "../layer-parts/kernel-and-bias.ts";

export const dense = defineLayer({
  name: "dense",
  keras: "Dense",
  family: "core",
  doc: "Fully connected: every output is a weighted sum of all inputs, `activation(x · kernel + bias)`. `[…, features]` becomes `[…, units]`.",
  scene: "features",
  example: "dense(64, activation=relu)",
  parameters: {
    units: positiveInt(),
    activation: activation("linear"),
    use_bias: bool(true),
    ...kernelAndBias,
    lora_rank: only(null, "low-rank adaptation is not supported"),
    lora_alpha: only(null, "low-rank adaptation is not supported"),
    quantization_config: only(null, "quantization is not supported"),
  },
  masking: "pass",
  linear: true,
  activationParameter: "activation",
  build: ([x], values, build) => {
    expectRank("dense", x, ["features"], { orMore: true });
    const y = dot(x, kernelWeight(build, [x.shape[x.shape.length - 1], values.units], values));
    return finish(build, values.use_bias ? add(y, biasWeight(build, [values.units], values)) : y, values);
  },
});
