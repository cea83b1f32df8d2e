/** Learning rates by step against Keras. */
import { expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { expectClose } from "./expect-close.ts";
import { goldenFiles } from "./golden-files.ts";
import { ratesOf } from "./rates-of.ts";

interface Golden {
  readonly steps: readonly number[];
  readonly cases: readonly { readonly call: string; readonly rates: readonly number[] }[];
}

const files = goldenFiles<Golden>("schedules");

it("every schedule has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.schedules.entries.map(({ name }) => name).sort());
});

for (const { steps, cases } of files) {
  for (const { call, rates } of cases) it(call, () => expectClose(ratesOf(call, steps), rates, call));
}
