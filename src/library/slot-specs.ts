/** What state an optimizer needs beside the weights, and which of it takes their place when training ends. */
import type { Optimizer, WeightToLearn } from "./define-optimizer.ts";
import type { Library } from "./library.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import { AVERAGE, type SlotEntry, slotTable } from "./slot-table.ts";
import type { PlainCall } from "./value.ts";

/** Name, shape and first value of each piece of state, for trainable weights in the model's order. */
export function slotSpecs(
  optimizer: PlainCall,
  weights: readonly WeightToLearn[],
  library: Library,
): readonly SlotEntry[] {
  const { entry, values } = realizeWithoutFlow<Optimizer>("optimizers", optimizer, library);
  return slotTable(entry, values, weights);
}

/**
 * With `use_ema` a model's weights are replaced by their moving averages when training ends: the name of the slot by the
 * path of the weight. Empty without it.
 */
export function averageSlots(
  optimizer: PlainCall,
  weights: readonly WeightToLearn[],
  library: Library,
): ReadonlyMap<string, string> {
  const averages = slotSpecs(optimizer, weights, library).filter(({ slot }) => slot === AVERAGE);
  return new Map(averages.flatMap(({ path, name }) => (path === undefined ? [] : [[path, name]])));
}
