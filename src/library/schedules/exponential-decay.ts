/** `exponential_decay`: the rate is multiplied by the same factor again and again. */
import { div, floor, mul, pow } from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { decaySteps, initialRate } from "./decay-steps.ts";

export const exponentialDecay = defineSchedule({
  name: "exponential_decay",
  keras: "ExponentialDecay",
  doc: "By the same factor every `decay_steps`: `initial_learning_rate · decay_rate ^ (step / decay_steps)`; with `staircase` the exponent is rounded down.",
  example: "optimizer adam(learning_rate=exponential_decay(1e-3, decay_steps=1000, decay_rate=0.9))",
  parameters: {
    initial_learning_rate: initialRate(),
    decay_steps: decaySteps(),
    decay_rate: float(undefined, { least: 0 }),
    staircase: bool(false),
  },
  rate: (step, { initial_learning_rate, decay_steps, decay_rate, staircase }) => {
    const progress = div(step, decay_steps);
    return mul(pow(decay_rate, staircase ? floor(progress) : progress), initial_learning_rate);
  },
});
