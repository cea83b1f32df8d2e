/** Names for values that are more to others than to what makes them. */
import { sameShape } from "../../tensor/index.ts";
import { type Body, shapeOf } from "./body.ts";
import { gradientName } from "./call-update.ts";
import { readBy, type Unit } from "./unit.ts";

/** The gradients of weights: what an update reads that a backward part has made, of the weight's shape. */
export function findWishes(body: Body, units: readonly Unit[]): ReadonlyMap<number, string> {
  const { program, plan } = body.facts;
  const updates = units.flatMap((unit) => (unit.kind === "update" ? [unit] : []));
  const backward = new Set(
    plan.steps
      .filter(({ operation }) => program.origins[operation.origin].phase === "backward")
      .flatMap(({ operation }) => operation.outputs),
  );
  return new Map(
    updates.flatMap(({ path, section }) => {
      const weight = program.state.find(({ name }) => name === path);
      if (weight === undefined) return [];
      const read = readBy(section.steps).filter((id) => backward.has(id));
      const alike = read.filter((id) => sameShape(shapeOf(body, id), shapeOf(body, weight.input)));
      return alike.slice(0, 1).map((id): [number, string] => [id, gradientName(path)]);
    }),
  );
}
