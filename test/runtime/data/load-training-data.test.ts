import { expect, it } from "vitest";
import { library } from "../../../src/library/index.ts";
import { loadExamples } from "../../../src/runtime/data/load-examples.ts";
import { loadTrainingData } from "../../../src/runtime/data/load-training-data.ts";
import type { Preparation } from "../../../src/runtime/data/preparation.ts";
import { allRows, shuffleRows } from "../../../src/runtime/data/shuffle-rows.ts";
import { splitRows } from "../../../src/runtime/data/split-rows.ts";
import { modelOf } from "./model-of.ts";

const normalization = { name: "normalization", arguments: {} };
const model = modelOf(
  [{ name: "size", dims: [2] }],
  [{ name: "kind", dtype: "i32", meaning: { kind: "class", count: 2, first: 0 } }],
  [
    { name: "size", columns: ["a..b"], steps: [normalization] },
    { name: "kind", columns: ["k"] },
  ],
);
const rows = Array.from({ length: 40 }, (_, i) => `${i},${i * i},${i < 30 ? "x" : "y"}`);
const table = { file: "data.csv", text: `a,b,k\n${rows.join("\n")}\n` };

function load(validationSplit: number, seed: number) {
  const result = loadTrainingData({ model, library, table, validationSplit, seed });
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.data;
}

it("splits by the seed, with the same share of each class, and nothing is lost", () => {
  const { training, validation } = load(0.25, 3);
  expect([training.rows, validation?.rows]).toEqual([30, 10]);
  const kinds = Array.from(validation?.arrays.get("targets/kind")?.data ?? []);
  expect([kinds.filter((kind) => kind === 0).length, kinds.filter((kind) => kind === 1).length]).toEqual([
    8, 2,
  ]);
  expect(load(0.25, 3).training.arrays).toEqual(training.arrays);
  expect(load(0.25, 4).training.arrays).not.toEqual(training.arrays);
});

it("learns the preparing steps from the training rows alone, and keeps what it learned", () => {
  const { training, preparation } = load(0.25, 3);
  const size = training.arrays.get("inputs/size")!;
  for (const column of [0, 1]) {
    const values = Array.from({ length: 30 }, (_, row) => size.data[row * 2 + column]);
    const mean = values.reduce((sum, value) => sum + value, 0) / 30;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 30;
    expect(mean).toBeCloseTo(0, 5);
    expect(variance).toBeCloseTo(1, 5);
  }
  expect(preparation.ports[1].labels).toEqual(["x", "y"]);
  const saved = JSON.parse(JSON.stringify(preparation));
  expect(saved).toEqual(preparation);
});

it("prepares other examples by what training learned: from CSV and from JSON in every form", () => {
  const { preparation } = load(0.25, 3);
  const examples = (text: string) => {
    const result = loadExamples({
      model,
      library,
      examples: { file: "new", text },
      preparation,
      withTargets: false,
    });
    if ("problems" in result) throw new Error(result.problems[0].message);
    return result.data.arrays.get("inputs/size");
  };
  expect(examples('{"b": 9, "a": 3}')?.shape).toEqual([1, 2]);
  const expected = examples("b,a\n9,3\n16,4\n");
  expect(expected?.shape).toEqual([2, 2]);
  for (const text of [
    "[[3, 9], [4, 16]]",
    '[{"size": [3, 9]}, {"size": [4, 16]}]',
    '{"size": [[3, 9], [4, 16]]}',
    '[{"b": 9, "a": 3}, {"a": 4, "b": 16}]',
    '[["3", 9], [4, "16"]]',
  ]) {
    expect(examples(text), text).toEqual(expected);
  }
});

it("goes by the names of the training without a data block too, where a file has any of them", () => {
  const plain = modelOf([{ name: "x", dims: [2] }], []);
  const trained = loadTrainingData({
    model: plain,
    library,
    table: { file: "d", text: "a,b\n1,2\n" },
    validationSplit: 0,
    seed: 1,
  });
  if ("problems" in trained) throw new Error("no data");
  const { preparation } = trained.data;
  const read = (text: string) => {
    const result = loadExamples({
      model: plain,
      library,
      examples: { file: "n", text },
      preparation,
      withTargets: false,
    });
    return "problems" in result
      ? result.problems.map(({ message }) => message).join()
      : Array.from(result.data.arrays.get("inputs/x")!.data);
  };
  expect(read("b,z,a\n2,9,1\n")).toEqual([1, 2]);
  expect(read("b,a\n2,1\n")).toEqual([1, 2]);
  expect(read("u,v\n1,2\n")).toEqual([1, 2]);
  expect(read('[{"b": 2, "z": 9, "a": 1}]')).toEqual([1, 2]);
  expect(read("[[1, 2]]")).toEqual([1, 2]);
  expect(read("u,v,w\n1,2,3\n")).toMatch("3 columns, but the model reads 2");
  expect(read("b,c\n2,1\n")).toBe("n has no column `a`, which `x` read in training.");
});

it("reads examples of several inputs: by name, with an entry for each, or in a row as a table has them", () => {
  const two = modelOf(
    [
      { name: "size", dims: [2] },
      { name: "age", dims: [1] },
    ],
    [],
  );
  const port = (name: string, columns: readonly string[]) => ({ name, columns, learned: [] });
  const trained = { ports: [port("size", ["a", "b"]), port("age", ["c"])] };
  const read = (text: string, preparation: Preparation = trained) => {
    const examples = { file: "n", text };
    const result = loadExamples({ model: two, library, examples, preparation, withTargets: false });
    return "problems" in result
      ? result.problems.map(({ message }) => message.split("\n")[0]).join()
      : [...result.data.arrays.values()].map(({ data }) => Array.from(data));
  };
  const expected = [
    [1, 2, 4, 5],
    [3, 6],
  ];
  for (const text of [
    "a,b,c\n1,2,3\n4,5,6\n",
    "[[1, 2, 3], [4, 5, 6]]",
    "[[[1, 2], 3], [[4, 5], [6]]]",
    '[{"size": [1, 2], "age": 3}, {"size": [4, 5], "age": 6}]',
    '[{"a": 1, "b": 2, "c": 3}, {"a": 4, "b": 5, "c": 6}]',
    '{"size": [[1, 2], [4, 5]], "age": [3, 6]}',
  ])
    expect(read(text)).toEqual(expected);
  expect(read("[[1, 2, 3], [4, 5, 6]]", { ports: [] })).toEqual(expected);
  expect(read("[[1, 2], [4, 5]]")).toBe("n, example 1 holds 2 numbers in a row, but the inputs take 3.");
  expect(read("[[1, 2], [4, 5]]", { ports: [] })).toMatch("2 columns, but the model reads 3");
  expect(read("[[1, 2, 3], [4, 5]]")).toBe(
    "n, example 1 is no list with one entry for each input (size, age).",
  );
  expect(read("[[[1, 2], 3], 4]")).toBe("n, example 2 is no list with one entry for each input (size, age).");
  expect(read("[[[1, 2], [3, 4]]]")).toMatch("`age` gets 2 columns of n, but its shape [1] takes 1");
});

it.each([
  "[]",
  "[[1]",
  "3",
  '{"site": []}',
  "[[1, 2], [1]]",
  "[[1, null]]",
  '[[1, "many"]]',
  '[{"a": 1}]',
  '[{"a": 1, "b": [2]}]',
  "deep",
])("says what is wrong with JSON: %s", (given) => {
  const text = given === "deep" ? `${"[".repeat(20000)}${"]".repeat(20000)}` : given;
  const { preparation } = load(0.25, 3);
  const result = loadExamples({
    model,
    library,
    examples: { file: "new.json", text },
    preparation,
    withTargets: false,
  });
  const said = "problems" in result ? result.problems.map(({ code, message }) => `${code} ${message}`) : [];
  expect(said.length).toBeGreaterThan(0);
  for (const one of said) expect(one.length).toBeLessThan(1000);
});

it("refuses a split that leaves one part without rows", () => {
  const request = { model, library, seed: 1, table: { file: "data.csv", text: "a,b,k\n1,2,x\n" } };
  expect(loadTrainingData({ ...request, validationSplit: 0.5 })).toMatchObject({
    problems: [{ code: "NN607" }],
  });
});

it("takes a table of its own for validation, with the labels of training", () => {
  const validationTable = { file: "validation.csv", text: "a,b,k\n1,1,y\n" };
  const result = loadTrainingData({ model, library, table, validationTable, validationSplit: 0.5, seed: 1 });
  if ("problems" in result) throw new Error("no data");
  expect(result.data.training.rows).toBe(40);
  expect(Array.from(result.data.validation?.arrays.get("targets/kind")?.data ?? [])).toEqual([1]);
  const unknown = { file: "validation.csv", text: "a,b,k\n1,1,z\n" };
  expect(
    loadTrainingData({ model, library, table, validationTable: unknown, validationSplit: 0, seed: 1 }),
  ).toMatchObject({ problems: [{ code: "NN211" }] });
});

it("makes one-hot rows of a column of labels", () => {
  const onehot = modelOf(
    [{ name: "x", dims: [1] }],
    [{ name: "k", dims: [3], meaning: { kind: "onehot", count: 3 } }],
    [
      { name: "x", columns: ["x"] },
      { name: "k", columns: ["k"] },
    ],
  );
  const result = loadTrainingData({
    model: onehot,
    library,
    table: { file: "d", text: "x,k\n1,2\n1,0\n" },
    validationSplit: 0,
    seed: 1,
  });
  if ("problems" in result) throw new Error("no data");
  expect(Array.from(result.data.training.arrays.get("targets/k")!.data)).toEqual([0, 0, 1, 1, 0, 0]);
});

it("says when a preparing step does not fit its columns", () => {
  const reshape = { name: "reshape", arguments: { target_shape: [3] } };
  const wrong = modelOf(
    [{ name: "x", dims: [2] }],
    [],
    [{ name: "x", columns: ["a", "b"], steps: [reshape] }],
  );
  const result = loadTrainingData({ model: wrong, library, table, validationSplit: 0, seed: 1 });
  expect(result).toMatchObject({ problems: [{ code: "NN608" }] });
});

it("shuffles every order with the same chance", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffleRows(allRows(3), seed, "shuffle/0").join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

it("shares rows of classes out to the last one", () => {
  const classes = Int32Array.of(0, 0, 0, 0, 1, 1, 1, 2, 2, 2);
  const { training, validation } = splitRows(10, 0.3, 1, classes);
  expect([training.length, validation.length]).toEqual([7, 3]);
  expect(new Set([...training, ...validation]).size).toBe(10);
  expect([...validation].map((row) => classes[row]).toSorted()).toEqual([0, 1, 2]);
});
