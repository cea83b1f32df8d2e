/** What the state of a run starts from: initial weights by the seed, one stream for each path; slots and accumulators by their specs. */
import { initialWeight } from "../library/initial-weight.ts";
import type { Library } from "../library/library.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import type { NumberArray } from "../tensor/index.ts";
import type { Lowered, SlotSpec } from "./lowered.ts";

/** By path. The same seed gives the same bytes, whatever other weights there are. */
export function initialWeights(
  { weights }: Lowered,
  library: Library,
  seed: number,
): ReadonlyMap<string, NumberArray> {
  return new Map(weights.map((spec) => [spec.path, startingArray(spec, library, seed)]));
}

/** What one weight starts from. */
export function startingArray(spec: WeightSpec, library: Library, seed: number): NumberArray {
  const { dtype, shape } = spec;
  const values = initialWeight(spec, library, seed);
  if (dtype === "f32") return { dtype, shape, data: values };
  return { dtype, shape, data: dtype === "i32" ? Int32Array.from(values) : Uint8Array.from(values) };
}

/** Fresh values of slots and accumulators, by name. */
export function initialSlots(slots: readonly SlotSpec[]): ReadonlyMap<string, NumberArray> {
  return new Map(slots.map((slot) => [slot.name, initialSlot(slot)]));
}

function initialSlot({ dtype, shape, initial }: SlotSpec): NumberArray {
  const count = shape.reduce((product, size) => product * size, 1);
  const data =
    dtype === "f32"
      ? new Float32Array(count)
      : dtype === "i32"
        ? new Int32Array(count)
        : new Uint8Array(count);
  return { dtype, shape, data: data.fill(initial) };
}
