/** The parameters that lstm and gru share, in Keras's order, and their two kernels. */
import type { Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import type { Arguments } from "../kind.ts";
import { activityRegularizer } from "../kinds/activity-regularizer.ts";
import { bool } from "../kinds/bool.ts";
import { constraint } from "../kinds/constraint.ts";
import { float } from "../kinds/float.ts";
import { int } from "../kinds/int.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { only } from "../kinds/only.ts";
import { regularizer } from "../kinds/regularizer.ts";
import { tensor } from "../kinds/tensor.ts";

/** From `kernel_regularizer` to `unroll`. */
export const recurrentParameters = {
  kernel_regularizer: regularizer(),
  recurrent_regularizer: regularizer(),
  bias_regularizer: regularizer(),
  activity_regularizer: activityRegularizer(),
  kernel_constraint: constraint(),
  recurrent_constraint: constraint(),
  bias_constraint: constraint(),
  dropout: float(0, { least: 0, most: 1 }),
  recurrent_dropout: float(0, { least: 0, most: 1 }),
  seed: nullable(int()),
  return_sequences: bool(false),
  return_state: bool(false),
  go_backwards: bool(false),
  stateful: only(false, "keeping states between batches is not supported; pass them with initial_state"),
  /** Changes no number: loops are unrolled where an engine gains by it. */
  unroll: bool(false),
};

/** What Keras takes when it makes or calls the layer, after everything else. */
export const recurrentCallParameters = {
  use_cudnn: oneOf(["auto"], "auto"),
  zero_output_for_mask: bool(false),
  initial_state: nullable(listOf(tensor(), undefined, { single: true })),
};

type KernelValues = Pick<
  Arguments<typeof recurrentParameters>,
  "kernel_regularizer" | "recurrent_regularizer" | "kernel_constraint" | "recurrent_constraint"
> & { readonly kernel_initializer: InitializerCall; readonly recurrent_initializer: InitializerCall };
type InitializerCall = Parameters<Build["weight"]>[2];

/** `kernel` [features, gates · units] and `recurrent_kernel` [units, gates · units]. */
export function recurrentKernels(
  build: Build,
  x: Tensor,
  units: number,
  gates: number,
  values: KernelValues,
) {
  const width = gates * units;
  const kernel = build.weight("kernel", [x.shape[x.shape.length - 1], width], values.kernel_initializer, {
    regularizer: values.kernel_regularizer,
    constraint: values.kernel_constraint,
  });
  const recurrent = build.weight("recurrent_kernel", [units, width], values.recurrent_initializer, {
    regularizer: values.recurrent_regularizer,
    constraint: values.recurrent_constraint,
  });
  return { kernel, recurrent };
}
