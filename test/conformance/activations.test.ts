/** Every activation against Keras: values, gradients where it is smooth, values at its corners and far out. */
import { expect, it } from "vitest";
import type { Activation, OutputRange } from "../../src/library/define-activation.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { gradients, mul, sum } from "../../src/tensor/index.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, flatten, goldenFiles, type Nested } from "./golden-files.ts";

interface Golden {
  readonly input: Nested;
  readonly corners: Nested;
  readonly cases: readonly Case[];
}

interface Case {
  readonly call: string;
  readonly output: Nested;
  readonly cotangent: Nested;
  readonly gradient: Nested;
  readonly corners?: Nested;
}

const files = goldenFiles<Golden>("activations");

it("every activation has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.activations.entries.map(({ name }) => name).sort());
});

for (const golden of files) for (const one of golden.cases) it(one.call, () => checkCase(golden, one));

function checkCase({ input, corners }: Golden, { call, output, cotangent, gradient, ...golden }: Case): void {
  const { entry, values } = realizeWithoutFlow<Activation>(
    "activations",
    callOf("activations", call),
    library,
  );
  const [found, slope] = compute(
    (x, pull) => {
      const y = entry.apply(x, values);
      return [y, ...gradients(sum(mul(y, pull)), [x])];
    },
    [arrayOf(input), arrayOf(cotangent)],
  );
  expectClose(found.data, output, "output");
  expectClose(slope.data, gradient, "gradient");
  expectRange(entry.range(values, found.shape.length), found.data);
  if (golden.corners === undefined) return;
  const [atCorners] = compute((x) => [entry.apply(x, values)], [arrayOf(corners)]);
  // Beside a 1, so that what is far below it need not agree in every digit.
  for (const [i, number] of flatten(golden.corners).entries())
    expectClose([atCorners.data[i], 1], [number, 1], `corner ${i}`);
}

/** What the checker is told of an activation's outputs holds of Keras's. */
function expectRange(range: OutputRange, found: ArrayLike<number>): void {
  if (range === "real") return;
  const bounds = {
    probability: [0, 1],
    distribution: [0, 1],
    "log-probability": [Number.NEGATIVE_INFINITY, 0],
  };
  const others = { "non-negative": [0, Number.POSITIVE_INFINITY], "signed-unit": [-1, 1] };
  const [least, most] = { ...bounds, ...others }[range];
  expect(Math.min(...Array.from(found))).toBeGreaterThanOrEqual(least);
  expect(Math.max(...Array.from(found))).toBeLessThanOrEqual(most);
}
