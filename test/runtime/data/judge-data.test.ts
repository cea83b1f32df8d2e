/** What loaded data says about a program: a program and a table in, the findings out. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../../src/compile.ts";
import { library } from "../../../src/library/index.ts";
import { judgeData } from "../../../src/runtime/data/findings/judge-data.ts";
import { loadTrainingData } from "../../../src/runtime/data/load-training-data.ts";
import { describeFaults } from "./describe-faults.ts";

function judge(text: string, table: string, validation?: string): string {
  const source = { file: "m.nn", text };
  const { models, diagnostics } = compile(source);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const [model] = models;
  const { validationSplit, seed = 1 } = model.train;
  const tables = {
    table: { file: "d.csv", text: table },
    validationTable: validation === undefined ? undefined : { file: "v.csv", text: validation },
  };
  const loaded = loadTrainingData({ model, library, ...tables, validationSplit, seed });
  if ("problems" in loaded) throw new Error(describeFaults(loaded.problems, loaded.source));
  return describeFaults(judgeData({ ...loaded.data, model, library, file: "d.csv" }), source);
}

const head = (target: string, loss: string, metrics = "accuracy") => `model M {
  input person: [2]
  target y: ${target}
  dense(${/class\(/.test(target) ? "3, activation=softmax" : "1, activation=sigmoid"})
  compile { optimizer adam; loss ${loss}; metrics ${metrics} }
`;
const binary = head("binary", "binary_crossentropy");
const classes = head('class("a", "b", "c")', "sparse_categorical_crossentropy");
const unnamed = head("class(3)", "sparse_categorical_crossentropy");
const oneHot = head("onehot(3)", "categorical_crossentropy").replace(
  "1, activation=sigmoid",
  "3, activation=softmax",
);
const table = (rows: number, row: (i: number) => string) =>
  `age,income,y\n${Array.from({ length: rows }, (_, i) => row(i)).join("\n")}\n`;
const small = (label: (i: number) => unknown) => (i: number) => `${(i % 7) / 7},${(i % 5) / 5},${label(i)}`;

const cases: Record<string, readonly [program: string, table: string, validation?: string]> = {
  "labels of a binary target that are almost all 0": [
    `${binary}}`,
    table(
      40,
      small((i) => Number(i > 37)),
    ),
  ],
  "labels of classes that are almost all one": [
    `${classes}}`,
    table(
      60,
      small((i) => "cab"[i < 2 ? i : 2]),
    ),
  ],
  "one-hot labels that are almost all one": [
    `${oneHot}  data "d.csv" { person = [age, income]; y = [y] }\n}`,
    table(
      60,
      small((i) => "cab"[i < 2 ? i : 2]),
    ),
  ],
  "columns of several sizes, without a data block": [
    `${binary}}`,
    table(20, (i) => `${18 + i},${1000 * i},${i % 2}`),
  ],
  "a column around 2000, with a data block": [
    `${binary}  data "d.csv" { person = [age, income]; y = [y] }\n}`,
    table(20, (i) => `${i / 20},${2000 + (i % 3)},${i % 2}`),
  ],
  "a picture of bytes": [
    `model P {
  input picture: [8, 8, 1]
  target y: binary
  conv2d(4, 3)  relu
  flatten
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy }
}`,
    `${Array.from({ length: 64 }, (_, i) => `p${i}`).join(",")},y\n${[0, 1].map((y) => `${Array.from({ length: 64 }, (_, i) => (i * (y + 1) * 37) % 256).join(",")},${y}`).join("\n")}\n`,
  ],
  "a column that never changes": [`${binary}}`, table(20, (i) => `1,${i / 20},${i % 2}`)],
  "a class that no row has": [
    `${classes}}`,
    table(
      20,
      small((i) => "ab"[i % 2]),
    ),
  ],
  "fewer words than unnamed classes": [
    `${unnamed}}`,
    table(
      20,
      small((i) => ["x", "y"][i % 2]),
    ),
  ],
  "a class in the validation alone": [
    `${classes}  data "d.csv" { person = [age, income]; y = [y]; validation "v.csv" }\n}`,
    table(
      20,
      small((i) => "ab"[i % 2]),
    ),
    table(
      3,
      small((i) => "abc"[i]),
    ),
  ],
  "a target among the inputs": [
    `${binary.replace("[2]", "[3]")}  data "d.csv" { person = [age..income]; y = [y] }\n}`,
    "age,y,income\n0.1,1,0.2\n0.3,0,0.4\n",
  ],
};

for (const [what, [program, text, validation]] of Object.entries(cases)) {
  it(`judges ${what}`, async () => {
    const said = judge(program, text, validation);
    expect(said).not.toBe("");
    await expect(said).toMatchFileSnapshot(`golden/findings/${what.replaceAll(/\W+/g, "-")}.txt`);
  });
}

const fine: Record<string, readonly [program: string, table: string, validation?: string]> = {
  "skewed labels with another metric": [
    `${head("binary", "binary_crossentropy", "accuracy, auc")}}`,
    table(
      40,
      small((i) => Number(i > 37)),
    ),
  ],
  "labels of which one in ten is rare": [
    `${binary}}`,
    table(
      40,
      small((i) => Number(i % 10 === 0)),
    ),
  ],
  "a small column that hardly varies": [
    `${binary}}`,
    table(20, (i) => `${i / 20},${0.9 + (i % 3) / 1e3},${i % 2}`),
  ],
  "large columns that are normalized": [
    `${binary}  data "d.csv" { person = [age, income] -> normalization; y = [y] }\n}`,
    table(20, (i) => `${18 + i},${1000 * i},${i % 2}`),
  ],
  "large columns that the model normalizes": [
    `${binary.replace("  dense", "  batch_normalization\n  dense")}}`,
    table(20, (i) => `${18 + i},${1000 * i},${i % 2}`),
  ],
  "an autoencoder": [
    `model A {
  input person: [2]
  target again: real[2]
  dense(1)
  relu
  dense(2)
  compile { optimizer adam; loss mse }
  data "d.csv" { person = [age, income]; again = [age, income] }
}`,
    table(
      20,
      small(() => 0),
    ),
  ],
};

for (const [what, [program, text]] of Object.entries(fine)) {
  it(`says nothing of ${what}`, () => {
    expect(judge(program, text)).toBe("");
  });
}

for (const name of readdirSync("examples").filter((file) => file.endsWith(".nn"))) {
  it(`says nothing of the data of examples/${name}`, () => {
    const text = readFileSync(`examples/${name}`, "utf8");
    const [, data] = /^ {2}data "(.*)"/m.exec(text) ?? [];
    expect(judge(text, readFileSync(`examples/${data}`, "utf8"))).toBe("");
  });
}
