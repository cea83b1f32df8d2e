/** What losses refuse, and what their gradients may never do. */
import { expect, it } from "vitest";
import { computeLoss } from "../../src/library/compute-loss.ts";
import { library } from "../../src/library/index.ts";
import { type DType, gradients, type NumberArray, ShapeProblem } from "../../src/tensor/index.ts";
import { compute, filled } from "./compute.ts";
import { callOf, tryCall } from "./read-call.ts";

function lossOf(call: string, truth: NumberArray, prediction: NumberArray) {
  return compute(
    (y, p) => {
      const loss = computeLoss({ loss: callOf("losses", call), library, truth: y, prediction: p });
      return [loss, ...gradients(loss, [p])];
    },
    [truth, prediction],
  );
}

function zeros(shape: readonly number[], dtype: DType = "f32"): NumberArray {
  return dtype === "f32"
    ? filled(shape, 0)
    : { ...filled(shape, 0), dtype, data: new Int32Array(filled(shape, 0).data) };
}

it.each([
  ["mse", [4, 3], [4, 1]],
  ["mse", [4], [4, 3]],
  ["bce", [4, 2], [4, 3]],
  ["categorical_crossentropy", [4], [4, 3]],
  ["huber", [4, 3, 1], [4, 2]],
])("%s of truth %j and output %j is refused, never stretched", (call, truth, prediction) => {
  expect(() => lossOf(call, zeros(truth), zeros(prediction))).toThrow(ShapeProblem);
});

it("class numbers of another shape than the rows of scores are refused", () => {
  const call = "sparse_categorical_crossentropy";
  expect(() => lossOf(call, zeros([4, 3], "i32"), zeros([4, 3]))).toThrow(/one class number for each row/);
});

it.each([
  ["bce(from_logits=true)", 3e38],
  ["bce(from_logits=true)", -3e38],
  ["bce", 0],
  ["bce", 1],
  ["categorical_crossentropy(from_logits=true)", 3e38],
  ["categorical_crossentropy", 1],
  ["log_cosh", 1e30],
  ["huber", 1e30],
  ["kld", 0],
  ["poisson", 0],
  ["msle", -5],
  ["mape", 1e20],
  ["cosine_similarity", 0],
])("%s stays finite at outputs of %d", (call, output) => {
  const truth = { ...zeros([2, 2]), data: Float32Array.of(1, 0, 0, 1) };
  for (const { data } of lossOf(call, truth, filled([2, 2], output))) {
    expect([...data].every(Number.isFinite), String(data)).toBe(true);
  }
});

it("a class that is ignored has no gradient, not even in rows that are otherwise empty", () => {
  const truth: NumberArray = { dtype: "i32", shape: [2], data: Int32Array.of(0, 1) };
  const [, gradient] = lossOf("sparse_categorical_crossentropy(ignore_class=1)", truth, filled([2, 3], 0.5));
  expect([...gradient.data.subarray(3)].map(Math.abs)).toEqual([0, 0, 0]);
  expect([...gradient.data.subarray(0, 3)].some((x) => x !== 0)).toBe(true);
});

it("reductions are one of four; a loss that is not reduced is refused", () => {
  expect(tryCall("losses", "mse(reduction=none)")).toHaveProperty("problems");
  expect(tryCall("losses", "mse(reduction=sum)")).toHaveProperty("plain");
});
