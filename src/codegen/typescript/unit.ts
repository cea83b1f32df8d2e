/** The parts in which a program is printed: sections of one layer each, and groups of them that become functions. */
import type { Step } from "../../runtime/tfjs/plan.ts";
import type { Phase, Program } from "../../tensor/index.ts";

export type Unit = Section | Block | Updates;

/** Steps that one place of the `.nn` file asked for. */
export interface Section {
  readonly kind: "section";
  /** The entry of the program's origins. */
  readonly origin: number;
  readonly steps: readonly Step[];
}

/** An instance of a block, or a layer of many steps. */
export interface Block {
  readonly kind: "block";
  /** The same for the forward and the backward part of an instance, and for no other one. */
  readonly key: string;
  /** The block's name in the file, and this instance's. */
  readonly name: string;
  readonly instance: string;
  /** The layer, where the block is one layer of many steps. */
  readonly layer?: string;
  readonly units: readonly Unit[];
}

/** The optimizer's updates of all weights. */
export interface Updates {
  readonly kind: "updates";
  readonly updates: readonly Update[];
}

/** The update of one weight. */
export interface Update {
  readonly path: string;
  readonly section: Section;
}

/** All steps of a unit. */
export function stepsOf(unit: Unit): readonly Step[] {
  if (unit.kind === "block") return unit.units.flatMap(stepsOf);
  return unit.kind === "updates" ? unit.updates.flatMap(({ section }) => section.steps) : unit.steps;
}

/** Whether the block is a forward or a backward part. */
export function phaseOf({ origins }: Program, block: Block): Phase {
  return origins[stepsOf(block)[0].operation.origin].phase;
}

/** What the steps read that none of them makes, in the order of first use. */
export function readBy(steps: readonly Step[]): readonly number[] {
  const made = new Set(steps.flatMap(({ operation }) => operation.outputs));
  return [...new Set(steps.flatMap(({ operation }) => operation.inputs))].filter((id) => !made.has(id));
}
