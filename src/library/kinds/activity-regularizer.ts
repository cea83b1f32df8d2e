/** A penalty on a layer's output, or none; `build` receives the function that makes it. */
import type { Tensor } from "../../tensor/index.ts";
import type { Regularizer } from "../define-regularizer.ts";
import type { Kind, RealizeContext } from "../kind.ts";
import { realizeCall } from "../realize.ts";
import type { Plain, PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";
import { nullable } from "./nullable.ts";

/** The penalty of an output, a scalar. */
export type Penalty = (output: Tensor) => Tensor;

export function activityRegularizer(): Kind<Penalty | null> {
  return nullable({ ...callKind("regularizers", "regularizer"), realize: penaltyOf });
}

function penaltyOf(plain: Plain, context: RealizeContext): Penalty {
  const { entry, values } = realizeCall<Regularizer>("regularizers", plain as PlainCall, context);
  return (output) => entry.apply(output, values);
}
