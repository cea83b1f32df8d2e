/** The end of training: moving averages take the weights' place, then callbacks have their say, as in Keras. */
import type { Run } from "./run.ts";
import type { Arrays } from "./run-record.ts";
import { readArrays } from "./trainer.ts";

/** The weights of the last step, where others now stand in their place: a longer run goes on from them. */
export async function finishWeights(
  run: Run,
  callCallbacks: () => Promise<void>,
): Promise<Arrays | undefined> {
  const { trainer } = run;
  const { averages } = trainer.training;
  const paths = trainer.lowered.weights.map(({ path }) => path);
  const last =
    averages.length > 0 || run.kept !== undefined ? await readArrays(trainer.state, paths) : undefined;
  for (const { weight, slot } of averages) trainer.state.write(weight, await trainer.state.read(slot));
  await callCallbacks();
  return last;
}
