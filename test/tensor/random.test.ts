/** Random draws in programs: the same numbers for the same names, whatever the shape they are laid out in. */
import { expect, it } from "vitest";
import { constant, philoxUniform, randomUniform, symbol, type Tensor } from "../../src/tensor/index.ts";
import { arrayOf, evaluateTraced, run, traceProgram } from "./run-traced.ts";

const draw =
  (shape: Parameters<typeof randomUniform>[2]["shape"], stream = 2, stepNumber = 5) =>
  ([x]: Tensor[]) => {
    const [seed, step] = [-7, stepNumber].map((value) => constant(x, value, [], "i32"));
    return randomUniform(seed, step, { stream, shape });
  };

it("a draw of a program is Philox's, row-major, on symbolic shapes too", () => {
  const x = arrayOf([0, 0, 0]);
  const [{ shape, data }] = run(traceProgram(draw([symbol("batch"), 2]), [[symbol("batch")]]), [x], false);
  expect(shape).toEqual([3, 2]);
  expect(data).toEqual(philoxUniform(-7, 2, 5, 6));
});

it("another stream or step is another draw", () => {
  const x = arrayOf([0]);
  const draws = [draw([4]), draw([4], 3), draw([4], 2, 6)].map((trace) =>
    evaluateTraced(trace, [x])[0].data.join(),
  );
  expect(new Set(draws).size).toBe(3);
});
