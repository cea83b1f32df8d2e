/** An optimizer over given gradients, update by update, on the reference evaluator with f32 after each operation. */
import { applyOptimizer } from "../../src/library/apply-optimizer.ts";
import { library } from "../../src/library/index.ts";
import { slotSpecs } from "../../src/library/slot-specs.ts";
import type { PlainCall } from "../../src/library/value.ts";
import type { NumberArray } from "../../src/tensor/index.ts";
import { compute, filled } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { arrayOf, type Nested, shapeOf } from "./golden-files.ts";

/** Weights by path, and the gradients of each step in the same order. */
export interface Updates {
  readonly weights: { readonly [path: string]: Nested };
  readonly gradients: readonly (readonly Nested[])[];
}

/** The weights after each step, and the slots by name after the last; `constraint` is the first weight's. */
export function runOptimizer(call: string, updates: Updates, constraint?: string) {
  const optimizer = callOf("optimizers", call);
  const paths = Object.keys(updates.weights);
  const shapes = paths.map((path) => ({ path, shape: shapeOf(updates.weights[path]) }));
  const specs = slotSpecs(optimizer, shapes, library);
  const constraints = paths.map((_, i) =>
    i === 0 && constraint !== undefined ? callOf("constraints", constraint) : null,
  );
  const run = { optimizer, constraints, paths, slotNames: specs.map(({ name }) => name) };
  let weights: readonly NumberArray[] = paths.map((path) => arrayOf(updates.weights[path]));
  let state: readonly NumberArray[] = specs.map(({ shape, initial }) => filled(shape, initial));
  const after = updates.gradients.map((gradients, step) => {
    const results = runStep(
      run,
      step,
      weights,
      gradients.map((gradient) => arrayOf(gradient)),
      state,
    );
    weights = results.slice(0, paths.length);
    state = results.slice(paths.length);
    return weights;
  });
  return { after, slots: new Map(specs.map(({ name }, i) => [name, state[i]])) };
}

interface OptimizerRun {
  readonly optimizer: PlainCall;
  readonly constraints: readonly (PlainCall | null)[];
  readonly paths: readonly string[];
  readonly slotNames: readonly string[];
}

function runStep(
  { optimizer, constraints, paths, slotNames }: OptimizerRun,
  step: number,
  weights: readonly NumberArray[],
  gradients: readonly NumberArray[],
  state: readonly NumberArray[],
): readonly NumberArray[] {
  const count = paths.length;
  const number: NumberArray = { dtype: "i32", shape: [], data: Int32Array.of(step) };
  return compute(
    (stepNumber, ...tensors) => {
      const inStep = (path: string, i: number) => {
        return { path, tensor: tensors[i], gradient: tensors[count + i], constraint: constraints[i] };
      };
      const slots = new Map(slotNames.map((name, i) => [name, tensors[2 * count + i]]));
      const result = applyOptimizer({
        optimizer,
        library,
        weights: paths.map(inStep),
        slots,
        step: stepNumber,
      });
      return [
        ...paths.map((path) => result.weights.get(path)!),
        ...slotNames.map((name) => result.slots.get(name)!),
      ];
    },
    [number, ...weights, ...gradients, ...state],
  );
}
