/** Finds values that are more to the updates of weights than to what makes them. */
import type { Facts } from "./body.ts";
import { readBy, type Unit, type Update } from "./unit.ts";
import { gradientOf } from "./update-function.ts";

/** The paths of weights by the values that are their gradients. */
export function findGradients(facts: Facts, units: readonly Unit[]): ReadonlyMap<number, string> {
  return new Map(
    updatesIn(units).flatMap((update): (readonly [number, string])[] => {
      const gradient = gradientOf(facts, update);
      return gradient === undefined ? [] : [[gradient, update.path]];
    }),
  );
}

/** The one number that a step makes for the updates of all weights: how far they go. */
export function findStepSize(
  { program, makers }: Facts,
  units: readonly Unit[],
): ReadonlyMap<number, string> {
  const isNumber = (id: number) =>
    makers.has(id) && program.values[id].shape.length === 0 && program.values[id].dtype === "f32";
  const read = updatesIn(units).map(({ section }) => readBy(section.steps).filter(isNumber));
  const [sizes = []] = read;
  const isOnlyOne = sizes.length === 1 && read.every((each) => each.length === 1 && each[0] === sizes[0]);
  return new Map(isOnlyOne ? [[sizes[0], "step_size"]] : []);
}

function updatesIn(units: readonly Unit[]): readonly Update[] {
  return units.flatMap((unit) => (unit.kind === "updates" ? unit.updates : []));
}
