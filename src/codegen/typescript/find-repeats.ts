/** Finds what a `repeat` wrote several times: parts of the same places in the file, one after the other. */
import type { Body } from "./body.ts";
import { stepsOf, type Unit } from "./unit.ts";

/** The units in order, cut into parts: each a list of iterations, a part of one iteration being no repeat. */
export function findRepeats(body: Body, units: readonly Unit[]): readonly (readonly (readonly Unit[])[])[] {
  const places = units.map((unit) => (body.folds ? placeOf(body, unit) : undefined));
  const parts: (readonly Unit[])[][] = [];
  for (let at = 0; at < units.length; ) {
    const period = periodAt(places, at);
    const count = period === undefined ? 1 : repetitions(places, at, period);
    const length = period ?? 1;
    parts.push(Array.from({ length: count }, (_, i) => units.slice(at + i * length, at + (i + 1) * length)));
    at += count * length;
  }
  return parts;
}

/** The place in the file that a unit comes from; undefined for what never stands in a `repeat`. */
function placeOf({ facts, module }: Body, unit: Unit): string | undefined {
  if (unit.kind === "updates") return undefined;
  const { span, phase, blocks = [] } = facts.program.origins[stepsOf(unit)[0].operation.origin];
  const isInstance = unit.kind === "block" && unit.layer === undefined;
  const place = isInstance
    ? module.blockPlace(blocks.slice(0, blocks.indexOf(unit.instance) + 1))?.span
    : span;
  return place === undefined || phase !== "forward" ? undefined : `${place.file} ${place.start} ${place.end}`;
}

/** The shortest sequence that stands twice from here. */
function periodAt(places: readonly (string | undefined)[], at: number): number | undefined {
  for (let period = 1; at + 2 * period <= places.length; period++) {
    const same = (i: number) => places[at + i] !== undefined && places[at + i] === places[at + i + period];
    if (Array.from({ length: period }, (_, i) => i).every(same)) return period;
  }
  return undefined;
}

function repetitions(places: readonly (string | undefined)[], at: number, period: number): number {
  let count = 1;
  const same = (i: number) => places[at + i] === places[at + count * period + i];
  while (
    at + (count + 1) * period <= places.length &&
    Array.from({ length: period }, (_, i) => i).every(same)
  )
    count++;
  return count;
}
