/** The digest of a run's examples; a run that goes on must have the ones that it began with. */
import { Problem } from "../../problem.ts";
import type { TrainingData } from "../../runtime/data/load-training-data.ts";
import { digestExamples } from "../../runtime/digest-examples.ts";

/** `begun` is the digest of the saved run. Throws Problem. */
export function sameExamples(
  { training, validation }: TrainingData,
  begun: string | undefined,
  out: string,
): string {
  const digest = digestExamples(training, validation);
  if (begun !== undefined && begun !== digest)
    throw new Problem(
      `the data are not those that the run in \`${out}\` began with, and --resume goes on with the same; to train on with others, begin a run with its weights: --weights ${out} and another --out`,
    );
  return digest;
}
