/** Initializers, regularizers and constraints that do not fit a weight are found by its shape alone. */
import { expect, it } from "vitest";
import { checkWeights } from "../../src/library/check-weights.ts";
import { createBuild } from "../../src/library/create-build.ts";
import { library } from "../../src/library/index.ts";
import { createTrace } from "../../src/library/trace.ts";
import { createGraph, ShapeProblem } from "../../src/tensor/index.ts";
import { callOf } from "./read-call.ts";

function makeWeight(
  shape: readonly number[],
  {
    initializer = "zeros",
    regularizer,
    constraint,
  }: { initializer?: string; regularizer?: string; constraint?: string },
) {
  const trace = createTrace({ graph: createGraph("trial"), training: false });
  const build = checkWeights(createBuild(trace, { name: "dense", trainable: true, masks: [] }), library);
  return build.weight("kernel", shape, callOf("initializers", initializer), {
    regularizer: regularizer === undefined ? null : callOf("regularizers", regularizer),
    constraint: constraint === undefined ? null : callOf("constraints", constraint),
  });
}

it.each([
  [
    [3],
    { initializer: "orthogonal" },
    /`orthogonal` fills weights with at least 2 dims, but the weight kernel is \[3\]/,
  ],
  [[3, 3, 3], { initializer: "identity" }, /`identity` fills weights with 2 dims/],
  [[3, 3], { initializer: "stft" }, /`stft` fills weights with 3 dims/],
  [[3], { regularizer: "orthogonal_regularizer" }, /does not fit the weight kernel, which is \[3\]/],
  [
    [3, 4],
    { constraint: "max_norm(axis=2)" },
    /`max_norm` does not fit the weight kernel, which is \[3, 4\]/,
  ],
  [[3, 4], { constraint: "unit_norm(axis=[0, -3])" }, /`unit_norm` does not fit/],
])("a weight %j with %j is refused", (shape, options, message) => {
  expect(() => makeWeight(shape, options)).toThrow(ShapeProblem);
  expect(() => makeWeight(shape, options)).toThrow(message);
});

it.each([
  [
    [3, 4],
    { initializer: "orthogonal", regularizer: "orthogonal_regularizer", constraint: "max_norm(axis=[0, 1])" },
  ],
  [[3], { initializer: "he_normal", regularizer: "l1_l2", constraint: "non_neg" }],
  [[3, 3, 2, 8], { initializer: "orthogonal", constraint: "unit_norm(axis=[0, 1, 2])" }],
])("a weight %j with %j is made", (shape, options) => {
  expect(makeWeight(shape, options).shape).toEqual(shape);
});
