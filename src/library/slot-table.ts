/**
 * Which state an optimizer keeps, under Keras's variable names: `adam/dense_kernel_momentum`, `adam/dense_kernel_average`,
 * `adam/dense_kernel_gradient_accumulator`.
 */
import type { Optimizer, Slot, WeightToLearn } from "./define-optimizer.ts";
import { kerasName } from "./keras-name.ts";
import type { SharedValues } from "./shared-parameters.ts";

/** A piece of state: the slot that it is, and of which weight, where it belongs to one. */
export interface SlotEntry {
  readonly name: string;
  readonly slot: string;
  readonly path?: string;
  readonly shape: readonly number[];
  readonly initial: number;
}

/** The slots that any optimizer may add to its own. */
export const AVERAGE = "average";
export const ACCUMULATOR = "gradient_accumulator";

/** All state of an optimizer over some weights, in Keras's order: averages, accumulators, its own. */
export function slotTable(
  optimizer: Optimizer,
  values: never,
  weights: readonly WeightToLearn[],
): readonly SlotEntry[] {
  const { use_ema, gradient_accumulation_steps } = values as SharedValues;
  const zeros = (name: string): readonly Slot[] => [{ name, initial: 0 }];
  const rows: readonly Omit<SlotEntry, "name">[] = [
    ...(use_ema ? weights.flatMap((weight) => rowsOf(weight, zeros(AVERAGE))) : []),
    ...(gradient_accumulation_steps === null
      ? []
      : weights.flatMap((weight) => rowsOf(weight, zeros(ACCUMULATOR)))),
    ...weights.flatMap((weight) => rowsOf(weight, optimizer.slots(values, weight))),
    ...optimizer.globals(values).map(({ name, initial, shape = [] }) => ({ slot: name, initial, shape })),
  ];
  return withNames(kerasName(optimizer.keras), rows);
}

function rowsOf(
  { path, shape: own }: WeightToLearn,
  slots: readonly Slot[],
): readonly Omit<SlotEntry, "name">[] {
  return slots.map(({ name, initial, shape = own }) => ({ slot: name, path, initial, shape }));
}

/** Slashes become underlines in Keras's names, so that two paths may meet: the later one gets a number. */
function withNames(prefix: string, rows: readonly Omit<SlotEntry, "name">[]): readonly SlotEntry[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const stem = [row.path?.replaceAll("/", "_"), row.slot].filter((part) => part !== undefined).join("_");
    let name = `${prefix}/${stem}`;
    for (let number = 1; taken.has(name); number++) name = `${prefix}/${stem}_${number}`;
    taken.add(name);
    return { name, ...row };
  });
}
