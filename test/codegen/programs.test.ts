/** Programs for what the gallery does not show: loops over time, repeats, open sizes, moving averages, models without training. */
import * as tf from "@tensorflow/tfjs-core";
import { afterAll, expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import { loadTrainingData } from "../../src/runtime/data/load-training-data.ts";
import { writeSafetensors } from "../../src/runtime/saved-model/write-safetensors.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import type { Program } from "../../src/tensor/index.ts";
import { bindingsFor, sampleInputs } from "../corpus/sample-inputs.ts";
import { type Examples, expectSameTraining, toTensors } from "./expect-same.ts";
import { compileFile, generate, importModule } from "./generated.ts";

const engine = await createEngine("tfjs-wasm");
afterAll(() => engine.dispose());

for (const name of ["tickets", "repeats", "sizes", "nested", "own-words"]) {
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

it("a module that computes anything else is noticed", async () => {
  const program = compileFile("examples/iris.nn");
  const { model } = program;
  const step = lower(model, library).training?.trainStep;
  if (step === undefined) throw new Error("it has no training");
  const text = generate(program);
  const changes = [
    ["tf.relu(tf.add(tf.matMul(dense,", "tf.elu(tf.add(tf.matMul(dense,"],
    ["const nextVelocity = tf.add(velocity", "const nextVelocity = tf.sub(velocity"],
    ["tf.mul(gradient, tf.step(output))", "tf.mul(gradient, output)"],
  ] as const;
  for (const [i, [from, to]] of changes.entries()) {
    expect(text).toContain(from);
    const module = await importModule(text.replace(from, to), `iris-changed-${i}`);
    tf.engine().startScope();
    await expect(expectSameTraining({ model, module, engine }, [sampleBatch(step, 3)])).rejects.toThrow();
    tf.engine().endScope();
  }
});

it("what training learned of the data becomes constants and a function", async () => {
  const program = compileFile("test/codegen/programs/hostile.nn");
  const rows = ["a,b,c,kind,choice,amount", "1,2,3,red,yes,0.5", "3,2,1,green,no,1.5", "5,8,2,red,no,2.5"];
  const table = { file: "data.csv", text: rows.join("\n") };
  const loaded = loadTrainingData({ ...program, library, table, validationSplit: 0, seed: 1 });
  if ("problems" in loaded) throw new Error(loaded.problems[0].message);
  const { preparation, training } = loaded.data;
  const text = generate(program, { preparation });
  await expect(text).toMatchFileSnapshot("golden/prepared.ts");
  const module = await importModule(text, "prepared");
  const prepared = module.prepare([
    { a: 1, b: 2, c: 3, kind: "red" },
    { a: 3, b: 2, c: 1, kind: "green" },
    { a: 5, b: 8, c: 2, kind: "red" },
  ]) as Record<string, tf.Tensor>;
  for (const name of ["numbers", "kind"])
    expect(await prepared[name].data()).toEqual(training.arrays.get(`inputs/${name}`)?.data);
  expect(() => module.prepare([{ a: 1, b: 2, c: 3, kind: "blue" }])).toThrow("blue");
  tf.dispose(prepared);
});

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
