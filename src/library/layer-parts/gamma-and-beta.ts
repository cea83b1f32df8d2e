/** The scale and shift that normalization layers learn. */
import type { Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import type { Arguments } from "../kind.ts";
import { bool } from "../kinds/bool.ts";
import { constraint } from "../kinds/constraint.ts";
import { initializer } from "../kinds/initializer.ts";
import { regularizer } from "../kinds/regularizer.ts";
import { alongAxes } from "./normalize.ts";

/** The first of their parameters in Keras's order; layers put their own between these and the rest. */
export const gammaAndBetaParameters = {
  center: bool(true),
  scale: bool(true),
  beta_initializer: initializer("zeros"),
  gamma_initializer: initializer("ones"),
};

/** The rest of their parameters. */
export const gammaAndBetaLimits = {
  beta_regularizer: regularizer(),
  gamma_regularizer: regularizer(),
  beta_constraint: constraint(),
  gamma_constraint: constraint(),
};

type Values = Arguments<typeof gammaAndBetaParameters> & Arguments<typeof gammaAndBetaLimits>;

/** The weights `gamma` and `beta` over `axes` of `x`, shaped to broadcast against it; absent where they are turned off. */
export function gammaAndBeta(
  build: Build,
  x: Tensor,
  axes: readonly number[],
  values: Values,
): { gamma?: Tensor; beta?: Tensor } {
  const shape = axes.map((axis) => x.shape[axis]);
  const weight = (name: "gamma" | "beta") =>
    alongAxes(
      build.weight(name, shape, values[`${name}_initializer`], {
        regularizer: values[`${name}_regularizer`],
        constraint: values[`${name}_constraint`],
      }),
      x,
      axes,
    );
  return {
    ...(values.scale ? { gamma: weight("gamma") } : {}),
    ...(values.center ? { beta: weight("beta") } : {}),
  };
}
