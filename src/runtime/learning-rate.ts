/** The learning rate of a run, as callbacks see it: a number in the state, or what a schedule says for the step. */
import { LEARNING_RATE } from "../lowering/optimizer-state.ts";
import { Problem } from "../problem.ts";
import { evaluate } from "../tensor/index.ts";
import type { Run } from "./run.ts";

/** The rate of the next update. */
export function learningRate({ rate, trainer, position }: Run): number {
  const { learningRate: from } = trainer.training;
  if (!("schedule" in from)) return rate;
  const step = { dtype: "i32", shape: [], data: Int32Array.of(position.step) } as const;
  return evaluate(from.schedule, { inputs: new Map([["step", step]]) }).outputs.get("rate")!.data[0];
}

/** From the next update on. Throws Problem where a schedule decides. */
export function setLearningRate(run: Run, rate: number): void {
  const { training, state } = run.trainer;
  if ("schedule" in training.learningRate) {
    throw new Problem(
      "A schedule decides the learning rate of this model, so a callback cannot change it; remove one of the two.",
    );
  }
  const data = Float32Array.of(rate);
  // As the device holds it, so that a run that was saved and goes on computes with the same number.
  run.rate = data[0];
  state.write(LEARNING_RATE, { dtype: "f32", shape: [], data });
}
