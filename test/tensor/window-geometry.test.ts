import fc from "fast-check";
import { expect, it } from "vitest";
import { bindDim, showDim, symbol } from "../../src/tensor/dim-arithmetic.ts";
import { addInput, createGraph, type Tensor } from "../../src/tensor/graph.ts";
import { conv } from "../../src/tensor/primitives/conv.ts";
import { convInputGrad } from "../../src/tensor/primitives/conv-input-grad.ts";
import { maxPool } from "../../src/tensor/primitives/max-pool.ts";
import { ShapeProblem } from "../../src/tensor/shape-problem.ts";
import { paddingOn, placesOn, reach, type WindowAxis } from "../../src/tensor/window-geometry.ts";

const height = symbol("height");

it.each([
  [{ size: 3, stride: 1, dilation: 1, padding: "same" }, "height", "1", "1"],
  [{ size: 3, stride: 2, dilation: 1, padding: "same" }, "floor((height + 1) / 2)", undefined, undefined],
  [{ size: 3, stride: 1, dilation: 2, padding: "same" }, "height", "2", "2"],
  [{ size: 4, stride: 1, dilation: 1, padding: "same" }, "height", "1", "2"],
  [{ size: 3, stride: 1, dilation: 1, padding: "valid" }, "height - 2", "0", "0"],
  [{ size: 2, stride: 2, dilation: 1, padding: "valid" }, "floor(height / 2)", "0", "0"],
  [{ size: 3, stride: 1, dilation: 2, padding: [4, 0] }, "height", "4", "0"],
] as const)("a symbolic axis under %o", (axis, places, low, high) => {
  expect(showDim(placesOn(height, axis))).toBe(places);
  const padding = paddingOn(height, axis).map(showDim);
  if (low !== undefined) expect(padding).toEqual([low, high]);
});

it("symbolic places and padding, bound, equal the numbers; same padding covers the axis with the odd element on the right", () => {
  const count = (max: number) => fc.integer({ min: 1, max });
  const property = fc.property(count(40), count(7), count(4), count(3), (n, size, stride, dilation) => {
    for (const padding of ["same", "valid"] as const) {
      const axis: WindowAxis = { size, stride, dilation, padding };
      const bound = new Map([["height", n]]);
      expect(bindDim(placesOn(height, axis), bound)).toBe(placesOn(n, axis));
      expect(paddingOn(height, axis).map((dim) => bindDim(dim, bound))).toEqual(paddingOn(n, axis));
    }
    const same: WindowAxis = { size, stride, dilation, padding: "same" };
    const [low, high] = paddingOn(n, same).map(Number);
    expect(placesOn(n, same)).toBe(Math.ceil(n / stride));
    expect(high - low === 0 || high - low === 1).toBe(true);
    const spare = n + low + high - ((Number(placesOn(n, same)) - 1) * stride + reach(same));
    expect(low + high > 0 ? spare === 0 : spare >= 0).toBe(true);
  });
  fc.assert(property, { numRuns: 300, seed: 28 });
});

it("a stack of strided convolutions on a symbolic size keeps one canonical floor", () => {
  const half: WindowAxis = { size: 3, stride: 2, dilation: 1, padding: "same" };
  const sixteenth = [1, 2, 3, 4].reduce((size) => placesOn(size, half), height);
  expect(showDim(sixteenth)).toBe("floor((height + 15) / 16)");
});

it("the messages of windows and kernels that do not fit", async () => {
  const graph = createGraph("test");
  const f32 = (...shape: (number | string)[]): Tensor =>
    addInput(graph, {
      dtype: "f32",
      shape: shape.map((dim) => (typeof dim === "string" ? symbol(dim) : dim)),
    });
  const valid = { strides: [1, 1], padding: "valid" } as const;
  const attempts: Record<string, () => unknown> = {
    "9x9 over 5x5": () => conv(f32("batch", 5, 5, 1), f32(9, 9, 1, 8), valid),
    "dilation 4": () => conv(f32("batch", 7, 5, 1), f32(3, 3, 1, 8), { ...valid, dilation: [4, 4] }),
    "explicit padding": () => conv(f32("batch", 5, 1), f32(9, 1, 8), { strides: [1], padding: [[1, 1]] }),
    "pool 3 over 2": () => maxPool(f32("batch", 2, "width", 4), { ...valid, window: [3, 3] }),
    "pool of padding": () => maxPool(f32("batch", 9, 4), { window: [2], strides: [1], padding: [[2, 0]] }),
    "rank of the input": () => conv(f32("batch", 784), f32(3, 3, 1, 8), valid),
    "rank of the kernel": () => conv(f32("batch", 784), f32(1, 8), { strides: [], padding: "same" }),
    "rank of a pool": () => maxPool(f32("batch", 784), { ...valid, window: [2, 2] }),
    channels: () => conv(f32("batch", 8, 8, 4), f32(3, 3, 3, 8), valid),
    "channels in groups": () => conv(f32("batch", 8, 8, 5), f32(3, 3, 2, 8), { ...valid, groups: 2 }),
    "filters in groups": () => conv(f32("batch", 8, 8, 6), f32(3, 3, 2, 8), { ...valid, groups: 3 }),
    "a stride of 0": () => conv(f32("batch", 8, 8, 4), f32(3, 3, 4, 8), { ...valid, strides: [1, 0] }),
    "one stride for two axes": () => conv(f32("batch", 8, 8, 4), f32(3, 3, 4, 8), { ...valid, strides: [1] }),
    "negative padding": () => conv(f32("batch", 8, 4), f32(3, 4, 8), { strides: [1], padding: [[-1, 0]] }),
    "symbolic kernel": () => conv(f32("batch", 8, 4), f32("time", 4, 8), { strides: [1], padding: "same" }),
    "a transposed shape": () =>
      convInputGrad(f32("batch", 4, 8), f32(3, 2, 8), [symbol("batch"), 9, 2], {
        strides: [2],
        padding: "same",
      }),
  };
  const texts = Object.entries(attempts).map(([name, attempt]) => `${name}\n  ${problemOf(attempt)}`);
  await expect(`${texts.join("\n\n")}\n`).toMatchFileSnapshot("golden/window-problems.txt");
});

function problemOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (problem) {
    if (!(problem instanceof ShapeProblem)) throw problem;
    const { kind, input, axis } = problem.details;
    return `${kind}, input ${input}, axis ${axis}\n  ${problem.message}`;
  }
  throw new Error("no problem was found");
}
