/** Finds the gradients of weights, which are more to their weights than to what makes them. */
import type { Facts } from "./body.ts";
import type { Unit } from "./unit.ts";
import { gradientOf } from "./update-function.ts";

/** The paths of weights by the values that are their gradients. */
export function findGradients(facts: Facts, units: readonly Unit[]): ReadonlyMap<number, string> {
  const updates = units.flatMap((unit) => (unit.kind === "updates" ? unit.updates : []));
  return new Map(
    updates.flatMap((update): (readonly [number, string])[] => {
      const gradient = gradientOf(facts, update);
      return gradient === undefined ? [] : [[gradient, update.path]];
    }),
  );
}
