/** The self-normalizing exponential linear unit. */
import { elu, mul } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

export const selu = defineActivation({
  name: "selu",
  doc: "Scaled exponential linear unit, which keeps mean and variance from layer to layer: `1.0507 * elu(x, alpha=1.6733)`; meant for `lecun_normal` weights ([Klambauer et al. 2017](https://arxiv.org/abs/1706.02515)).",
  example: "dense(64, activation=selu, kernel_initializer=lecun_normal)",
  parameters: {},
  range: "real",
  apply: (x) => mul(SCALE, elu(x, ALPHA)),
});
