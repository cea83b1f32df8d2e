/** Learning rates by step against Keras. */
import { expect, it } from "vitest";
import type { Schedule } from "../../src/library/define-schedule.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { cast } from "../../src/tensor/index.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { goldenFiles } from "./golden-files.ts";

interface Golden {
  readonly steps: readonly number[];
  readonly cases: readonly { readonly call: string; readonly rates: readonly number[] }[];
}

const files = goldenFiles<Golden>("schedules");

it("every schedule has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.schedules.entries.map(({ name }) => name).sort());
});

for (const { steps, cases } of files) {
  for (const { call, rates } of cases) {
    it(call, () => expectClose(ratesOf(call, steps), rates, call));
  }
}

function ratesOf(call: string, steps: readonly number[]): readonly number[] {
  const { entry, values } = realizeWithoutFlow<Schedule>("schedules", callOf("schedules", call), library);
  return steps.map((step) => {
    const number = { dtype: "i32", shape: [], data: Int32Array.of(step) } as const;
    return compute((at) => [entry.rate(cast(at, "f32"), values)], [number])[0].data[0];
  });
}
