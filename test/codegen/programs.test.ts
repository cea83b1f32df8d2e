/** Programs for what the gallery does not show: loops over time, repeats, open sizes, moving averages, models without training. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import { writeSafetensors } from "../../src/runtime/saved-model/write-safetensors.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import type { Program } from "../../src/tensor/index.ts";
import { bindingsFor, sampleInputs } from "../corpus/sample-inputs.ts";
import { type Examples, expectSameTraining, toTensors } from "./expect-same.ts";
import { compileFile, generate, importModule } from "./generated.ts";

const engine = await createEngine("tfjs-wasm");
afterAll(() => engine.dispose());

for (const name of ["tickets", "repeats", "sizes"]) {
  it(`${name}.nn becomes a module that computes the same`, async () => {
    const program = compileFile(`test/codegen/programs/${name}.nn`);
    const text = generate(program);
    await expect(text).toMatchFileSnapshot(`golden/${name}.ts`);
    const { model } = program;
    const step = lower(model, library).training?.trainStep;
    if (step === undefined) throw new Error("it has no training");
    await expectSameTraining(
      { model, module: await importModule(text, name), engine },
      [3, 2, 3].map((rows) => sampleBatch(step, rows)),
    );
  });
}

it("a model without compile loads and predicts", async () => {
  const program = compileFile("test/codegen/programs/untrained.nn");
  const text = generate(program);
  await expect(text).toMatchFileSnapshot("golden/untrained.ts");
  const module = await importModule(text, "untrained");
  expect(Object.keys(module).sort()).toEqual(["load", "predict"]);
  const lowered = lower(program.model, library);
  const arrays = initialWeights(lowered, library, 1);
  const batch = sampleBatch(lowered.predict, 2);
  const state = engine.createState(arrays);
  const executable = engine.load(lowered.predict);
  const theirs = executable.run(state, batch);
  const weights = module.load(writeSafetensors(arrays));
  const given = toTensors(batch);
  const ours = module.predict(weights, given.inputs);
  expect(await ours.head.data()).toEqual((await theirs.read("head")).data);
  theirs.dispose();
  executable.dispose();
  state.dispose();
  tf.dispose([ours, given, weights]);
});

/** Without the numbers of the host. */
function sampleBatch(program: Program, rows: number): Examples {
  const inputs = program.inputs.filter(({ host }) => !host);
  return sampleInputs({ ...program, inputs }, bindingsFor(program, rows));
}
