/** Dims: every operation agrees with plain numbers for whatever the symbols are, and equal sizes have equal texts. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Dim } from "../../src/tensor/dim.ts";
import {
  addDims,
  bindDim,
  ceilDivide,
  divideExactly,
  floorDivide,
  maxDim,
  minDim,
  multiplyDims,
  sameDim,
  sameShape,
  showDim,
  showShape,
  sizeOf,
  subtractDims,
  symbol,
  symbolsOf,
} from "../../src/tensor/dim-arithmetic.ts";
import { lowerBound } from "../../src/tensor/dim-bounds.ts";
import { ShapeProblem } from "../../src/tensor/shape-problem.ts";

const names = ["batch", "h", "time"];
const [batch, h, time] = names.map(symbol);

type Bindings = ReadonlyMap<string, number>;
interface Case {
  readonly dim: Dim;
  readonly value: (bindings: Bindings) => number;
}

const leaf: fc.Arbitrary<Case> = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map((n) => ({ dim: n as Dim, value: () => n })),
  fc.constantFrom(...names).map((name) => ({ dim: symbol(name), value: (b: Bindings) => b.get(name) ?? 0 })),
);

const cases: fc.Arbitrary<Case> = fc.letrec<{ dim: Case }>((tie) => ({
  dim: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    both(tie("dim"), addDims, (a, b) => a + b),
    both(tie("dim"), subtractDims, (a, b) => a - b),
    both(tie("dim"), multiplyDims, (a, b) => a * b),
    both(tie("dim"), maxDim, Math.max),
    both(tie("dim"), minDim, Math.min),
    divided(tie("dim"), floorDivide, (a, n) => Math.floor(a / n)),
    divided(tie("dim"), ceilDivide, (a, n) => Math.ceil(a / n)),
  ),
})).dim;

const bindings = fc
  .tuple(...names.map(() => fc.integer({ min: 1, max: 40 })))
  .map((numbers) => new Map(names.map((name, i) => [name, numbers[i]])));

it("agrees with numbers whatever the symbols are", () => {
  fc.assert(
    fc.property(cases, bindings, ({ dim, value }, numbers) => {
      expect(bindDim(dim, numbers)).toBe(value(numbers) + 0);
    }),
    { numRuns: 2000, seed: 11 },
  );
});

it("never bounds a dim from below by more than it is", () => {
  fc.assert(
    fc.property(cases, bindings, ({ dim, value }, numbers) => {
      expect(lowerBound(dim)).toBeLessThanOrEqual(value(numbers));
    }),
    { numRuns: 1000, seed: 12 },
  );
});

it("divides a product by each of its factors", () => {
  fc.assert(
    fc.property(cases, cases, (a, b) => {
      fc.pre(b.dim !== 0);
      const quotient = divideExactly(multiplyDims(a.dim, b.dim), b.dim);
      expect(quotient !== undefined && sameDim(quotient, a.dim)).toBe(true);
    }),
    { numRuns: 1000, seed: 13 },
  );
});

it("adds and multiplies in any order to the same text", () => {
  fc.assert(
    fc.property(cases, cases, cases, (a, b, c) => {
      const left = addDims(multiplyDims(a.dim, c.dim), multiplyDims(b.dim, c.dim));
      const right = multiplyDims(c.dim, addDims(b.dim, a.dim));
      expect(showDim(left)).toBe(showDim(right));
    }),
    { numRuns: 1000, seed: 14 },
  );
});

it("keeps its value when its symbols are bound one at a time", () => {
  fc.assert(
    fc.property(cases, bindings, ({ dim, value }, numbers) => {
      const stepwise = [...numbers].reduce((d: Dim, [name, n]) => bindDim(d, new Map([[name, n]])), dim);
      expect(stepwise).toBe(value(numbers) + 0);
    }),
    { numRuns: 500, seed: 15 },
  );
});

const texts: readonly [string, Dim, string][] = [
  ["like terms are collected", subtractDims(addDims(time, addDims(time, 3)), addDims(time, 4)), "time - 1"],
  ["products are sorted", multiplyDims(multiplyDims(time, 2), batch), "2 * batch * time"],
  [
    "higher degrees come first",
    addDims(addDims(1, time), multiplyDims(time, batch)),
    "batch * time + time + 1",
  ],
  ["multiples leave a floor", floorDivide(addDims(multiplyDims(time, 6), 5), 3), "2 * time + 1"],
  [
    "a floor keeps only remainders",
    floorDivide(addDims(multiplyDims(time, 3), -1), 2),
    "floor((time + 1) / 2) + time - 1",
  ],
  ["four halvings are one", [1, 2, 3, 4].reduce<Dim>((d) => ceilDivide(d, 2), h), "floor((h + 15) / 16)"],
  [
    "halving a multiple of 16 four times",
    [1, 2, 3, 4].reduce<Dim>((d) => ceilDivide(d, 2), multiplyDims(h, 16)),
    "h",
  ],
  [
    "a floor divides by its common factor",
    floorDivide(addDims(multiplyDims(h, 2), 3), 4),
    "floor((h + 1) / 2)",
  ],
  ["max of a known difference", maxDim(addDims(time, 2), addDims(time, -1)), "time + 2"],
  ["min of a known difference", minDim(addDims(time, 2), addDims(time, -1)), "time - 1"],
  ["max is sorted and flat", maxDim(maxDim(time, h), maxDim(batch, h)), "max(batch, max(h, time))"],
  ["a size is at least one", maxDim(subtractDims(multiplyDims(2, time), 2), 0), "2 * time - 2"],
  ["what cancels is nothing", subtractDims(multiplyDims(batch, time), multiplyDims(time, batch)), "0"],
  ["remainders vanish", floorDivide(subtractDims(h, multiplyDims(2, floorDivide(h, 2))), 2), "0"],
];

it.each(texts)("is canonical: %s", (_, dim, text) => {
  expect(showDim(dim)).toBe(text);
});

it("knows that padding for the same size with stride 2 is never negative", () => {
  const total = addDims(subtractDims(multiplyDims(2, ceilDivide(h, 2)), h), 1);
  expect(showDim(maxDim(total, 0))).toBe(showDim(total));
});

it("does not take a decoder's doubled half for the whole", () => {
  expect(sameDim(multiplyDims(2, ceilDivide(h, 2)), h)).toBe(false);
});

it("divides whole polynomials, and says when there is a rest", () => {
  const size = sizeOf([batch, time, 16]);
  expect(showDim(divideExactly(size, multiplyDims(batch, time)) ?? 0)).toBe("16");
  expect(divideExactly(size, h)).toBeUndefined();
  expect(divideExactly(addDims(time, 1), 2)).toBeUndefined();
  expect(divideExactly(size, 0)).toBeUndefined();
});

it("shows and compares shapes", () => {
  expect(showShape([batch, 28, addDims(time, 1)])).toBe("[batch, 28, time + 1]");
  expect(sameShape([batch, 2], [batch, 2])).toBe(true);
  expect(sameShape([batch, 2], [batch])).toBe(false);
  expect(symbolsOf(maxDim(floorDivide(time, 2), batch))).toEqual(["batch", "time"]);
});

it("binds one symbol to another", () => {
  expect(showDim(bindDim(addDims(time, h), new Map([["h", multiplyDims(2, time)]])))).toBe("3 * time");
});

it("refuses sizes beyond what float64 holds exactly", () => {
  expect(() => multiplyDims(2 ** 40, 2 ** 20)).toThrow(ShapeProblem);
  expect(() => multiplyDims(multiplyDims(time, 2 ** 40), 2 ** 20)).toThrow(ShapeProblem);
});

it("refuses polynomials which have grown out of hand", () => {
  const letters = Array.from({ length: 40 }, (_, i) => symbol(`n${i}`)).reduce(addDims);
  expect(() => multiplyDims(letters, letters)).toThrow(ShapeProblem);
});

function both(
  operand: fc.Arbitrary<Case>,
  dims: (a: Dim, b: Dim) => Dim,
  numbers: (a: number, b: number) => number,
) {
  return fc.tuple(operand, operand).map(([a, b]) => ({
    dim: dims(a.dim, b.dim),
    value: (known: Bindings) => numbers(a.value(known), b.value(known)),
  }));
}

function divided(
  operand: fc.Arbitrary<Case>,
  dims: (a: Dim, n: number) => Dim,
  numbers: (a: number, n: number) => number,
) {
  return fc.tuple(operand, fc.integer({ min: 1, max: 6 })).map(([a, n]) => ({
    dim: dims(a.dim, n),
    value: (known: Bindings) => numbers(a.value(known), n),
  }));
}
