/** Twelve updates by every optimizer against Keras: weights after each, and the slots at the end under Keras's names. */
import { expect, it } from "vitest";
import { applyOptimizer } from "../../src/library/apply-optimizer.ts";
import { library } from "../../src/library/index.ts";
import { slotSpecs } from "../../src/library/slot-specs.ts";
import type { PlainCall } from "../../src/library/value.ts";
import type { NumberArray } from "../../src/tensor/index.ts";
import { compute, filled } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, goldenFiles, type Nested, shapeOf } from "./golden-files.ts";

interface Golden {
  readonly weights: { readonly [path: string]: Nested };
  readonly gradients: readonly (readonly Nested[])[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly call: string;
  readonly constraint?: string;
  readonly after: readonly (readonly Nested[])[];
  readonly slots: { readonly [path: string]: Nested };
}

const files = goldenFiles<Golden>("optimizers");

it("every optimizer has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.optimizers.entries.map(({ name }) => name).sort());
});

for (const golden of files) for (const one of golden.cases) it(titleOf(one), () => checkCase(golden, one));

function checkCase(
  golden: Golden & { readonly name: string },
  { call, constraint, after, slots }: Case,
): void {
  const optimizer = callOf("optimizers", call);
  const constraints = [constraint === undefined ? null : callOf("constraints", constraint), null];
  const paths = Object.keys(golden.weights);
  const shapes = paths.map((path) => ({ path, shape: shapeOf(golden.weights[path]) }));
  const specs = slotSpecs(optimizer, shapes, library);
  let weights = paths.map((path) => arrayOf(golden.weights[path]));
  let state = specs.map(({ shape, initial }) => filled(shape, initial));
  for (const [step, gradients] of golden.gradients.entries()) {
    const slotNames = specs.map(({ name }) => name);
    const given = { optimizer, constraints, paths, slotNames, step };
    ({ weights, state } = runStep(
      given,
      weights,
      gradients.map((gradient) => arrayOf(gradient)),
      state,
    ));
    for (const [i, path] of paths.entries())
      expectClose(weights[i].data, after[step][i], `${path} after step ${step + 1}`);
  }
  for (const [i, { name }] of specs.entries()) {
    if (Object.hasOwn(slots, name)) expectClose(state[i].data, slots[name], name);
  }
  if (!["nadam", "adafactor"].includes(golden.name)) {
    expect(specs.map(({ name }) => name).sort()).toEqual(Object.keys(slots).sort());
  }
}

interface Step {
  readonly optimizer: PlainCall;
  readonly constraints: readonly (PlainCall | null)[];
  readonly paths: readonly string[];
  readonly slotNames: readonly string[];
  readonly step: number;
}

/** One update on the reference evaluator, each operation rounded to f32. */
function runStep(
  { optimizer, constraints, paths, slotNames, step }: Step,
  weights: readonly NumberArray[],
  gradients: readonly NumberArray[],
  state: readonly NumberArray[],
) {
  const count = paths.length;
  const number: NumberArray = { dtype: "i32", shape: [], data: Int32Array.of(step) };
  const results = compute(
    (stepNumber, ...tensors) => {
      const result = applyOptimizer({
        optimizer,
        library,
        weights: paths.map((path, i) => {
          return { path, tensor: tensors[i], gradient: tensors[count + i], constraint: constraints[i] };
        }),
        slots: new Map(slotNames.map((name, i) => [name, tensors[2 * count + i]])),
        step: stepNumber,
      });
      return [
        ...paths.map((path) => result.weights.get(path)!),
        ...slotNames.map((name) => result.slots.get(name)!),
      ];
    },
    [number, ...weights, ...gradients, ...state],
  );
  return { weights: results.slice(0, count), state: results.slice(count) };
}

function titleOf({ call, constraint }: Case): string {
  return constraint === undefined ? call : `${call} under ${constraint}`;
}
