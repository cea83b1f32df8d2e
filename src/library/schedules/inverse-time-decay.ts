/** `inverse_time_decay`: the rate falls as one over time. */
import { add, div, floor, mul } from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { decaySteps, initialRate } from "./decay-steps.ts";

export const inverseTimeDecay = defineSchedule({
  name: "inverse_time_decay",
  keras: "InverseTimeDecay",
  doc: "Fast at first, then ever more slowly: `initial_learning_rate / (1 + decay_rate · step / decay_steps)`; with `staircase` `step / decay_steps` is rounded down.",
  example: "optimizer adam(learning_rate=inverse_time_decay(1e-3, decay_steps=1000, decay_rate=0.5))",
  parameters: {
    initial_learning_rate: initialRate(),
    decay_steps: decaySteps(),
    decay_rate: float(undefined, { least: 0 }),
    staircase: bool(false),
  },
  rate: (step, { initial_learning_rate, decay_steps, decay_rate, staircase }) => {
    const progress = div(step, decay_steps);
    return div(initial_learning_rate, add(mul(staircase ? floor(progress) : progress, decay_rate), 1));
  },
});
