/** A model on an engine, ready to train: its programs loaded, its state on the device. */

import { initialSlots } from "../lowering/initial-state.ts";
import type { Lowered, TrainingPrograms } from "../lowering/lowered.ts";
import { FIRST_BAD_STEP } from "../lowering/optimizer-state.ts";
import type { Engine, EngineState, Executable } from "./engine.ts";
import type { Arrays, RunRecord } from "./run-record.ts";
import { requireArrays } from "./saved-model/require-arrays.ts";

export interface Trainer {
  readonly engine: Engine;
  readonly lowered: Lowered;
  readonly training: TrainingPrograms;
  readonly state: EngineState;
  readonly trainStep: Executable;
  readonly evaluateStep: Executable;
  readonly resetMetrics: Executable;
  readonly readMetrics: Executable;
  readonly dispose: () => void;
}

/** The state takes its values from `record`; what a record does not hold begins afresh. Throws Problem for a record of another model. */
export function createTrainer(
  engine: Engine,
  lowered: Lowered,
  record: Pick<RunRecord, "weights" | "optimizer" | "accumulators">,
): Trainer {
  const { training } = lowered;
  if (training === undefined) throw new Error("a model without compile cannot be trained");
  const slots = training.slots.filter(({ name }) => name.startsWith("optimizer/"));
  if (record.optimizer.size > 0) requireArrays(record.optimizer, slots, "The saved state of the optimizer");
  if (record.accumulators.size > 0)
    requireArrays(record.accumulators, training.accumulators, "The saved state of the metrics");
  const fresh = initialSlots([...training.slots, ...training.accumulators]);
  const state = engine.createState(
    new Map([...fresh, ...record.weights, ...record.optimizer, ...record.accumulators]),
  );
  const programs = [training.trainStep, training.evaluateStep, training.resetMetrics, training.readMetrics];
  const [trainStep, evaluateStep, resetMetrics, readMetrics] = programs.map((program) =>
    engine.load(program),
  );
  const dispose = () => {
    for (const executable of [trainStep, evaluateStep, resetMetrics, readMetrics]) executable.dispose();
    state.dispose();
  };
  return { engine, lowered, training, state, trainStep, evaluateStep, resetMetrics, readMetrics, dispose };
}

/** The step of the first loss that was no finite number, or undefined. */
export async function firstBadStep({ state }: Trainer): Promise<number | undefined> {
  const { data } = await state.read(FIRST_BAD_STEP);
  return data[0] < 0 ? undefined : data[0];
}

/** The arrays of a state whose names begin so. */
export async function readArrays(state: EngineState, names: readonly string[]): Promise<Arrays> {
  const arrays = await Promise.all(names.map((name) => state.read(name)));
  return new Map(names.map((name, i) => [name, arrays[i]]));
}

/** The log of the accumulators as they stand. */
export async function readLog({
  readMetrics,
  training,
  state,
}: Trainer): Promise<{ readonly [name: string]: number }> {
  const result = readMetrics.run(state, new Map());
  const values = await Promise.all(training.logs.map(async ({ name }) => (await result.read(name)).data[0]));
  result.dispose();
  return Object.fromEntries(training.logs.map(({ name }, i) => [name, values[i]]));
}
