/** On its own backend too a module computes what the interpreter does, bit for bit: here on the cpu, whose kernels are others. */
import { afterAll, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { lower } from "../../src/lowering/lower.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { bindingsFor, sampleInputs } from "../corpus/sample-inputs.ts";
import { expectSameTraining } from "./expect-same.ts";
import { compileFile, generate, importModule } from "./generated.ts";

const engine = await createEngine("tfjs-cpu");
afterAll(() => engine.dispose());

for (const file of ["examples/digits_cnn.nn", "test/codegen/programs/tickets.nn"]) {
  it(`${file} computes the same`, async () => {
    const program = compileFile(file);
    const { model } = program;
    const step = lower(model, library).training?.trainStep;
    if (step === undefined) throw new Error("it has no training");
    const given = { ...step, inputs: step.inputs.filter(({ host }) => !host) };
    const name = `cpu-${file.replaceAll("/", "-")}`;
    const module = await importModule(generate(program, { backend: "cpu" }), name);
    const batches = [3, 2].map((rows) => sampleInputs(given, bindingsFor(given, rows)));
    await expectSameTraining({ model, module, engine }, batches);
  });
}
