/**
 * Initializers against Keras: values where they are not random, else mean, deviation and bounds of large weights. Random
 * numbers differ between the backends of Keras too; what they are drawn from does not.
 */
import { expect, it } from "vitest";
import { fansOf } from "../../src/library/fans-of.ts";
import { library } from "../../src/library/index.ts";
import { initialWeight } from "../../src/library/initial-weight.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { goldenFiles } from "./golden-files.ts";

interface Golden {
  readonly cases: readonly {
    readonly call: string;
    readonly shape: readonly number[];
    readonly values?: readonly number[];
    readonly mean: number;
    readonly deviation: number;
    readonly least: number;
    readonly most: number;
  }[];
}

const files = goldenFiles<Golden>("initializers");

it("every initializer has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.initializers.entries.map(({ name }) => name).sort());
});

for (const { cases } of files) {
  for (const { call, shape, values, ...golden } of cases) {
    it(`${call} ${JSON.stringify(shape)}`, () => {
      const found = sample(call, shape);
      if (values !== undefined) return expectClose(found, values, call);
      const mean = found.reduce((sum, x) => sum + x, 0) / found.length;
      const deviation = Math.sqrt(found.reduce((sum, x) => sum + (x - mean) ** 2, 0) / found.length);
      const range = golden.most - golden.least;
      expect(Math.abs(mean - golden.mean)).toBeLessThan((6 * deviation) / Math.sqrt(found.length));
      expect(Math.abs(deviation / golden.deviation - 1)).toBeLessThan(0.03);
      // Uniform and truncated numbers have ends, which many draws come near; the ends of normal ones are chance.
      const share = /uniform/.test(call) ? 0.01 : /normal$/.test(call) && !/random/.test(call) ? 0.02 : 0.3;
      expect(Math.abs(Math.min(...found) - golden.least)).toBeLessThan(share * range);
      expect(Math.abs(Math.max(...found) - golden.most)).toBeLessThan(share * range);
    });
  }
}

function sample(call: string, shape: readonly number[]): Float32Array {
  const initializer = callOf("initializers", call);
  return initialWeight({ path: "layer/kernel", shape, initializer, fans: fansOf(shape) }, library, 7);
}
