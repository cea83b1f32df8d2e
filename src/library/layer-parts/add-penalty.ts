/** Adds the penalty of a layer's output to the loss, over the size of the batch as in Keras. */
import { cast, dimension, div, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import type { Penalty } from "../kinds/activity-regularizer.ts";

export function addPenalty(build: Build, output: Tensor, penalty: Penalty | null): void {
  if (penalty !== null) build.addLoss(div(penalty(output), cast(dimension(output, output.shape[0]), "f32")));
}
