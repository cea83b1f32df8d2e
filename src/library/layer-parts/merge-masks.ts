/** The mask of an elementwise merge, as in Keras: where any input counts; none as soon as one input has none. */
import { or, type Tensor } from "../../tensor/index.ts";

export function mergeMasks(masks: readonly (Tensor | undefined)[]): Tensor | undefined {
  return masks.length === 0 ? undefined : masks.reduce((a, b) => (a && b ? or(a, b) : undefined));
}
