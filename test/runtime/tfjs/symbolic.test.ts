/** Programs that stay symbolic: one executable for every batch, length and image size. */
import { it } from "vitest";
import type { Engine } from "../../../src/runtime/engine.ts";
import { evaluate, type NumberArray, type Program, philoxUniform } from "../../../src/tensor/index.ts";
import { expectClose } from "./compare.ts";
import { loadEngines } from "./engines.ts";
import { recurrentStep, symbolicConvolutions } from "./symbolic-programs.ts";

const recurrent = {
  program: recurrentStep(),
  shapes: [5, 1, 9].map((length) => [[length, 4, 3], [3, 8], [2, 8], [8]]),
};

for (const engine of await loadEngines()) {
  it(`${engine.name} convolves inputs of any size, forwards and backwards`, async () => {
    for (const { program, shapes } of symbolicConvolutions()) await compareAll(engine, program, shapes);
  });

  it(`${engine.name} runs loops of any length, forwards and backwards`, () =>
    compareAll(engine, recurrent.program, recurrent.shapes));
}

async function compareAll(
  engine: Engine,
  program: Program,
  bindings: readonly (readonly (readonly number[])[])[],
): Promise<void> {
  const state = engine.createState(new Map());
  const executable = engine.load(program);
  for (const shapes of bindings) {
    const inputs = new Map(shapes.map((shape, i) => [`in${i}`, noise(shape, i)]));
    const results = executable.run(state, inputs);
    for (const [name, expected] of evaluate(program, { inputs }).outputs)
      expectClose(await results.read(name), expected, 1e-5);
    results.dispose();
  }
  executable.dispose();
}

function noise(shape: readonly number[], stream: number): NumberArray {
  const size = shape.reduce((a, b) => a * b, 1);
  return { dtype: "f32", shape, data: philoxUniform(11, stream, 0, size).map((u) => 2 * u - 1) };
}
