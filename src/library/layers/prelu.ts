/** The leaky rectifier whose slope is learned. */
import { add, minimum, mul, relu } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { axes } from "../kinds/axes.ts";
import { constraint } from "../kinds/constraint.ts";
import { initializer } from "../kinds/initializer.ts";
import { nullable } from "../kinds/nullable.ts";
import { regularizer } from "../kinds/regularizer.ts";
import { placeAxis } from "../place-axis.ts";

export const prelu = defineLayer({
  name: "prelu",
  aliases: ["p_re_lu"],
  keras: "PReLU",
  family: "activation",
  doc: "A leaky rectifier that learns its slope: `x` where it is positive, `alpha * x` elsewhere, with an `alpha` for each place, or one along all of `shared_axes`; the shape stays ([He et al. 2015](https://arxiv.org/abs/1502.01852)).",
  scene: "image",
  example: "conv2d(32, 3)\nprelu(shared_axes=[1, 2])",
  parameters: {
    alpha_initializer: initializer("zeros"),
    alpha_regularizer: regularizer(),
    alpha_constraint: constraint(),
    shared_axes: nullable(axes()),
  },
  masking: "pass",
  build: ([x], { alpha_initializer, alpha_regularizer, alpha_constraint, shared_axes }, build) => {
    const shared = (shared_axes ?? []).map((axis) => placeAxis("prelu", x, axis));
    const shape = x.shape.map((dim, axis) => (shared.includes(axis) ? 1 : dim)).slice(1);
    const options = { regularizer: alpha_regularizer, constraint: alpha_constraint };
    const alpha = build.weight("alpha", shape, alpha_initializer, options);
    return add(relu(x), mul(alpha, minimum(x, 0)));
  },
});
