/** The logarithm of softmax, without loss of digits. */
import { logSoftmax as logSoftmaxOf } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { axis } from "../kinds/axis.ts";

export const logSoftmax = defineActivation({
  name: "log_softmax",
  doc: "The logarithm of `softmax`, without loss of digits: `x - log(sum(exp(x)))` along `axis`.",
  example: "dense(10, activation=log_softmax)",
  parameters: { axis: axis(-1) },
  range: "log-probability",
  apply: (x, values) => logSoftmaxOf(x, values.axis),
});
