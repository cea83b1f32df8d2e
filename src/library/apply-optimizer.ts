/**
 * One update of all weights by an optimizer, in Keras's order: scale gradients back, accumulate, clip, decay weights, update,
 * average, constrain.
 */
import { add, cast, div, equal, fill, mod, mul, select, sub, type Tensor } from "../tensor/index.ts";
import { averageWeights } from "./average-weights.ts";
import { clipGradients } from "./clip-gradients.ts";
import type { Constraint } from "./define-constraint.ts";
import type { Optimizer } from "./define-optimizer.ts";
import type { Schedule } from "./define-schedule.ts";
import type { Library } from "./library.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import type { SharedValues } from "./shared-parameters.ts";
import { ACCUMULATOR, slotTable } from "./slot-table.ts";
import type { PlainCall } from "./value.ts";

/** A trainable weight in a step; both tensors f32 of its shape. */
interface WeightInStep {
  readonly path: string;
  readonly tensor: Tensor;
  readonly gradient: Tensor;
  readonly constraint: PlainCall | null;
}

export interface OptimizerStep {
  readonly optimizer: PlainCall;
  readonly library: Library;
  readonly weights: readonly WeightInStep[];
  /** By the names of `slotSpecs`. */
  readonly slots: ReadonlyMap<string, Tensor>;
  /** i32 scalar, 0 at the first step of the run. */
  readonly step: Tensor;
  /** f32 scalar: the rate where the optimizer has no schedule, when the host may change it. */
  readonly learningRate?: Tensor;
}

/** Weights by path and slots by name, after the step. */
export interface OptimizerResult {
  readonly weights: ReadonlyMap<string, Tensor>;
  readonly slots: ReadonlyMap<string, Tensor>;
}

/** Gradients are those of the loss times `lossScale`. */
export function applyOptimizer(given: OptimizerStep): OptimizerResult {
  const run = startRun(given);
  const gradients = gradientsToApply(run);
  const updated = updateWeights(run, gradients);
  const averaged = averageWeights(run, updated);
  for (const { path, constraint } of given.weights) {
    if (constraint === null) continue;
    const { entry, values } = realizeWithoutFlow<Constraint>("constraints", constraint, given.library);
    averaged.set(path, entry.apply(averaged.get(path)!, values));
  }
  return { weights: averaged, slots: run.nextSlots };
}

/** What the parts of a step share. `nextSlots` fills up while they run. */
export interface OptimizerRun extends OptimizerStep {
  readonly entry: Optimizer;
  readonly values: never;
  readonly shared: SharedValues;
  /** Updates made before this step, i32: fewer than steps where gradients are accumulated. */
  readonly updates: Tensor;
  /** bool scalar: whether this step updates weights; absent when every step does. */
  readonly isUpdate?: Tensor;
  readonly slotName: (slot: string, path?: string) => string;
  readonly nextSlots: Map<string, Tensor>;
}

function startRun(given: OptimizerStep): OptimizerRun {
  const { entry, values } = realizeWithoutFlow<Optimizer>("optimizers", given.optimizer, given.library);
  const shared = values as SharedValues;
  const count = shared.gradient_accumulation_steps;
  const weights = given.weights.map(({ path, tensor }) => ({
    path,
    shape: tensor.shape as readonly number[],
  }));
  const names = new Map<string | undefined, Map<string, string>>();
  for (const { path, slot, name } of slotTable(entry, values, weights)) {
    names.set(path, (names.get(path) ?? new Map<string, string>()).set(slot, name));
  }
  return {
    ...given,
    entry,
    values,
    shared,
    updates: count === null ? given.step : div(given.step, count),
    ...(count === null ? {} : { isUpdate: equal(mod(add(given.step, 1), count), 0) }),
    slotName: (slot, path) => names.get(path)!.get(slot)!,
    nextSlots: new Map(),
  };
}

/** The gradients of this update by path: scaled back, averaged over the accumulated steps, clipped. */
function gradientsToApply(run: OptimizerRun): ReadonlyMap<string, Tensor> {
  const { loss_scale_factor: scale, gradient_accumulation_steps: count } = run.shared;
  const gradients = run.weights.map(({ path, gradient }) => {
    const whole = scale === null ? gradient : div(gradient, scale);
    if (count === null || run.isUpdate === undefined) return whole;
    const name = run.slotName(ACCUMULATOR, path);
    const total = add(whole, run.slots.get(name)!);
    run.nextSlots.set(name, select(run.isUpdate, 0, total));
    return div(total, count);
  });
  const clipped = clipGradients(gradients, run.shared);
  return new Map(run.weights.map(({ path }, i) => [path, clipped[i]]));
}

/** Decay and update of every weight; a step that only accumulates leaves weights and slots as they were. */
function updateWeights(run: OptimizerRun, gradients: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const { entry, values, isUpdate } = run;
  const learningRate = learningRateOf(run);
  const globals = slotsOf(run, entry.globals(values));
  const step = add(cast(run.updates, "f32"), 1);
  const prepared = entry.prepare({ values, learningRate, step, globals });
  const keep = (next: Tensor, before: Tensor) =>
    isUpdate === undefined ? next : select(isUpdate, next, before);
  const setSlots = (next: { readonly [name: string]: Tensor }, path?: string) => {
    for (const [slot, tensor] of Object.entries(next)) {
      const name = run.slotName(slot, path);
      run.nextSlots.set(name, keep(tensor, run.slots.get(name)!));
    }
  };
  setSlots(prepared.globals ?? {});
  const next = run.weights.map(({ path, tensor }): [string, Tensor] => {
    const toLearn = { path, shape: tensor.shape as readonly number[] };
    const decay = entry.weightDecay(values, toLearn);
    const weight = decay === null ? tensor : sub(tensor, mul(mul(tensor, decay), learningRate));
    const slots = slotsOf(run, entry.slots(values, toLearn), path);
    const context = { values, path, weight, gradient: gradients.get(path)!, slots, learningRate };
    const updated = entry.update({ ...context, shared: prepared.shared as never });
    setSlots(updated.slots, path);
    return [path, keep(updated.weight, tensor)];
  });
  return new Map(next);
}

function slotsOf(run: OptimizerRun, slots: readonly { readonly name: string }[], path?: string) {
  return Object.fromEntries(slots.map(({ name }) => [name, run.slots.get(run.slotName(name, path))!]));
}

/** Schedules see every step, accumulating or not. */
function learningRateOf({ values, library, step, learningRate }: OptimizerRun): Tensor {
  const given = (values as { learning_rate: number | PlainCall }).learning_rate;
  if (typeof given === "number") return learningRate ?? fill(step, given, []);
  const schedule = realizeWithoutFlow<Schedule>("schedules", given, library);
  return schedule.entry.rate(cast(step, "f32"), schedule.values);
}
