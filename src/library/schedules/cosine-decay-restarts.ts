/** `cosine_decay_restarts`: the cosine wave begins again, each time longer. */
import { div, floor, log, mul, pow, sub, type Tensor } from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import { float } from "../kinds/float.ts";
import { cosineWave } from "./cosine-wave.ts";
import { decaySteps, initialRate } from "./decay-steps.ts";

export const cosineDecayRestarts = defineSchedule({
  name: "cosine_decay_restarts",
  keras: "CosineDecayRestarts",
  doc: "Waves of `cosine_decay`: the first takes `first_decay_steps`, each further one `t_mul` times as long and begins at `m_mul` times the rate ([Loshchilov and Hutter 2017](https://arxiv.org/abs/1608.03983)).",
  example: "optimizer sgd(learning_rate=cosine_decay_restarts(0.1, first_decay_steps=1000))",
  parameters: {
    initial_learning_rate: initialRate(),
    first_decay_steps: decaySteps(),
    t_mul: float(2, { least: 1 }),
    m_mul: float(1, { least: 0 }),
    alpha: float(0),
  },
  rate: (step, { initial_learning_rate, first_decay_steps, t_mul, m_mul, alpha }) => {
    const { restarts, progress } = wavesAt(div(step, first_decay_steps), t_mul);
    return mul(cosineWave(progress, alpha, pow(m_mul, restarts)), initial_learning_rate);
  },
});

/** How many waves are over after `time` first waves, and how much of the present one is. */
function wavesAt(time: Tensor, growth: number): { restarts: Tensor; progress: Tensor } {
  if (growth === 1) {
    const restarts = floor(time);
    return { restarts, progress: sub(time, restarts) };
  }
  // Waves of lengths 1, g, g², … end at (gⁿ - 1) / (g - 1).
  const restarts = floor(div(log(sub(1, mul(time, 1 - growth))), Math.log(growth)));
  const length = pow(growth, restarts);
  const begin = div(sub(1, length), 1 - growth);
  return { restarts, progress: div(sub(time, begin), length) };
}
