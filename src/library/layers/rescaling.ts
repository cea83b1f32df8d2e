/** A fixed scale and offset. */
import { add, mul } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { numbers } from "../kinds/numbers.ts";
import { constantOf } from "../layer-parts/constant-of.ts";

export const rescaling = defineLayer({
  name: "rescaling",
  keras: "Rescaling",
  family: "preprocessing",
  doc: "`x * scale + offset`, each a number or a list with one for each channel; the shape stays.",
  scene: "image",
  example: "rescaling(1 / 255)",
  parameters: { scale: numbers(), offset: numbers(0) },
  masking: "pass",
  build: ([x], { scale, offset }) => add(mul(x, constantOf(x, scale)), constantOf(x, offset)),
});
