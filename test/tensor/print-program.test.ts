/** Programs as text: a training step as traced and simplified. */
import { expect, it } from "vitest";
import { evaluate, printProgram, simplify } from "../../src/tensor/index.ts";
import { randomArray } from "./run-traced.ts";
import { mlpTrainStep } from "./train-step.ts";

it("prints a training step, simplified", async () => {
  const program = simplify(mlpTrainStep(4, [8, 3]));
  await expect(printProgram(program)).toMatchFileSnapshot("golden/mlp-train-step.txt");
});

it("trains: simplified or not, the same weights after five steps, and a smaller loss", () => {
  const program = mlpTrainStep(4, [8, 3]);
  const [losses, weights] = train(program);
  expect(train(simplify(program))).toEqual([losses, weights]);
  expect(losses[4]).toBeLessThan(losses[0]);
});

function train(program: ReturnType<typeof mlpTrainStep>): readonly [readonly number[], unknown] {
  const shapes = program.state.map(({ input }) => program.values[input].shape.map(Number));
  let state = new Map(
    program.state.map(({ name }, i) => [
      name,
      name.startsWith("optimizer/") ? randomArray(shapes[i], i, 0, 0) : randomArray(shapes[i], i),
    ]),
  );
  const x = randomArray([6, 4], 50);
  const y = {
    ...x,
    shape: [6, 3],
    data: Float32Array.from({ length: 18 }, (_, i) => Number(i % 3 === (i * 7) % 2)),
  };
  const losses = [0, 1, 2, 3, 4].map((step) => {
    const number = { dtype: "i32", shape: [], data: Int32Array.of(step) } as const;
    const inputs = new Map([
      ["inputs/x", x],
      ["targets/y", y],
      ["step", number],
    ] as const);
    const result = evaluate(program, { inputs, state });
    state = new Map(result.state);
    return result.outputs.get("loss")?.data[0] ?? Number.NaN;
  });
  return [losses, state];
}
