/** `polynomial_decay`: from one rate to another along a power of time. */
import {
  add,
  div,
  equal,
  floor,
  minimum,
  mul,
  neg,
  pow,
  select,
  sub,
  type Tensor,
} from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { decaySteps, initialRate } from "./decay-steps.ts";

export const polynomialDecay = defineSchedule({
  name: "polynomial_decay",
  keras: "PolynomialDecay",
  doc: "In a line, or with another `power` in a curve: `(initial_learning_rate - end_learning_rate) · (1 - step / decay_steps) ^ power + end_learning_rate`, and `end_learning_rate` from `decay_steps` on. With `cycle`, instead of ending, `decay_steps` becomes its next multiple.",
  example: "optimizer sgd(learning_rate=polynomial_decay(0.1, decay_steps=10_000))",
  parameters: {
    initial_learning_rate: initialRate(),
    decay_steps: decaySteps(),
    end_learning_rate: float(0.0001, { least: 0 }),
    power: float(1),
    cycle: bool(false),
  },
  rate: (step, { initial_learning_rate, decay_steps, end_learning_rate, power, cycle }) => {
    const progress = cycle
      ? div(step, mul(multiple(step, decay_steps), decay_steps))
      : div(minimum(step, decay_steps), decay_steps);
    const left = pow(sub(1, progress), power);
    return add(
      mul(left, Math.fround(initial_learning_rate) - Math.fround(end_learning_rate)),
      end_learning_rate,
    );
  },
});

/** How many times `decay_steps` have begun: 1 at step 0, else step / decay_steps rounded up. */
function multiple(step: Tensor, decaySteps: number): Tensor {
  return select(equal(step, 0), 1, neg(floor(neg(div(step, decaySteps)))));
}
