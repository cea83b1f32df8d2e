/** Projections of a weight against Keras. */
import { expect, it } from "vitest";
import type { Constraint } from "../../src/library/define-constraint.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested } from "./golden-files.ts";

interface Golden {
  readonly weight: Nested;
  readonly cases: readonly { readonly call: string; readonly after: Nested }[];
}

const files = goldenFiles<Golden>("constraints");

it("every constraint has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.constraints.entries.map(({ name }) => name).sort());
});

for (const { weight, cases } of files) {
  for (const { call, after } of cases) {
    it(call, () => {
      const { entry, values } = realizeWithoutFlow<Constraint>(
        "constraints",
        callOf("constraints", call),
        library,
      );
      expectClose(compute((tensor) => [entry.apply(tensor, values)], [arrayOf(weight)])[0].data, after, call);
    });
  }
}
