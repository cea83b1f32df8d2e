/** Names for values that are more to others than to what makes them. */
import type { Facts } from "./body.ts";
import type { Unit } from "./unit.ts";
import { gradientName, gradientOf } from "./update-function.ts";

/** The gradients of weights. */
export function findWishes(facts: Facts, units: readonly Unit[]): ReadonlyMap<number, string> {
  const updates = units.flatMap((unit) => (unit.kind === "updates" ? unit.updates : []));
  return new Map(
    updates.flatMap((update): (readonly [number, string])[] => {
      const gradient = gradientOf(facts, update);
      return gradient === undefined ? [] : [[gradient, gradientName(update.path)]];
    }),
  );
}
