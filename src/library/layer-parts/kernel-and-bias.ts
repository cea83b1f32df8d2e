/** What dense and convolution layers share: how kernel and bias begin, are punished and held, and the last act of the layer. */
import type { Dim, Tensor } from "../../tensor/index.ts";
import type { RealizedActivation } from "../define-activation.ts";
import type { Build, WeightOptions } from "../define-layer.ts";
import type { Arguments } from "../kind.ts";
import { activityRegularizer, type Penalty } from "../kinds/activity-regularizer.ts";
import { constraint } from "../kinds/constraint.ts";
import { initializer } from "../kinds/initializer.ts";
import { regularizer } from "../kinds/regularizer.ts";
import { addPenalty } from "./add-penalty.ts";

/** The parameters in Keras's order. */
export const kernelAndBias = {
  kernel_initializer: initializer("glorot_uniform"),
  bias_initializer: initializer("zeros"),
  kernel_regularizer: regularizer(),
  bias_regularizer: regularizer(),
  activity_regularizer: activityRegularizer(),
  kernel_constraint: constraint(),
  bias_constraint: constraint(),
};

type KernelValues = Pick<
  Arguments<typeof kernelAndBias>,
  "kernel_initializer" | "kernel_regularizer" | "kernel_constraint"
>;
type BiasValues = Pick<
  Arguments<typeof kernelAndBias>,
  "bias_initializer" | "bias_regularizer" | "bias_constraint"
>;

/** The weight `kernel`. */
export function kernelWeight(
  build: Build,
  shape: readonly Dim[],
  values: KernelValues,
  fans?: WeightOptions["fans"],
): Tensor {
  const { kernel_initializer, kernel_regularizer: regularizer, kernel_constraint: constraint } = values;
  return build.weight("kernel", shape, kernel_initializer, {
    regularizer,
    constraint,
    ...(fans && { fans }),
  });
}

/** The weight `bias`. */
export function biasWeight(build: Build, shape: readonly Dim[], values: BiasValues): Tensor {
  const { bias_initializer, bias_regularizer: regularizer, bias_constraint: constraint } = values;
  return build.weight("bias", shape, bias_initializer, { regularizer, constraint });
}

/** The layer's output: activated, its penalty added to the loss. */
export function finish(
  build: Build,
  y: Tensor,
  {
    activation,
    activity_regularizer,
  }: { activation: RealizedActivation; activity_regularizer: Penalty | null },
): Tensor {
  const output = activation(y);
  addPenalty(build, output, activity_regularizer);
  return output;
}
