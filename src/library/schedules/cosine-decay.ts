/** `cosine_decay`: down along half a wave of the cosine, after a warm-up where one is wanted. */
import { add, div, less, minimum, mul, select, sub, type Tensor } from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import { float } from "../kinds/float.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { cosineWave } from "./cosine-wave.ts";
import { decaySteps, initialRate } from "./decay-steps.ts";

export const cosineDecay = defineSchedule({
  name: "cosine_decay",
  keras: "CosineDecay",
  doc: "Down along half a wave: `initial_learning_rate · ((1 - alpha) · ½(1 + cos(π · step / decay_steps)) + alpha)`, constant after `decay_steps` ([Loshchilov and Hutter 2017](https://arxiv.org/abs/1608.03983)). With `warmup_target` the rate first rises to it in a line over `warmup_steps`, and falls from there.",
  example: "optimizer adamw(learning_rate=cosine_decay(0, 10_000, warmup_target=1e-3, warmup_steps=500))",
  parameters: {
    initial_learning_rate: initialRate(),
    decay_steps: decaySteps(),
    alpha: float(0),
    warmup_target: nullable(float(undefined, { least: 0 })),
    warmup_steps: nonNegativeInt(0),
  },
  rate: (
    step,
    { initial_learning_rate: initial, decay_steps, alpha, warmup_target: target, warmup_steps },
  ) => {
    const decayed = (from: number, since: Tensor) => mul(cosineWave(div(since, decay_steps), alpha), from);
    if (target === null) return decayed(initial, minimum(step, decay_steps));
    const now = minimum(step, decay_steps + warmup_steps);
    const warm = add(mul(div(now, Math.max(1, warmup_steps)), target - initial), initial);
    return select(less(now, warmup_steps), warm, decayed(target, sub(now, warmup_steps)));
  },
});
