/** Finds the values that must be known to have four dims because they cross into functions and loops. */
import type { Body, Facts } from "./body.ts";
import { ADOPTS_OPERAND } from "./call-facts.ts";
import { hasFourDims } from "./facts-of.ts";
import { findRepeats } from "./find-repeats.ts";
import { isReadBeyond } from "./name-of.ts";
import { readBy, stepsOf, type Unit } from "./unit.ts";

/** Adds them to `facts.fourDims`, before anything is printed. */
export function markTypes(body: Body, units: readonly Unit[]): void {
  markBorders(body, units);
  for (const gradient of body.facts.gradients.keys())
    if (hasFourDims(body.facts.program, gradient)) body.facts.fourDims.add(gradient);
  markOperands(body.facts);
}

function markBorders(body: Body, units: readonly Unit[]): void {
  for (const iterations of findRepeats(body, units))
    for (const iteration of iterations) {
      if (iterations.length > 1) markAround(body, iteration);
      for (const unit of iteration) {
        if (unit.kind !== "block") continue;
        markAround(body, [unit]);
        markBorders(body, unit.units);
      }
    }
}

/** What these units read from outside, and what they give. */
function markAround(body: Body, units: readonly Unit[]): void {
  const steps = units.flatMap(stepsOf);
  const made = steps
    .flatMap(({ operation }) => operation.outputs)
    .filter((id) => isReadBeyond(body, steps, id));
  for (const id of [...readBy(steps), ...made])
    if (hasFourDims(body.facts.program, id)) body.facts.fourDims.add(id);
}

/** What gives the type of its operand needs an operand of that type. */
function markOperands({ plan, fourDims, readers, makers }: Facts): void {
  for (const { operation, work } of plan.steps.toReversed()) {
    if ("body" in work || !ADOPTS_OPERAND.has(work.fn) || !fourDims.has(operation.outputs[0])) continue;
    const [operand] = operation.inputs;
    const from = makers.get(operand)?.operation.origin;
    const printedInside = readers.get(operand)?.length === 1 && from === operation.origin;
    if (!printedInside) fourDims.add(operand);
  }
}
