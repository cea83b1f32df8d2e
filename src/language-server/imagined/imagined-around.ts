/** The imagined uses of the block around a place, where no use that somebody wrote tells its shapes. */
import type { Compiled } from "../../compile.ts";
import type { BlockStatement } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type StepsInText, stepsOf } from "../traced-steps.ts";
import { type Imagined, imaginedUses } from "./imagined-uses.ts";

/** None where somebody uses the block, or no block is around. */
export function imaginedAround(
  snapshot: Snapshot,
  offset: number,
  compiled?: Compiled,
  steps: StepsInText = stepsOf(snapshot),
): readonly Imagined[] {
  const block = blockAround(snapshot, offset);
  return block === undefined || isTraced(block, steps) ? [] : imaginedUses(snapshot, block.start, compiled);
}

export function blockAround({ parsed }: Snapshot, offset: number): BlockStatement | undefined {
  const around = parsed().tree.statements.findLast(({ start }) => start <= offset);
  return around?.kind === "Block" && offset <= around.end ? around : undefined;
}

function isTraced({ start, end }: BlockStatement, steps: StepsInText): boolean {
  for (const { span, traced } of steps.values()) {
    const isInside = start <= span.start && span.end <= end;
    if (isInside && traced.some(({ step }) => step.outputs.every((value) => value !== undefined)))
      return true;
  }
  return false;
}
