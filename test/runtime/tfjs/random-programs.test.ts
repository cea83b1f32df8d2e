/** Whole random programs, with loops and gradients, on every backend. */
import { expect, it } from "vitest";
import type { Engine } from "../../../src/runtime/engine.ts";
import { RunProblem } from "../../../src/runtime/run-problem.ts";
import { evaluate, type NumberArray } from "../../../src/tensor/index.ts";
import { randomProgram } from "../../tensor/random-program.ts";
import { expectClose } from "./compare.ts";
import { loadEngines } from "./engines.ts";

const SEEDS = 60;

for (const engine of await loadEngines())
  it(`${engine.name} runs random programs as the reference does`, async () => {
    let compared = 0;
    for (let seed = 0; seed < SEEDS; seed++) compared += await compareProgram(engine, seed);
    expect(compared).toBeGreaterThan(SEEDS * 5);
  });

/** Compares the outputs that rounding does not upset: those on which float32 and float64 agree. Returns how many. */
async function compareProgram(engine: Engine, seed: number): Promise<number> {
  const { program, inputs: doubles } = randomProgram(seed, 25);
  const inputs = new Map([...doubles].map(([name, array]) => [name, single(array)]));
  const [rough, fine] = [false, true].map((float64) => evaluate(program, { inputs, float64 }).outputs);
  const state = engine.createState(new Map());
  const executable = engine.load(program);
  try {
    const results = executable.run(state, inputs);
    let compared = 0;
    for (const { name } of program.outputs) {
      const [expected, exact] = [rough, fine].map((outputs) => outputs.get(name));
      if (expected === undefined || exact === undefined || !agree(expected, exact)) continue;
      expectClose(await results.read(name), expected, 2e-3);
      compared++;
    }
    results.dispose();
    return compared;
  } catch (error) {
    // A part cut out beyond the end of what the bound sizes leave: the reference does not look.
    if (error instanceof RunProblem) return 0;
    throw error;
  } finally {
    executable.dispose();
  }
}

function single({ dtype, shape, data }: NumberArray): NumberArray {
  return { dtype, shape, data: Float32Array.from(data) };
}

function agree(a: NumberArray, b: NumberArray): boolean {
  return a.data.every(
    (x, i) => Object.is(x, b.data[i]) || Math.abs(x - b.data[i]) <= 1e-4 * Math.max(1, Math.abs(x)),
  );
}
