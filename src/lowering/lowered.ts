/** What lowering makes of a model: its programs over one named state, and what that state starts from. */
import type { WeightSpec } from "../library/weight-spec.ts";
import type { Program } from "../tensor/program.ts";

/**
 * State names: weights by path (`dense/kernel`), optimizer slots by Keras's variable names below `optimizer/`, accumulators below
 * `metrics/` (the loss of an epoch too: `metrics/loss/total`, `metrics/loss/count`), the first bad step below `health/`.
 * Inputs: each input and target by name (`inputs/image`, `targets/digit`), `sample_weight` where classes are weighted,
 * and the host numbers `step` (i32, 0 at the first update of the run) and `seed`.
 */
export interface Lowered {
  /** inputs → outputs by name. */
  readonly predict: Program;
  /** One update: forward, loss, backward, optimizer, metrics. Output `loss`, a scalar nobody has to read. */
  readonly trainStep: Program;
  /** Loss and metrics of a batch in inference mode, into the accumulators. */
  readonly evaluateStep: Program;
  readonly resetMetrics: Program;
  /** Outputs `loss` and each metric's label, from the accumulators. */
  readonly readMetrics: Program;
  readonly weights: readonly WeightSpec[];
  readonly slots: readonly SlotSpec[];
  readonly accumulators: readonly SlotSpec[];
}

/** A piece of state that is no weight. `initial` fills it; "weight" copies the weight of `path`. */
export interface SlotSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: number | { readonly weight: string };
}
