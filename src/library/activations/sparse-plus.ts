/** The smooth rectifier that is exactly zero below -1. */
import { add, clip, greaterEqual, mul, select, square } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const sparsePlus = defineActivation({
  name: "sparse_plus",
  doc: "A rectifier with a rounded corner: 0 up to -1, `(x + 1)² / 4` between -1 and 1, `x` from 1 on.",
  example: "dense(64, activation=sparse_plus)",
  parameters: {},
  range: "non-negative",
  apply: (x) => select(greaterEqual(x, 1), x, mul(0.25, square(add(1, clip(x, -1, 1))))),
});
