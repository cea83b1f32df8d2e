/** Makes one of the named forms of `variance_scaling`: its scale, mode and distribution are in its name. */
import { defineInitializer, type Initializer } from "../define-initializer.ts";
import { fanAxes } from "./fan-axes.ts";
import { type Scaling, scaledNumbers } from "./scaled-numbers.ts";
import { seed } from "./seed.ts";

interface Declaration extends Pick<Scaling, "scale" | "mode" | "distribution"> {
  readonly name: string;
  readonly keras: string;
  readonly doc: string;
  readonly example: string;
}

export function defineScaledInitializer({ name, keras, doc, example, ...scaling }: Declaration): Initializer {
  const initializer = defineInitializer({
    name,
    keras,
    doc,
    example,
    parameters: { seed: seed(), ...fanAxes() },
    sample: (values, context) => scaledNumbers({ ...values, ...scaling }, context),
  });
  return { ...initializer, settings: scaling };
}
