import { expect, it } from "vitest";
import type { Model } from "../../../src/checker/model.ts";
import { readTable } from "../../../src/runtime/data/read-table.ts";
import { symbol } from "../../../src/tensor/index.ts";
import { describeFaults } from "./describe-faults.ts";
import { modelOf } from "./model-of.ts";

const flower = modelOf(
  [{ name: "size", dims: [2] }],
  [
    {
      name: "kind",
      dtype: "i32",
      meaning: { kind: "class", count: 2, first: 0, names: ["setosa", "virginica"] },
    },
  ],
  [
    { name: "size", columns: ["length", "width"] },
    { name: "kind", columns: ["species"] },
  ],
);

const unnamed = modelOf(
  [{ name: "x", dims: [1] }],
  [{ name: "y", dtype: "i32", meaning: { kind: "class", count: 3, first: 0 } }],
);
const binary = modelOf([{ name: "x", dims: [1] }], [{ name: "y", dims: [1], meaning: { kind: "binary" } }]);

function read(text: string, model: Model, withTargets = true): unknown {
  const result = readTable({ file: "data.csv", text }, model, { withTargets });
  if ("problems" in result) return describeFaults(result.problems, result.source);
  return Object.fromEntries(
    result.table.ports.map(({ plan, values, labels }) => [
      plan.name,
      [Array.from(values), ...(labels === undefined ? [] : [labels])],
    ]),
  );
}

it("reads numbers and labels by the names of their columns", () => {
  expect(read("species,width,length\nvirginica,1.5,2\nsetosa,-3e-1,.5\n", flower)).toEqual({
    size: [[2, 1.5, 0.5, Math.fround(-0.3)]],
    kind: [
      [1, 0],
      ["setosa", "virginica"],
    ],
  });
});

it("takes byte order marks, CRLF, quotes, commas and line breaks inside cells", () => {
  expect(read('\uFEFFlength,width,note,species\r\n1,2,"a, ""b""\r\nc",setosa\r\n', flower)).toEqual({
    size: [[1, 2]],
    kind: [[0], ["setosa", "virginica"]],
  });
});

const faults: readonly [name: string, text: string, model: Model][] = [
  ["missing", "length,width,species\n1,,setosa\n2,NA,setosa\n3,4,\n", flower],
  [
    "not-a-number",
    "length,width,species\n1,abc,setosa\n0x10,1_000,setosa\n1e999,1e39,setosa\nNaN,-Infinity,setosa\n",
    flower,
  ],
  ["ragged", "length,width,species\n1,2\n1,2,setosa,3\n\n1,2,setosa\n", flower],
  ["label", "length,width,species\n1,2,setoso\n1,2,Virginica\n1,2,3\n", flower],
  ["header", "length,width,length,\n1,2,setosa,3\n", flower],
  ["unknown-column", "lenght,width,kind\n1,2,setosa\n", flower],
  ["empty", "", flower],
  ["blank", "\n \n", flower],
  ["no-rows", "length,width,species\n", flower],
  ["no-header", "1,2,3\n4,5,6\n", flower],
  ["semicolons", "length;width;species\n1;2;setosa\n", flower],
  ["open-quote", 'length,width,species\n1,2,setosa\n1,2,"setosa\n3,4,setosa\n', flower],
  ["text-after-quote", 'length,width,species\n1,2,"setosa"!\n', flower],
  ["many", `length,width,species\n${"x,y,setosa\n".repeat(40)}`, flower],
  ["class-numbers", "x,y\n1,0\n1,1\n1,3\n1,-1\n1,2.5\n", unnamed],
  ["one-slip-in-numbers", "x,y\n1,0\n1,1\n1,2\n1,O\n", unnamed],
  ["too-many-names", "x,y\n1,d\n1,a\n1,b\n1,c\n", unnamed],
  ["number-among-words", "x,y\n1,a\n1,b\n1,3\n1,1\n", unnamed],
  ["minus-one-and-one", "x,y\n1,-1\n1,1\n", binary],
  ["utf-16", "l\u0000e\u0000n\u0000", flower],
  ["latin-1", "length,width,species\n1,2,set\uFFFDsa\n", flower],
  ["too-few-columns", "x\n1\n", unnamed],
];

it.each(faults)("says what is wrong: %s", async (name, text, model) => {
  const said = read(text, model);
  expect(typeof said).toBe("string");
  await expect(`${text.length > 200 ? "" : `${text}\n----\n`}${said}`).toMatchFileSnapshot(
    `golden/faults/${name}.txt`,
  );
});

it("numbers unnamed classes: by number, or sorted where they are words", () => {
  expect(read("x,y\n1,2\n1,0\n", unnamed)).toEqual({ x: [[1, 1]], y: [[2, 0]] });
  expect(read("x,y\n1,pear\n1,apple\n1,pear\n", unnamed)).toEqual({
    x: [[1, 1, 1]],
    y: [
      [1, 0, 1],
      ["apple", "pear"],
    ],
  });
  expect(read("x,y\n1,yes\n1,no\n", binary)).toEqual({
    x: [[1, 1]],
    y: [
      [1, 0],
      ["no", "yes"],
    ],
  });
});

it("takes class numbers where classes have names, but no mixture", () => {
  expect(read("length,width,species\n1,2,1\n1,2,0\n", flower)).toMatchObject({
    kind: [
      [1, 0],
      ["setosa", "virginica"],
    ],
  });
  expect(read("length,width,species\n1,2,1\n1,2,setosa\n", flower)).toContain("NN211");
});

it("fills tensors in order without a data block, and lets the columns decide an open size", () => {
  const model = modelOf(
    [
      { name: "a", dims: [2, 2] },
      { name: "words", dims: [symbol("time")], dtype: "i32" },
    ],
    [{ name: "y", dims: [1] }],
  );
  expect(read("a,b,c,d,w0,w1,w2,y\n1,2,3,4,7,8,9,0.5\n", model)).toEqual({
    a: [[1, 2, 3, 4]],
    words: [[7, 8, 9]],
    y: [[0.5]],
  });
  expect(read("a,b,c,d,w0\n1,2,3,4,7\n", model, false)).toEqual({ a: [[1, 2, 3, 4]], words: [[7]] });
});

it("checks whole numbers, declared ranges and one-hot shares", () => {
  const model = modelOf(
    [
      { name: "word", dtype: "i32", dims: [1], meaning: { kind: "number", low: 0, high: 31 } },
      { name: "age", dims: [1], meaning: { kind: "number", low: 0 } },
    ],
    [{ name: "y", dims: [2], meaning: { kind: "onehot", count: 2 } }],
  );
  expect(read("word,age,n,p\n31,0.5,0,1\n", model)).toEqual({ word: [[31]], age: [[0.5]], y: [[0, 1]] });
  expect(read("word,age,n,p\n32,-1,0,2\n1.5,1,0,1\n", model)).toMatchInlineSnapshot(`
    "2:1 NN609 «32»
      In data.csv, row 1 (line 2), column \`word\` holds 32.
      \`word\` was declared to be from 0 to 31.
      Correct the value, or widen the declared range.
    2:4 NN609 «-1»
      In data.csv, row 1 (line 2), column \`age\` holds -1.
      \`age\` was declared to be at least 0.
      Correct the value, or widen the declared range.
    2:9 NN609 «2»
      In data.csv, row 1 (line 2), column \`p\` holds 2.
      \`y\` takes a share of each class, from 0 to 1.
      Write 1 for the class of the row and 0 for the others.
    3:1 NN609 «1.5»
      In data.csv, row 2 (line 3), column \`word\` holds 1.5.
      \`word\` takes whole numbers of 32 bits.
      Round the value, or declare the input as real numbers.
    "
  `);
});

it("never throws and never passes a fault by, whatever the bytes", () => {
  const pieces = [
    "a",
    "1",
    ",",
    "\n",
    '"',
    "\r",
    " ",
    ";",
    "é",
    "\u0000",
    "1e5",
    "-",
    "setosa",
    "length,width,species\n",
  ];
  let state = 12345;
  const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0);
  for (let round = 0; round < 2000; round++) {
    const text = Array.from({ length: next() % 12 }, () => pieces[next() % pieces.length]).join("");
    expect(() => read(text, flower)).not.toThrow();
  }
});
