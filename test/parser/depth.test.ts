/** Depth and size: no nesting, no chain and no length takes more than a report. */
import { expect, it } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { expectSound } from "./expect-sound.ts";

function codes(text: string): string[] {
  return [...new Set(parse({ file: "a.nn", text }).diagnostics.map(({ code }) => code))];
}

const pairs: readonly (readonly [string, string])[] = [
  ["f(", ")"],
  ["x = (", ")"],
  ["f([", "])"],
  ["repeat 3 {", "}"],
  ["model M {", "}"],
  ["f(a=[(", ")])"],
];

for (const [open, close] of pairs) {
  it(`${open} is read 64 deep, and reported beyond that`, () => {
    const brackets = open.match(/[([{]/g)!.length;
    const inner = open.endsWith("{") ? "relu" : "1";
    const nested = (depth: number) => {
      const times = Math.ceil(depth / brackets);
      const begin = open.startsWith("x") ? `x = ${"(".repeat(times)}` : open.repeat(times);
      return [begin + inner, begin + inner + close.repeat(times)] as const;
    };
    expect(codes(nested(60)[1])).toEqual([]);
    expect(codes(nested(66)[1])).toEqual(["NN003"]);
    for (const depth of [65, 20_000]) {
      for (const text of nested(depth)) expect(codes(text)).toContain("NN003");
      expect(codes(close.repeat(depth))).toContain("NN007");
    }
  });
}

it("the largest depth is 64 exactly", () => {
  const nested = (depth: number) => `const a = ${"(".repeat(depth)}1${")".repeat(depth)}`;
  expect(codes(nested(64))).toEqual([]);
  expect(codes(nested(65))).toEqual(["NN003"]);
});

it("chains of operators are read up to a bound, and reported beyond it", () => {
  const chain = (operator: string, times: number) => `const a = ${`1 ${operator} `.repeat(times)}1`;
  expect(codes(chain("+", 256))).toEqual([]);
  expect(codes(chain("+", 257))).toEqual(["NN003"]);
  expect(codes(chain("**", 64))).toEqual([]);
  expect(codes(chain("**", 65))).toEqual(["NN003"]);
  expect(codes(`const a = ${"-".repeat(64)}1`)).toEqual([]);
  expect(codes(`const a = ${"-".repeat(65)}1`)).toEqual(["NN003"]);
  for (const text of [
    chain("+", 10_000),
    chain("**", 10_000),
    chain("..", 10_000),
    `const a = ${"- ".repeat(10_000)}1`,
  ]) {
    expect(codes(text)).toContain("NN003");
  }
});

it("depth adds up through brackets and operators", () => {
  let text = "1";
  for (let i = 0; i < 60; i += 1) text = `(${text}${" + 1".repeat(20)})`;
  expect(codes(`const a = ${text}`)).toContain("NN003");
});

/** Twenty thousand characters each: any of them would take minutes
 * if some step were quadratic. */
const long = [
  "model ",
  "x: ",
  "a b, ",
  "f(=) ",
  "dense (3) ",
  "(]",
  "}",
  "{}",
  "ö ",
  "（",
  "“",
  "'a ",
  "#a\n",
  "\u202E",
  "a //)\n",
  "/**/",
  "-> ",
  '"a"',
  "1.",
  ",",
  ";",
  "compile { a: b, c = d } ",
  "a = x; ",
  "relu\n",
  "f(g(h(1, 2), [3, 4]), x=-1 ** 2)\n",
  "\uD800",
  "\0",
];

for (const piece of long) {
  it(`a long row of ${JSON.stringify(piece)}`, () => {
    const text = piece.repeat(20_000 / piece.length);
    const { diagnostics } = parse({ file: "a.nn", text });
    expect(diagnostics.length).toBeLessThanOrEqual(101);
    parse({ file: "a.nn", text: `x = f(${text}` });
    expectSound(piece.repeat(20));
  });
}

it("a number of half a million digits, and a text of half a million characters", () => {
  expect(codes(`const a = ${"1".repeat(500_000)}`)).toEqual(["NN004"]);
  expect(codes(`const a = 0.${"1".repeat(500_000)}`)).toEqual([]);
  expect(codes(`data "${"a".repeat(500_000)}" { header true }`)).toEqual([]);
});
