/** Initializers by what they promise: moments, bounds, orthogonality, fans, and the same bytes for the same seed. */
import { expect, it } from "vitest";
import { library } from "../../src/library/index.ts";
import { initialWeight } from "../../src/library/initial-weight.ts";
import type { PlainArguments } from "../../src/library/value.ts";

function sample(
  name: string,
  shape: readonly number[],
  args: PlainArguments = {},
  path = "dense/kernel",
  seed = 1,
) {
  const [fanIn, fanOut] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  return initialWeight(
    { path, shape, initializer: { name, arguments: args }, fans: { fanIn, fanOut } },
    library,
    seed,
  );
}

function momentsOf(values: Float32Array) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  return { mean, deviation, largest: values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) };
}

const SHAPE = [300, 200];
const FANS = { in: 300, out: 200 };

// name, arguments, the distribution's standard deviation, the largest magnitude that it can have
const DISTRIBUTIONS: [string, PlainArguments, number, number][] = [
  ["random_normal", {}, 0.05, 0.3],
  ["random_normal", { stddev: 2 }, 2, 12],
  ["truncated_normal", {}, 0.05 * 0.8796256610342398, 0.1],
  ["random_uniform", {}, 0.1 / Math.sqrt(12), 0.05],
  ["glorot_uniform", {}, Math.sqrt(2 / 500), Math.sqrt(6 / 500)],
  ["glorot_normal", {}, Math.sqrt(2 / 500), (2 * Math.sqrt(2 / 500)) / 0.8796256610342398],
  ["lecun_uniform", {}, Math.sqrt(1 / FANS.in), Math.sqrt(3 / FANS.in)],
  ["lecun_normal", {}, Math.sqrt(1 / FANS.in), (2 * Math.sqrt(1 / FANS.in)) / 0.8796256610342398],
  ["he_uniform", {}, Math.sqrt(2 / FANS.in), Math.sqrt(6 / FANS.in)],
  ["he_normal", {}, Math.sqrt(2 / FANS.in), (2 * Math.sqrt(2 / FANS.in)) / 0.8796256610342398],
  ["variance_scaling", { scale: 3, mode: "fan_out" }, Math.sqrt(3 / FANS.out), 2.3 * Math.sqrt(3 / FANS.out)],
  [
    "variance_scaling",
    { distribution: "untruncated_normal" },
    Math.sqrt(1 / FANS.in),
    6 * Math.sqrt(1 / FANS.in),
  ],
  ["variance_scaling", { input_axes: [0], output_axes: [0, 1] }, Math.sqrt(1 / FANS.in), 1],
];

it.each(DISTRIBUTIONS)("%s %j has its deviation and bounds", (name, args, deviation, bound) => {
  const found = momentsOf(sample(name, SHAPE, args));
  expect(found.mean).toBeCloseTo(0, 1);
  expect(Math.abs(found.mean)).toBeLessThan((4 * deviation) / Math.sqrt(60_000));
  expect(Math.abs(found.deviation / deviation - 1)).toBeLessThan(0.01);
  expect(found.largest).toBeLessThanOrEqual(Math.fround(bound));
});

it("shifts what has a mean", () => {
  expect(momentsOf(sample("random_normal", SHAPE, { mean: 3 })).mean).toBeCloseTo(3, 2);
  expect(momentsOf(sample("random_uniform", SHAPE, { minval: 1, maxval: 2 })).mean).toBeCloseTo(1.5, 2);
});

it("takes fans from the given axes", () => {
  const scaled = sample("glorot_uniform", [4, 5, 600], { input_axes: [0, 1], output_axes: [-1] });
  expect(momentsOf(scaled).deviation).toBeCloseTo(Math.sqrt(2 / 620), 3);
});

it.each([[[8, 8]], [[30, 7]], [[7, 30]], [[3, 4, 5]], [[2, 2, 9]], [[1, 1]]])(
  "orthogonal is orthogonal: %j",
  (shape) => {
    const columns = shape.at(-1)!;
    const rows = shape.reduce((product, size) => product * size, 1) / columns;
    const values = sample("orthogonal", shape, { gain: 2 });
    const at = (r: number, c: number) => values[r * columns + c];
    const wide = rows < columns;
    for (let i = 0; i < Math.min(rows, columns); i++) {
      for (let j = 0; j < Math.min(rows, columns); j++) {
        let product = 0;
        for (let k = 0; k < Math.max(rows, columns); k++)
          product += wide ? at(i, k) * at(j, k) : at(k, i) * at(k, j);
        expect(product).toBeCloseTo(i === j ? 4 : 0, 5);
      }
    }
  },
);

it("orthogonal takes either sign of each direction equally often", () => {
  const corners = Array.from(
    { length: 400 },
    (_, seed) => sample("orthogonal", [3, 3], {}, "kernel", seed)[0],
  );
  const positive = corners.filter((x) => x > 0).length;
  expect(positive).toBeGreaterThan(150);
  expect(positive).toBeLessThan(250);
});

it("writes the plain ones", () => {
  expect([...sample("zeros", [2, 2])]).toEqual([0, 0, 0, 0]);
  expect([...sample("ones", [3])]).toEqual([1, 1, 1]);
  expect([...sample("constant", [2], { value: 0.25 })]).toEqual([0.25, 0.25]);
  expect([...sample("identity", [2, 3], { gain: 2 })]).toEqual([2, 0, 0, 0, 2, 0]);
  expect([...sample("identity", [3, 2])]).toEqual([1, 0, 0, 1, 0, 0]);
});

it("gives the same bytes for the same seed and path, and other ones for another", () => {
  const once = sample("glorot_uniform", [40, 30]);
  expect(sample("glorot_uniform", [40, 30])).toEqual(once);
  expect(sample("glorot_uniform", [40, 30], {}, "dense_1/kernel")).not.toEqual(once);
  expect(sample("glorot_uniform", [40, 30], {}, "dense/kernel", 2)).not.toEqual(once);
  expect([...once.subarray(0, 4)]).toMatchInlineSnapshot(`
    [
      -0.1578848958015442,
      -0.23850148916244507,
      -0.029757246375083923,
      0.2507167458534241,
    ]
  `);
});

it("a seed of its own makes a weight begin the same everywhere", () => {
  const once = sample("he_normal", [6, 5], { seed: 3 });
  expect(sample("he_normal", [6, 5], { seed: 3 }, "other/kernel", 9)).toEqual(once);
  expect(sample("he_normal", [6, 5], { seed: 4 })).not.toEqual(once);
});
