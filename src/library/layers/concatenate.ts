/** Several values side by side. */
import { cast, concat, type Tensor } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { axis } from "../kinds/axis.ts";
import { concatenateMasks, expectConcatenable } from "../layer-parts/concatenation.ts";
import { placeAxis } from "../place-axis.ts";

export const concatenate = defineLayer({
  name: "concatenate",
  keras: "Concatenate",
  family: "merging",
  doc: "Joins its inputs along `axis`, where sizes add up; all other axes must agree: `[64]` and `[16]` become `[80]`. Whole numbers beside real ones become real.",
  scene: "pair",
  example: "(text, tags) -> concatenate",
  parameters: { axis: axis(-1) },
  inputs: { least: 1, most: Number.POSITIVE_INFINITY },
  reads: "any",
  masking: "use",
  build: (inputs, values, { masks }) => {
    const place = placeAxis("concatenate", inputs[0], values.axis);
    expectConcatenable(inputs, place);
    return { outputs: [concat(inOneDtype(inputs), place)], mask: concatenateMasks(inputs, masks, place) };
  },
});

/** Keras's promotion: bool, i32 and f32 together are the last of them that is there. */
function inOneDtype(inputs: readonly Tensor[]): readonly Tensor[] {
  const dtypes = new Set(inputs.map(({ dtype }) => dtype));
  if (dtypes.size === 1) return inputs;
  const widest = dtypes.has("f32") ? "f32" : "i32";
  return inputs.map((x) => cast(x, widest));
}
