/** What lowering makes of a model: its programs over one named state, and what that state starts from. */
import type { WeightSpec } from "../library/weight-spec.ts";
import type { DType, Program } from "../tensor/index.ts";

/**
 * State names: weights by path (`dense/kernel`), optimizer slots by Keras's variable names below `optimizer/`, accumulators below
 * `metrics/` (the loss of an epoch too: `metrics/loss/total`, `metrics/loss/count`), the first bad step in `health/first_bad_step`.
 * Inputs: each input and target by name (`inputs/image`, `targets/digit`), and the host numbers `step` (i32, 0 at the first
 * update of the run) and `seed`. Weights of classes are constants of the train step.
 */
export interface Lowered {
  /** inputs → outputs by name. */
  readonly predict: Program;
  /** Absent where the model has no `compile`. */
  readonly training?: TrainingPrograms;
  readonly weights: readonly WeightSpec[];
}

export interface TrainingPrograms {
  /** One update: forward, loss, backward, optimizer, metrics. Output `loss`, a scalar nobody has to read. */
  readonly trainStep: Program;
  /** Loss and metrics of a batch in inference mode, into the accumulators. */
  readonly evaluateStep: Program;
  readonly resetMetrics: Program;
  /** Outputs `loss` and each metric by its name in logs, from the accumulators; `logs` holds these names in order. */
  readonly readMetrics: Program;
  readonly logs: readonly LogEntry[];
  /** State that the optimizer needs, and the health of the run. */
  readonly slots: readonly SlotSpec[];
  readonly accumulators: readonly SlotSpec[];
  /** The slot of the learning rate; absent where a schedule decides, whose rate `learningRate` gives from the step. */
  readonly learningRate: { readonly slot: string } | { readonly schedule: Program };
  /** Moving averages that take the weights' place when training ends (`use_ema`). */
  readonly averages: readonly { readonly weight: string; readonly slot: string }[];
}

/** A number of the log. `better` is the direction that a callback with mode=auto watches. */
export interface LogEntry {
  readonly name: string;
  readonly better: "higher" | "lower";
}

/** A piece of state that is no weight; `initial` fills it. */
export interface SlotSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly initial: number;
}
