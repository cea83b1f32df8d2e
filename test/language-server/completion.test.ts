import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { completion } from "../../src/language-server/completion.ts";
import { resolveCompletion } from "../../src/language-server/resolve-completion.ts";
import { pathAt } from "../../src/parser/path-at.ts";
import { openText, type Project } from "./open-text.ts";

const image = "input image: [28, 28, 1]";
const model = (body: string) => `model M {\n  ${image}\n  target digit: class(10)\n  ${body}\n}\n`;

const project: Project = {
  files: {
    "blocks.nn":
      "/// Two layers.\nblock two(n: int, act: activation = relu) {\n  input x\n  x -> dense(n) -> act\n}\nconst width = 8\n",
    "other.nn": "",
    "start.safetensors": "",
  },
  columns: { "iris.csv": ["sepal_length", "petal length (cm)", "species"] },
};

/** A test, or a setting, of a model with two outputs and labels. */
const tested = (test: string, setting = "") => `const half = 0.5
block far(more: float) { input t input p (t, p) -> subtract }
model M {
  input color: class("red", "🦊")
  target digit: class("one", "two")
  target price: real[1]
  h = color -> embedding(2, 4)
  digit = h -> dense(2, activation=softmax)
  price = h -> dense(1)
  output digit, price
  compile { ${setting} }
  test "one" { ${test} }
}
`;

const cases: { readonly [name: string]: string } = {
  "at the top of a file": "|",
  "the first layer behind an image": model("|"),
  "a word that has been begun": model("con|"),
  "a step behind an image": model("image -> |"),
  "a step in the middle of a flow": model("image -> flatten -> | -> dense(10)"),
  "a step behind a vector": model("image -> flatten -> |"),
  "a step behind word numbers": "model M {\n  input words: i32[time]\n  words -> |\n}",
  "a step behind a sequence": "model M {\n  input words: i32[time]\n  words -> embedding(100, 8) -> |\n}",
  "a step behind several values": "model M {\n  input a: [3]\n  input b: [4]\n  (a, b) -> |\n}",
  "the beginning of a flow": model("trunk = image -> flatten\n  other = |"),
  "values between parentheses": model(
    "left = image -> flatten\n  right = image -> flatten\n  (left, |) -> add",
  ),
  "steps of the file": `block twice(n: int) {\n  input x\n  x -> dense(n) -> dense(n)\n}\n${model("layer shared = dense(4)\n  image -> flatten -> |")}`,
  "a first argument": model("conv2d(|)"),
  "further arguments": model("conv2d(32, 3, |)"),
  "the name of an argument": model("conv2d(32, 3, kernel|)"),
  "a word as an argument": model("conv2d(32, 3, padding=|)"),
  "an activation as an argument": model("conv2d(32, 3, activation=|)"),
  "yes or no": model("conv2d(32, 3, use_bias=|)"),
  "a whole number as an argument": `const base = 16\nconst kind = relu\n${model("conv2d(|)")}`,
  "an argument of an initializer": model("conv2d(32, 3, kernel_initializer=variance_scaling(|))"),
  "a layer as an argument": "model M {\n  input x: [9, 4]\n  x -> bidirectional(|)\n}",
  "an argument of a block": `block twice(n: int, act: activation = relu) {\n  input x\n  x -> dense(n) -> act\n}\n${model("flatten -> twice(|)")}`,
  "a value of the flow as an argument":
    "model M {\n  input x: [9, 4]\n  input m: bool[9]\n  (x, x) -> multi_head_attention(2, 2, attention_mask=|)\n}",
  "settings of compile": model("flatten -> dense(10)\n  compile { optimizer adam; | }"),
  "an optimizer": model("flatten -> dense(10)\n  compile { optimizer | }"),
  "an argument of an optimizer": model("flatten -> dense(10)\n  compile { optimizer adam(|) }"),
  "a schedule": model("flatten -> dense(10)\n  compile { optimizer adam(learning_rate=|) }"),
  "a loss that fits classes": model(
    "flatten -> dense(10, activation=softmax)\n  compile { optimizer adam; loss | }",
  ),
  "a loss of one of two outputs":
    "model M {\n  input x: [4]\n  price = x -> dense(1)\n  size = x -> dense(1)\n  output price, size\n  compile { loss | }\n}",
  "a block as a loss":
    "block pinball(q: float) {\n  input truth\n  input guess\n  (truth, guess) -> subtract -> rescaling(q) -> relu\n}\nmodel M {\n  input x: [4]\n  target y: real\n  dense(1)\n  compile { optimizer adam; loss pin| }\n}",
  "what a test expects": model(
    'digit = image -> flatten -> dense(10, activation=softmax)\n  output digit\n  test "one" { expect | }',
  ),
  "a class that a test expects":
    'model M {\n  input x: [4]\n  target kind: class("setosa", "versicolor")\n  dense(2, activation=softmax)\n  test "one" { given x: [1, 2, 3, 4]; expect kind == | }\n}',
  "a metric": model(
    "flatten -> dense(10, activation=softmax)\n  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics acc| }",
  ),
  "a loss of one output by its target": model(
    "kind = image -> flatten -> dense(10, activation=softmax)\n  price = image -> flatten -> dense(1)\n  target price: real[1]\n  output digit, price\n  compile { loss price: | }",
  ).replace("kind =", "digit ="),
  "an output that has no loss yet": model(
    "digit = image -> flatten -> dense(10, activation=softmax)\n  price = image -> flatten -> dense(1)\n  output digit, price\n  compile { loss digit: sparse_categorical_crossentropy, | }",
  ),
  "a loss without a target, by the end of the model":
    "model M {\n  input x: [4]\n  dense(1, activation=sigmoid)\n  compile { loss | }\n}",
  "a further metric": model(
    "flatten -> dense(10, activation=softmax)\n  compile { loss mse; metrics acc, | }",
  ),
  "a metric of numbers in a list":
    "model M {\n  input x: [4]\n  target a: real[1]\n  a = x -> dense(1)\n  b = x -> dense(1)\n  output a, b\n  compile { metrics a: [mae, |] }\n}",
  "a number of the log": model(
    `flatten -> dense(10, activation=softmax)\n  compile { loss sparse_categorical_crossentropy; metrics accuracy }\n  train { validation_split 0.1; callbacks early_stopping(monitor=|) }`,
  ),
  "a number of the log in quotes": model(
    `flatten -> dense(10, activation=softmax)\n  compile { loss sparse_categorical_crossentropy }\n  train { callbacks early_stopping(monitor="lo|") }`,
  ),
  "a word in quotes": model('conv2d(32, 3, padding="|")'),
  "a further class that is weighed": model(
    "flatten -> dense(10, activation=softmax)\n  train { class_weight 0: 2, 1: 3, | }",
  ),
  "whether there is a header": model('flatten -> dense(10)\n  data "iris.csv" { header | }'),
  "a column with the name of what it is for": model(
    'flatten -> dense(10)\n  data "iris.csv" { species = [|] }',
  ).replace("digit:", "species:"),
  "the value of a parameter with a type": "block b(act: activation = |) {\n  input x\n}",
  "what a param may be": "param act: activation = relu in [relu, |]",
  "an argument in the value of a param": "param start: initializer = variance_scaling(|)",
  "a number of a type": "const base = 3\nparam n: int = |",
  "what follows a type": model("flatten -> dense(10)\n  target price: real[1] |"),
  "what follows a quantity": model("flatten -> dense(10)\n  assert params |"),
  "what follows a param": "param n: int = 3 |",
  "a shared layer": model("layer shared = |"),
  "a path without quotes": "import { two } from |",
  "a path without its word": "import { two } |",
  "the file of the data without quotes": model("flatten -> dense(10)\n  data |"),
  "settings of train": model("flatten -> dense(10)\n  train { epochs 3; | }"),
  "a callback": model("flatten -> dense(10)\n  train { callbacks | }"),
  "a class that is weighed":
    'model M {\n  input x: [4]\n  target y: class("cat", "dog")\n  dense(2, activation=softmax)\n  train { class_weight | }\n}',
  "inputs and targets in data": model('flatten -> dense(10)\n  data "iris.csv" { | }'),
  "columns of the data": model('flatten -> dense(10)\n  data "iris.csv" { digit = [species]; image = [|] }'),
  "a column in quotes": model('flatten -> dense(10)\n  data "iris.csv" { image = ["pet|"] }'),
  "what prepares data": model('flatten -> dense(10)\n  data "iris.csv" { image = [sepal_length] -> | }'),
  "the file of the data": model('flatten -> dense(10)\n  data "|"'),
  "a type of an input": "model M {\n  input x: |\n}",
  "a type of a parameter": "block b(n: |) {\n  input x\n}",
  "a dim": "const side = 28\nmodel M {\n  input x: [side, |]\n}",
  outputs: model("a = image -> flatten\n  b = image -> flatten\n  output a, |"),
  "a target by the name of its output": "model M {\n  input x: [4]\n  price = x -> dense(1)\n  target |\n}",
  "a quantity": model("flatten -> dense(10)\n  assert |"),
  "a constant expression": "const a = 3\nconst b = a * |",
  "an imported name": 'import { two, | } from "./blocks.nn"\n',
  "an imported file": 'import { two } from "./|"\n',
  "an imported file without an end": 'import { two } from "|\n',
  "a file of weights": model('image -> flatten -> dense(10, weights="|")'),
  "an imported block": 'import { two } from "./blocks.nn"\nmodel M {\n  input x: [4]\n  x -> tw|\n}',
  "a code that is allowed":
    "model M {\n  input x: [100]\n  dense(64) // nn-allow |\n  dense(32, activation=relu)\n  dense(1)\n}",
  "a comment": model("// den|"),
  "a new name": "model |",
  "a name of an input": "model M { input | }",
  "a number": model("dense(1|)"),
  "a broken text": "model M {\n  input x: [4]\n  = = = )\n  x -> dense(3, activation=|\n  compile {",
  "a name that has its arguments already": model("flatten -> den|(10)"),
  "a name of an argument that has its value": model("image -> flatten -> dense(10, |ation=relu)"),
  "a text with letters outside of the first plane": model(
    "/* 🦊𝔸 */ flatten -> dense(10) // 🦊\n  dense(1, act|)",
  ),
  "inside a repeat": model("flatten\n  repeat n in [1, 2] {\n    dense(|)\n  }"),
  "inside a block that nobody uses":
    "block b(units: int) {\n  input x\n  y = x -> dense(units)\n  y -> dense(|)\n}",
  "what a search may try": "param rate: float = 1e-3 in |",
  "a constant without a type": "const start = he_no|",
  "a size that has its name already": "model M {\n  input x: [time, 4]\n  input y: i32[|]\n}",
  "the name of a repeat in its first statement": model("repeat n in [1, 2] { dense(|) }"),
  "a function inside of a function of a test": tested("expect abs(min(|)) > 0"),
  "what a test gives": tested("given color: |"),
  "a label in quotes that a test gives": tested('given color: "|"'),
  "a label in quotes that a test expects": tested('expect digit == "|"'),
  "what an output is compared with": tested("expect price |"),
  "an output in a function of a test": tested("expect max(|) > 0.5"),
  "what a loss is multiplied with": tested("", "loss price: mse * |"),
  "what follows a loss": tested("", "loss price: mse |"),
  "an argument of a block as a loss": tested("", "loss price: far(|)"),
  "a file of a setting without quotes": model('flatten -> dense(10)\n  data "iris.csv" { validation | }'),
  "how often something is repeated": `const third = 1 / 3\n${model("repeat |")}`,
  "what a repeat goes through": `const sizes = [8, 16]\nconst one = 1\n${model("repeat n in |")}`,
  "the limit of a budget": `const budget = 50\n${model("flatten -> dense(10)\n  assert params <= |")}`,
  "the beginning where there are several inputs":
    "block far(more: float) {\n  input truth\n  input guess\n  |\n}",
  "a block for as many values as arrive":
    "block one { input x }\nblock far { input truth input guess }\nmodel M {\n  input a: [4]\n  input b: [4]\n  (a, b) -> |\n}",
  "a step in a block that nobody uses":
    "block b(units: int) {\n  input x\n  y = x -> conv2d(units, 3)\n  y -> max_pooling2d -> |\n}",
  "a statement in a block that nobody uses": "block b(units: int) {\n  input x: i32[time]\n  |\n}",
  "values of a block that nobody uses":
    "block b(units: int) {\n  input x\n  y = x -> conv2d(units, 3, padding=same)\n  (|)\n}",
};

for (const [name, marked] of Object.entries(cases))
  it(`completes ${name}`, async () => {
    await expect(listed(marked)).toMatchFileSnapshot(
      `golden/completion/${name.replaceAll(/[ ,]+/g, "-")}.txt`,
    );
  });

it("puts no placeholders where the client knows none", () => {
  const { snapshot, offset } = openText(model("conv2|"));
  const [first] = completion(snapshot, offset, { snippets: false });
  expect(first.textEdit).toMatchObject({ newText: "conv2d(filters, kernel_size)" });
  expect(first.insertTextFormat).toBeUndefined();
});

it("looks up documentation only for the item that is looked at", () => {
  const { snapshot, offset } = openText(model("conv2|"));
  const [first] = completion(snapshot, offset, { snippets: true });
  expect(first.documentation).toBeUndefined();
  expect(resolveCompletion(first).documentation).toMatchObject({ kind: "markdown" });
  expect(resolveCompletion({ label: "x", data: { category: "__proto__", name: "y" } })).toEqual({
    label: "x",
    data: { category: "__proto__", name: "y" },
  });
});

const most = 14;

it("offers every word that the examples use, where they use it", () => {
  for (const file of readdirSync("examples").filter((name) => name.endsWith(".nn"))) {
    const { snapshot } = openText(readFileSync(`examples/${file}`, "utf8"));
    const given = snapshot.compiled().index.declarations.get("model.nn");
    const missing = snapshot.parsed().tokens.filter(({ image, startOffset }) => {
      const isColumn = pathAt(snapshot.parsed().tree, startOffset).some(({ kind }) => kind === "List");
      if (!/^[A-Za-z_]/.test(image) || given?.has(startOffset) || isColumn) return false;
      const offered = completion(snapshot, startOffset, { snippets: true });
      return !offered.some(
        ({ label, detail = "" }) => label.replace(/[=:]$/, "") === image || detail.includes(image),
      );
    });
    expect(missing.map(({ image }) => `${file} ${image}`)).toEqual([]);
  }
});

/** The text, and below it the first candidates with what they put in. */
function listed(marked: string): string {
  const { snapshot, offset } = openText(marked, project);
  const items = completion(snapshot, offset, { snippets: true });
  const rows = items.slice(0, most).map(({ label, detail, textEdit }) => {
    const text =
      textEdit !== undefined && "newText" in textEdit && textEdit.newText !== label
        ? `  ⟶  ${JSON.stringify(textEdit.newText)}`
        : "";
    return `${label}${detail === undefined ? "" : `  (${detail})`}${text}`;
  });
  const rest = items.length > most ? [`… ${items.length - most} more`] : [];
  return `${marked.trimEnd()}\n\n${items.length === 0 ? "nothing" : [...rows, ...rest].join("\n")}\n`;
}
