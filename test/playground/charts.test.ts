/** The charts of a run: which lines share one, and which numbers stand at an axis. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { chartsOfHistory } from "../../playground/chart/charts-of-history.ts";
import { thinOut } from "../../playground/chart/thin-out.ts";
import { ticks } from "../../playground/chart/ticks.ts";

it("puts losses together, shares from 0 to 1 together, and every other metric alone", () => {
  const history = [
    {
      loss: 3,
      a_loss: 1,
      accuracy: 0.5,
      auc: 0.6,
      mae: 12,
      val_loss: 4,
      val_accuracy: 0.4,
      learning_rate: 0.1,
    },
    {
      loss: 2,
      a_loss: 1,
      accuracy: 0.7,
      auc: 0.8,
      mae: 9,
      val_loss: 3,
      val_accuracy: 0.5,
      learning_rate: 0.1,
    },
  ];
  const shown = chartsOfHistory(history, 5).map(
    ({ title, lines }) =>
      `${title}: ${lines.map(({ name, colour, dashed }) => `${name}/${colour}${dashed ? "-" : ""}`).join(" ")}`,
  );
  expect(shown).toEqual([
    "loss: loss/0 val_loss/0- a_loss/1",
    "metrics: accuracy/0 val_accuracy/0- auc/1",
    "mae: mae/0",
  ]);
});

it("has round numbers at an axis, which hold the values between them", () => {
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0.07, 2.2, 4)).toEqual([0, 1, 2, 3]);
  expect(ticks(0.7, 1.0000002, 5)).toEqual([0.7, 0.8, 0.9, 1]);
  const range = fc.tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 0.01, max: 1e6, noNaN: true }),
  );
  fc.assert(
    fc.property(range, ([low, size]) => {
      const marks = ticks(low, low + size, 5);
      expect(marks.length).toBeGreaterThanOrEqual(2);
      expect(marks.length).toBeLessThanOrEqual(8);
      expect(marks[0]).toBeLessThanOrEqual(low + size * 1e-4);
      expect(marks.at(-1)).toBeGreaterThanOrEqual(low + size - size * 1e-4);
    }),
    { numRuns: 200, seed: 14 },
  );
});

it("draws of many epochs what can be seen: the lowest and the highest of each stretch, in their order", () => {
  const points = [0, 5, 1, 9, 2, 2].map((y, i) => [i / 4, y] as const);
  expect(thinOut(points, 1)).toEqual([
    [0, 0],
    [0.75, 9],
    [1, 2],
  ]);
  expect(thinOut(points, 0.25)).toEqual(points);
  const many = Array.from({ length: 100_000 }, (_, i) => [i / 200, Math.sin(i)] as const);
  expect(thinOut(many, 0.5).length).toBe(2000);
  expect(thinOut([], 1)).toEqual([]);
});
