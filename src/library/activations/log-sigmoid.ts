/** The logarithm of the sigmoid, without loss of digits. */
import { logSigmoid as logLogistic } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const logSigmoid = defineActivation({
  name: "log_sigmoid",
  doc: "`log(sigmoid(x))`, computed as `-softplus(-x)`.",
  parameters: {},
  range: "log-probability",
  apply: (x) => logLogistic(x),
});
