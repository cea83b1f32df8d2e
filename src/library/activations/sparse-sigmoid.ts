/** The sigmoid that reaches 0 and 1. */
import { add, clip, mul } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const sparseSigmoid = defineActivation({
  name: "sparse_sigmoid",
  doc: "A sigmoid in straight lines that is 0 up to -1 and 1 from 1 on: `(x + 1) / 2` held between 0 and 1 ([Blondel et al. 2019](https://arxiv.org/abs/1901.02324)).",
  example: "dense(1, activation=sparse_sigmoid)",
  parameters: {},
  range: "probability",
  apply: (x) => mul(0.5, add(1, clip(x, -1, 1))),
});
