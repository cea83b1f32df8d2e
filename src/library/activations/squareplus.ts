/** A smooth rectifier of algebra alone. */
import { add, mul, sqrt, square } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const squareplus = defineActivation({
  name: "squareplus",
  doc: "A smooth rectifier without exponentials, always above 0: `(x + sqrt(x² + b)) / 2` ([Barron 2021](https://arxiv.org/abs/2112.11687)).",
  example: "dense(1, activation=squareplus)",
  parameters: { b: float(4, { above: 0 }) },
  range: "non-negative",
  apply: (x, { b }) => mul(0.5, add(x, sqrt(add(square(x), b)))),
});
