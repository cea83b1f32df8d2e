/** Twelve updates by every optimizer against Keras: weights after each, and the slots at the end under Keras's names. */
import { expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { expectClose } from "./expect-close.ts";
import { goldenFiles, type Nested } from "./golden-files.ts";
import { runOptimizer, type Updates } from "./run-optimizer.ts";

interface Golden extends Updates {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly call: string;
  readonly constraint?: string;
  readonly after: readonly (readonly Nested[])[];
  readonly slots: { readonly [path: string]: Nested };
}

/** In Keras these slots have no name of their own: both of adafactor's averages are called as the weight is. */
const NAMELESS = ["nadam", "adafactor"];

const files = goldenFiles<Golden>("optimizers");

it("every optimizer has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.optimizers.entries.map(({ name }) => name).sort());
});

for (const golden of files) for (const one of golden.cases) it(titleOf(one), () => checkCase(golden, one));

function checkCase(golden: Golden, { call, constraint, after, slots }: Case): void {
  const found = runOptimizer(call, golden, constraint);
  for (const [step, weights] of found.after.entries()) {
    for (const [i, { data }] of weights.entries())
      expectClose(data, after[step][i], `weight ${i} after step ${step + 1}`);
  }
  for (const [name, { data }] of found.slots) {
    if (Object.hasOwn(slots, name)) expectClose(data, slots[name], name);
  }
  if (!NAMELESS.includes(golden.name))
    expect([...found.slots.keys()].sort()).toEqual(Object.keys(slots).sort());
}

function titleOf({ call, constraint }: Case): string {
  return constraint === undefined ? call : `${call} under ${constraint}`;
}
