/** The state of a run beside weights and metrics: the optimizer's slots, the learning rate, the health of the run. */
import type { Model } from "../checker/model.ts";
import type { Library } from "../library/library.ts";
import { averageSlots, slotSpecs } from "../library/slot-specs.ts";
import type { PlainCall } from "../library/value.ts";
import type { SlotSpec, TrainingPrograms } from "./lowered.ts";

/** Where the host may change the learning rate; there is none where a schedule decides. */
export const LEARNING_RATE = "optimizer/learning_rate";

/** The first step whose loss was no finite number; -1 until then. */
export const FIRST_BAD_STEP = "health/first_bad_step";

/** The names that `applyOptimizer` knows stand below `optimizer/`. */
export const OPTIMIZER = "optimizer/";

export function optimizerState(model: Model, optimizer: PlainCall, library: Library): readonly SlotSpec[] {
  const trained = model.weights.filter(({ trainable }) => trainable);
  const slots = slotSpecs(optimizer, trained, library).map(
    ({ name, shape, initial }): SlotSpec => ({ name: `${OPTIMIZER}${name}`, dtype: "f32", shape, initial }),
  );
  const rate = optimizer.arguments.learning_rate;
  const learningRate: readonly SlotSpec[] =
    typeof rate === "number" ? [{ name: LEARNING_RATE, dtype: "f32", shape: [], initial: rate }] : [];
  return [...slots, ...learningRate, { name: FIRST_BAD_STEP, dtype: "i32", shape: [], initial: -1 }];
}

/** The averages that replace weights when training ends. */
export function averagesOf(
  model: Model,
  optimizer: PlainCall,
  library: Library,
): TrainingPrograms["averages"] {
  const trained = model.weights.filter(({ trainable }) => trainable);
  const slots = averageSlots(optimizer, trained, library);
  return [...slots].map(([weight, slot]) => ({ weight, slot: `${OPTIMIZER}${slot}` }));
}
