/** The logarithm of the sigmoid, without loss of digits. */
import { logSigmoid as logLogistic } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const logSigmoid = defineActivation({
  name: "log_sigmoid",
  doc: "The logarithm of `sigmoid`, without loss of digits: `log(sigmoid(x))`, computed as `-softplus(-x)`.",
  example: "dense(1, activation=log_sigmoid)",
  parameters: {},
  range: "log-probability",
  apply: (x) => logLogistic(x),
});
