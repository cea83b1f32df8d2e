/** Predictions of a trained model for examples, in batches. */
import type { Lowered } from "../lowering/lowered.ts";
import { batchAt, batchCount } from "./batches.ts";
import { createBreath } from "./breathe.ts";
import type { Dataset } from "./data/dataset.ts";
import { joinRows } from "./data/join-rows.ts";
import { allRows } from "./data/shuffle-rows.ts";
import type { Engine } from "./engine.ts";
import type { Arrays } from "./run-record.ts";

/** One array for each output by name, its first dim counting the examples. */
export async function predictDataset(
  engine: Engine,
  { predict }: Lowered,
  weights: Arrays,
  dataset: Dataset,
  batchSize: number,
): Promise<Arrays> {
  const state = engine.createState(weights);
  const executable = engine.load(predict);
  const order = allRows(dataset.rows);
  const breathe = createBreath();
  const parts: Arrays[] = [];
  for (let batch = 0; batch < batchCount(dataset.rows, batchSize); batch++) {
    const result = executable.run(state, batchAt(dataset, order, batch, batchSize));
    const outputs = await Promise.all(
      predict.outputs.map(async ({ name }) => [name, await result.read(name)] as const),
    );
    parts.push(new Map(outputs));
    result.dispose();
    await breathe();
  }
  executable.dispose();
  state.dispose();
  return new Map(
    predict.outputs.map(({ name }) => [name, joinRows(parts.flatMap((part) => part.get(name) ?? []))]),
  );
}
