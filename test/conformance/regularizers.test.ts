/** Penalties of a weight against Keras. */
import { expect, it } from "vitest";
import type { Regularizer } from "../../src/library/define-regularizer.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested } from "./golden-files.ts";

interface Golden {
  readonly weight: Nested;
  readonly cases: readonly { readonly call: string; readonly penalty: number }[];
}

const files = goldenFiles<Golden>("regularizers");

it("every regularizer has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.regularizers.entries.map(({ name }) => name).sort());
});

for (const { weight, cases } of files) {
  for (const { call, penalty } of cases) {
    it(call, () => {
      const { entry, values } = realizeWithoutFlow<Regularizer>(
        "regularizers",
        callOf("regularizers", call),
        library,
      );
      const [found] = compute((tensor) => [entry.apply(tensor, values)], [arrayOf(weight)]);
      expect(found.shape).toEqual([]);
      expectClose(found.data, penalty, call);
    });
  }
}
