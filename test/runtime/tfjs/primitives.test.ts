/** Every primitive and composite on every backend that is always there, on random shapes. */
import fc from "fast-check";
import { afterAll, it } from "vitest";
import { createEngine } from "../../../src/runtime/tfjs/create-engine.ts";
import { compare } from "./compare.ts";
import { cases } from "./primitive-cases.ts";

const seed = 20240917;

for (const name of ["tfjs-cpu", "tfjs-wasm"] as const) {
  const engine = await createEngine(name);
  afterAll(() => engine.dispose());
  for (const [primitive, arbitrary] of Object.entries(cases))
    it(`${name} computes ${primitive} as the reference does`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, (one) => compare(engine, one)),
        { seed, numRuns: 60 },
      ));
}
