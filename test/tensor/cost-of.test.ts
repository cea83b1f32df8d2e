/** Costs of programs: multiply-adds symbolic and by layer, memory once sizes are known. */
import { expect, it } from "vitest";
import { bind, costOf, fill, matmul, reshape, scan, showDim, symbol, tanh } from "../../src/tensor/index.ts";
import { traceProgram } from "./run-traced.ts";
import { mlpTrainStep } from "./train-step.ts";

const batch = symbol("batch");
const time = symbol("time");

it("counts the multiply-adds of each layer for any batch", () => {
  const cost = costOf(mlpTrainStep(4, [8, 3]));
  const forward = cost.byOrigin.filter(({ origin }) => origin.phase === "forward");
  expect(forward.map(({ origin, multiplyAdds }) => [origin.layer, showDim(multiplyAdds)])).toEqual([
    ["dense", "32 * batch"],
    // 8 · 3 of the product and 2 · 3 of the softmax, a maximum and a sum.
    ["dense_1", "30 * batch"],
  ]);
  expect(cost.stateBytes).toBe(4 * 3 * (4 * 8 + 8 + 8 * 3 + 3));
  expect(cost.peakBytes).toBeUndefined();
});

it("counts a loop as its body times its length", () => {
  const program = traceProgram(
    ([x, w]) =>
      scan([fill(x, 0, [batch, 3])], [x], time, ([h], [row]) => ({ carry: [matmul(h, w)], ys: [row] })).carry,
    [
      [time, batch, 3],
      [3, 3],
    ],
  );
  expect(showDim(costOf(program).multiplyAdds)).toBe("9 * batch * time");
});

it("finds the most memory held at once, reshaped values sharing theirs", () => {
  const program = traceProgram(([x]) => tanh(reshape(tanh(tanh(x)), [-1])), [[batch, 5]]);
  expect(costOf(bind(program, { batch: 10 })).peakBytes).toBe(2 * 4 * 50);
});
