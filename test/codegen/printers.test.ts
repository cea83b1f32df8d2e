/** The printers through which everything of a user's file passes: literals, names, comments, sizes, lines. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { code, joinCode } from "../../src/codegen/typescript/code.ts";
import { docComment, lineComment } from "../../src/codegen/typescript/comment.ts";
import { type Expression, flat, layout } from "../../src/codegen/typescript/expression.ts";
import { createNames, member, propertyKey } from "../../src/codegen/typescript/identifier.ts";
import { float32Literal, literal } from "../../src/codegen/typescript/literal.ts";
import { printDim } from "../../src/codegen/typescript/print-dim.ts";
import {
  addDims,
  bindDim,
  floorDivide,
  maxDim,
  multiplyDims,
  subtractDims,
  symbol,
} from "../../src/tensor/index.ts";
import { payloads } from "./payloads.ts";

const seed = 20_260_101;

it("a string literal is that string, on one line, whatever the string", () => {
  const check = (text: string) => {
    const printed = literal(text);
    expect(evaluate(printed)).toBe(text);
    expect(printed).not.toMatch(/[\n\r\u2028\u2029]|<\/|<!--/);
  };
  payloads.forEach(check);
  fc.assert(fc.property(fc.string({ unit: "binary" }), check), { seed });
});

it("a number literal is that number", () => {
  const check = (number: number) => {
    expect(evaluate(literal(number))).toBe(number);
  };
  [0, -0, 1e-7, 1e21, 0.1, -3, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].forEach(check);
  fc.assert(fc.property(fc.double(), check), { seed });
});

it("a 32-bit literal is short and the same in 32 bits", () => {
  expect(["0.1", "1e-7", "0.999", "-0", "3"]).toEqual(
    [0.1, 1e-7, 0.999, -0, 3].map(Math.fround).map(float32Literal),
  );
  fc.assert(
    fc.property(fc.float(), (number) => {
      expect(Math.fround(evaluate(float32Literal(number)) as number)).toBe(Math.fround(number));
    }),
    { seed },
  );
});

it("nothing ends a comment before its end", () => {
  for (const text of payloads) {
    expect(lineComment(text)).not.toMatch(/[\n\r\u2028\u2029]|<\/|^\/\/\s*@/);
    const inside = docComment(text).slice(3, -2);
    expect(inside).not.toMatch(/\*\/|<\/|[\r\u2028\u2029]/);
    expect(inside).not.toMatch(/^[\s*]*@/m);
  }
  expect(docComment("one\n\ntwo */ three")).toBe("/**\n * one\n *\n * two *\\/ three\n */");
});

it("names are names, and each is taken once", () => {
  const names = createNames(["shape"]);
  const wishes = [
    ...payloads,
    "shape",
    "dense",
    "dense",
    "class",
    "tf",
    "__proto__",
    "",
    "1st",
    "x".repeat(500),
  ];
  const taken = wishes.map(names.take);
  expect(new Set(taken).size).toBe(wishes.length);
  for (const name of taken) expect(name).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,90}$/);
  expect(taken.filter((name) => ["shape", "class", "tf", "__proto__"].includes(name))).toEqual([]);
  const inner = names.inner();
  expect([inner.take("dense"), names.inner().take("other")]).toEqual(["dense3", "other"]);
});

it("any name can be a key and a member", () => {
  for (const name of [...payloads, "__proto__", "constructor", "a-b", "", "plain"]) {
    const value = evaluate(code`({ ${propertyKey(name)}: 1 })`) as Record<string, number>;
    expect(Object.keys(value)).toEqual([name]);
    expect(evaluate(code`((x) => ${member(code`x`, name)})`)).toBeTypeOf("function");
    expect((evaluate(code`((x) => ${member(code`x`, name)})`) as (x: unknown) => unknown)(value)).toBe(1);
  }
});

it("sizes are printed as the arithmetic that they are", () => {
  const [time, high] = [symbol("time"), symbol("high")];
  const half = floorDivide(addDims(time, 1), 2);
  const dims = [
    7,
    time,
    multiplyDims(multiplyDims(time, high), 4),
    subtractDims(5, time),
    addDims(multiplyDims(half, 3), -2),
    maxDim(half, subtractDims(high, 3)),
  ];
  const name = (text: string) => ({ time: code`time`, high: code`high` })[text] ?? code`?`;
  expect(dims.map((dim) => printDim(dim, name))).toMatchInlineSnapshot(`
    [
      "7",
      "time",
      "4 * high * time",
      "5 - time",
      "3 * Math.floor((time + 1) / 2) - 2",
      "Math.max(Math.floor((time + 1) / 2), high - 3)",
    ]
  `);
  const bindings = new Map([
    ["time", 9],
    ["high", 4],
  ]);
  for (const dim of dims) {
    const printed = code`((time, high) => ${printDim(dim, name)})`;
    expect((evaluate(printed) as (a: number, b: number) => number)(9, 4)).toBe(bindDim(dim, bindings));
  }
});

it("long expressions break where a person would break them", () => {
  const numbers: Expression = { items: Array.from({ length: 24 }, (_, i) => literal(i * 100)) };
  const fields: Expression = {
    fields: [
      [code`first`, literal(1)],
      [code`second`, numbers],
      [code`third`, code`third`],
    ],
  };
  const call: Expression = {
    callee: code`tf.add`,
    args: [{ callee: code`tf.mul`, args: [code`x`, numbers] }, fields],
  };
  const text = layout(call, 60);
  expect(text).toMatchInlineSnapshot(`
    "tf.add(
      tf.mul(x, [
        0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
        1100, 1200, 1300, 1400, 1500, 1600, 1700, 1800, 1900,
        2000, 2100, 2200, 2300,
      ]),
      {
        first: 1,
        second: [
          0, 100, 200, 300, 400, 500, 600, 700, 800, 900,
          1000, 1100, 1200, 1300, 1400, 1500, 1600, 1700,
          1800, 1900, 2000, 2100, 2200, 2300,
        ],
        third,
      },
    )"
  `);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(60);
  expect(layout(call, 1000)).toBe(flat(call));
});

it("code is put together of code alone", () => {
  expect(code`${literal(1)} + ${joinCode([literal(2), literal(3)], code` + `)}`).toBe("1 + 2 + 3");
  // @ts-expect-error A plain text is no code.
  expect(code`${"anything"}`).toBe("anything");
});

/** What the printed expression means. */
function evaluate(printed: string): unknown {
  return new Function(`"use strict"; return ${printed.startsWith("(") ? printed : `(${printed})`};`)();
}
