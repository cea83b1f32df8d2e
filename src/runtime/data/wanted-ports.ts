/** The inputs and targets that need columns, in the order of the model. */
import type { Model } from "../../checker/model.ts";
import type { Dim, Type } from "../../tensor/index.ts";
import type { Port } from "./reading.ts";

export interface WantedPort extends Port {
  readonly role: "input" | "target";
  /** Without the batch dim. */
  readonly shape: readonly Dim[];
}

/** Targets are wanted for training and evaluation, not for a prediction. */
export function wantedPorts(model: Model, withTargets: boolean): readonly WantedPort[] {
  const inputs = model.inputs.map((input) => ({ ...wanted("input", input), value: input.value }));
  return withTargets ? [...inputs, ...model.targets.map((target) => wanted("target", target))] : inputs;
}

function wanted(
  role: WantedPort["role"],
  { name, meaning, type }: Pick<Port, "name" | "meaning"> & { readonly type: Type },
): WantedPort {
  return { role, name, meaning, dtype: type.dtype, shape: type.shape.slice(1) };
}
