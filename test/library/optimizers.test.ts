/** What optimizers keep and refuse, and how little they compute. */
import { expect, it } from "vitest";
import { applyOptimizer } from "../../src/library/apply-optimizer.ts";
import { library } from "../../src/library/index.ts";
import { lossScale } from "../../src/library/loss-scale.ts";
import { averageSlots, slotSpecs } from "../../src/library/slot-specs.ts";
import { addInput, createGraph, fill, type Program, simplify, toProgram } from "../../src/tensor/index.ts";
import { compute, filled } from "./compute.ts";
import { callOf, tryCall } from "./read-call.ts";

const kernel = { path: "dense/kernel", shape: [3, 2] };
const bias = { path: "dense/bias", shape: [2] };

/** One step over so many weights of shape [4, 4], simplified. */
function stepProgram(call: string, count: number): Program {
  const optimizer = callOf("optimizers", call);
  const graph = createGraph("step");
  const input = () => addInput(graph, { dtype: "f32", shape: [4, 4] });
  const weights = Array.from({ length: count }, (_, i) => ({ path: `layer_${i}/kernel`, shape: [4, 4] }));
  const step = addInput(graph, { dtype: "i32", shape: [] });
  const slots = new Map(slotSpecs(optimizer, weights, library).map(({ name }) => [name, input()]));
  const given = weights.map(({ path }) => ({ path, tensor: input(), gradient: input(), constraint: null }));
  const result = applyOptimizer({ optimizer, library, weights: given, slots, step });
  const outputs = [...result.weights, ...result.slots].map(([name, { id }]) => ({ name, value: id }));
  const inputs = graph.values
    .slice(0, 1 + slots.size + 2 * count)
    .map((_, value) => ({ name: `${value}`, value }));
  return simplify(toProgram(graph, { inputs, outputs }));
}

it.each([
  ["sgd", 2],
  ["sgd(momentum=0.9)", 4],
  ["adam", 12],
  ["rmsprop", 9],
])("%s computes at most %i things for each weight", (call, most) => {
  const operations = (count: number) =>
    stepProgram(call, count).operations.filter(({ op }) => op !== "constant" && op !== "fill").length;
  expect(operations(3) - operations(2)).toBeLessThanOrEqual(most);
});

it("state has Keras's names, in Keras's order", () => {
  const names = (call: string) =>
    slotSpecs(callOf("optimizers", call), [kernel, bias], library).map(({ name }) => name);
  expect(names("sgd")).toEqual([]);
  expect(names("adamw(use_ema=true)")).toEqual([
    "adam_w/dense_kernel_average",
    "adam_w/dense_bias_average",
    "adam_w/dense_kernel_momentum",
    "adam_w/dense_kernel_velocity",
    "adam_w/dense_bias_momentum",
    "adam_w/dense_bias_velocity",
  ]);
  expect(names("rmsprop(momentum=0.5, gradient_accumulation_steps=2)").slice(0, 3)).toEqual([
    "rm_sprop/dense_kernel_gradient_accumulator",
    "rm_sprop/dense_bias_gradient_accumulator",
    "rm_sprop/dense_kernel_velocity",
  ]);
});

it("paths that meet when slashes become underlines keep apart", () => {
  const twins = ["a/b_c", "a_b/c"].map((path) => ({ path, shape: [1] }));
  const names = slotSpecs(callOf("optimizers", "sgd(momentum=0.9)"), twins, library).map(({ name }) => name);
  expect(names).toEqual(["sgd/a_b_c_momentum", "sgd/a_b_c_momentum_1"]);
});

it("the averages that take the weights' place are known by path", () => {
  const call = callOf("optimizers", "adam(use_ema=true)");
  expect([...averageSlots(call, [kernel], library)]).toEqual([["dense/kernel", "adam/dense_kernel_average"]]);
  expect(averageSlots(callOf("optimizers", "adam"), [kernel], library).size).toBe(0);
});

it("the loss is scaled where the optimizer says so", () => {
  expect(lossScale(callOf("optimizers", "adam"))).toBe(1);
  expect(lossScale(callOf("optimizers", "adam(loss_scale_factor=1024)"))).toBe(1024);
});

it("the host's learning rate counts where there is no schedule", () => {
  const [after] = compute(
    (weight, gradient, rate) => {
      const step = fill(weight, 0, [], "i32");
      const weights = [{ path: "w", tensor: weight, gradient, constraint: null }];
      const optimizer = callOf("optimizers", "sgd(0.1)");
      const result = applyOptimizer({
        optimizer,
        library,
        weights,
        slots: new Map(),
        step,
        learningRate: rate,
      });
      return [result.weights.get("w")!];
    },
    [filled([1], 1), filled([1], 1), filled([], 0.5)],
  );
  expect([...after.data]).toEqual([0.5]);
});

it.each([
  ["adam(clipnorm=1, clipvalue=1)", "gradients would be clipped twice, by clipnorm and by clipvalue"],
  [
    "sgd(clipvalue=1, global_clipnorm=2)",
    "gradients would be clipped twice, by clipvalue and by global_clipnorm",
  ],
])("%s is refused", (call, found) => {
  expect(tryCall("optimizers", call)).toMatchObject({ problems: [{ problem: "rule", found }] });
});

it.each([
  "adam(learning_rate=-0.1)",
  "adam(beta_1=1)",
  "adam(epsilon=0)",
  "sgd(momentum=1.5)",
  "sgd(weight_decay=-1)",
  "adamw(weight_decay=none)",
  "adam(gradient_accumulation_steps=1)",
  "adam(use_ema=true, ema_momentum=2)",
  "adam(clipnorm=0)",
  "adam(learning_rate=cosine_decay)",
  "sgd(learning_rate=relu)",
  "adam(learning_rate=piecewise_constant_decay([1, 2], [0.1, 0.2]))",
  "adam(learning_rate=piecewise_constant_decay([2, 1], [0.1, 0.2, 0.3]))",
])("%s is refused", (call) => {
  expect(tryCall("optimizers", call)).toHaveProperty("problems");
});
