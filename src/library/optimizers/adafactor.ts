/** `adafactor`: the mean square of a matrix's gradients kept by row and by column alone. */
import {
  add,
  div,
  expandDims,
  maximum,
  mean,
  minimum,
  mul,
  pow,
  rsqrt,
  sqrt,
  square,
  sub,
  type Tensor,
} from "../../tensor/index.ts";
import { defineOptimizer, type Slot } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";

export const adafactor = defineOptimizer({
  name: "adafactor",
  keras: "Adafactor",
  doc: "Adam's idea with little memory, for large models: steps `g / √v` of a root mean square of at most `clip_threshold`, in proportion to the size of each weight; v, the average of g², is of a matrix the product of its rows' and columns' averages ([Shazeer and Stern 2018](https://arxiv.org/abs/1804.04235)).",
  example: "optimizer adafactor(learning_rate=0.01)",
  parameters: {
    learning_rate: rate(0.001),
    beta_2_decay: float(-0.8),
    epsilon_1: float(1e-30, { above: 0 }),
    epsilon_2: float(0.001, { above: 0 }),
    clip_threshold: float(1, { above: 0 }),
    relative_step: bool(true),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: (_values, { shape }) => slotsOf(shape),
  prepare: ({ values, learningRate, step }) => ({
    shared: {
      // `relative_step` changes nothing: the rate has this bound in any case, in Keras too.
      rate: minimum(learningRate, rsqrt(step)),
      fresh: pow(step, values.beta_2_decay),
    },
  }),
  update: ({ values, weight, gradient, slots, shared }) => {
    const squares = add(square(gradient), values.epsilon_1);
    const averages = averagesOf(slots, squares, shared.fresh);
    const scaled = div(gradient, sqrt(averages.velocity));
    const bounded = div(scaled, maximum(div(rootMeanSquare(scaled), values.clip_threshold), 1));
    const size = mul(maximum(rootMeanSquare(weight), values.epsilon_2), shared.rate);
    return { weight: sub(weight, mul(bounded, size)), slots: averages };
  },
});

function slotsOf(shape: readonly number[]): readonly Slot[] {
  const velocity = { name: "velocity", initial: 0 };
  if (shape.length < 2) return [velocity];
  const [rows, columns] = [shape.slice(0, -1), [...shape.slice(0, -2), shape[shape.length - 1]]];
  return [{ name: "row", initial: 0, shape: rows }, { name: "column", initial: 0, shape: columns }, velocity];
}

type Averages = { velocity: Tensor } | { row: Tensor; column: Tensor; velocity: Tensor };

/** The averages with `fresh` of the new squares in them. */
function averagesOf(slots: { readonly [name: string]: Tensor }, squares: Tensor, fresh: Tensor): Averages {
  const renew = (average: Tensor, x: Tensor) => add(mul(average, sub(1, fresh)), mul(x, fresh));
  if (squares.shape.length < 2) return { velocity: renew(slots.velocity, squares) };
  const row = renew(slots.row, mean(squares, -1));
  const column = renew(slots.column, mean(squares, -2));
  const share = div(row, mean(row, -1, { keepDims: true }));
  return { row, column, velocity: mul(expandDims(share, -1), expandDims(column, -2)) };
}

function rootMeanSquare(x: Tensor): Tensor {
  return sqrt(mean(square(x)));
}
