/** Prints the parts of a program in order: sections in place, blocks and updates as calls of functions, repeats as loops. */
import type { Body } from "./body.ts";
import { callBlock } from "./call-block.ts";
import { describeBlock, describeUpdates } from "./describe.ts";
import { findRepeats } from "./find-repeats.ts";
import { printRepeat } from "./print-repeat.ts";
import { printSection } from "./print-section.ts";
import { printUpdates } from "./print-updates.ts";
import type { Unit } from "./unit.ts";

export function printUnits(body: Body, units: readonly Unit[]): void {
  for (const part of findRepeats(body, units)) {
    if (part.length > 1 && printRepeat(body, part)) continue;
    for (const unit of part.flat()) printUnit(body, unit);
  }
}

function printUnit(body: Body, unit: Unit): void {
  if (unit.kind === "block") callBlock(body, unit, describeBlock(body, unit));
  else if (unit.kind === "updates") printUpdates(body, unit, describeUpdates(body));
  else printSection(body, unit);
}
