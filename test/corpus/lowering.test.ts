/** Every good program becomes programs that run: training is lowered, and predictions have the shapes that the checker saw. */
import { expect, it } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { library } from "../../src/library/index.ts";
import { lower } from "../../src/lowering/lower.ts";
import { bind, costOf, evaluate, type Program } from "../../src/tensor/index.ts";
import { readPrograms } from "./read-programs.ts";
import { bindingsFor, sampleInputs, sampleWeights, shapeIn } from "./sample-inputs.ts";

/** The larger of the two trials takes at most so many multiply-adds; models that take more are listed in a golden. */
const most = 20_000_000;
const batches = [1, 3];

const models = readPrograms("good").flatMap(({ name, compiled }) =>
  compiled.models.map((model) => ({ title: `${name} ${model.name}`, model, lowered: lower(model, library) })),
);
const small = models.filter(({ lowered }) => costOfTrial(lowered.predict) <= most);

it("lowers the training of every model that has one", () => {
  const compiled = models.filter(({ model }) => model.compile !== undefined);
  expect(compiled.filter(({ lowered }) => lowered.training === undefined)).toEqual([]);
});

it("lists the models that are too large to be run by the reference evaluation", async () => {
  const large = models
    .filter((one) => !small.includes(one))
    .map(({ title, lowered }) => `${title}: ${costOfTrial(lowered.predict)}`);
  await expect(`${large.join("\n")}\n`).toMatchFileSnapshot("golden/too-large-to-run.txt");
});

it.each(small)("predicts in the shapes that were promised: $title", ({ model, lowered }) => {
  const state = sampleWeights(lowered.weights);
  for (const batch of batches) {
    const bindings = bindingsFor(lowered.predict, batch);
    const { outputs } = evaluate(lowered.predict, { inputs: sampleInputs(lowered.predict, bindings), state });
    for (const { name, value } of model.outputs) expectShape(model, outputs.get(name), value, bindings);
  }
});

function expectShape(
  model: Model,
  array: { shape: readonly number[]; data: ArrayLike<number> } | undefined,
  value: number,
  bindings: ReadonlyMap<string, number>,
): void {
  expect(array?.shape).toEqual(shapeIn(model.values[value].type.shape, bindings));
  expect(Array.from(array?.data ?? []).every(Number.isFinite)).toBe(true);
}

function costOfTrial(program: Program): number {
  return Number(costOf(bind(program, bindingsFor(program, Math.max(...batches)))).multiplyAdds);
}
