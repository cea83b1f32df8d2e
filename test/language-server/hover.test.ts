import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { hover } from "../../src/language-server/hover.ts";
import { pathAt } from "../../src/parser/path-at.ts";
import { openText, type Project } from "./open-text.ts";

const digits = `/// Digits, 28 pixels wide.
model Digits {
  /// Grey values.
  input image: [28, 28, 1]
  target digit: class(10)
  trunk = image -> CONV -> max_pooling2d -> flatten
  trunk -> dense(10, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
}
`;

const at = (marked: string, text = digits) => text.replace("CONV", marked);

const data = `model Iris {
  input measurements: [3]
  target species: class("setosa", "versicolor", "virginica")
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
  train { class_weight "virginica": 2 }
  data "iris.csv" { measurements = [sepal_length, "sepal width (cm)", petal_length]; species = [species] }
  assert params <= 50_000
}
`;
const files = { "blocks.nn": "const base = 8\nblock two(n: int) {\n  input x\n  dense(n)\n}\n" };
const columns = { "iris.csv": ["sepal_length", "sepal width (cm)", "petal_length", "species"] };

const residual = `block residual(filters: int, stride: int = 1) {
  input x
  body = x -> conv2d(filters * 2, 3, strides=stride, padding=same)
  skip = x -> conv2d(filters * 2, 1)
  (body, skip) -> add
}
`;

const labelled = `model Pets {
  input color: class("red", "🔴")
  target kind: class("dog", "cat")
  color -> embedding(2, 4) -> dense(2, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
  test "a cat" { given color: "red"; expect kind == "cat" }
}
`;

const cases: { readonly [name: string]: string } = {
  "a convolution with its arithmetic": at("con|v2d(32, 3, activation=relu)"),
  "a convolution that keeps the size": at("con|v2d(8, [3, 5], padding=same, strides=2)"),
  "a convolution with dilation": at("con|v2d(8, 3, dilation_rate=2)"),
  "a transposed convolution": at("con|v2d_transpose(8, 3, strides=2)"),
  "a pooling layer": at("conv2d(32, 3) ").replace("max_pooling2d", "max_|pooling2d"),
  "a flattening": at("conv2d(32, 3)").replace("flatten", "flat|ten"),
  "a dense layer": at("conv2d(32, 3)").replace("dense", "|dense"),
  "a recurrent layer whose time is open": `model Text {
  input words: i32[time]
  words -> embedding(100, 8) -> ls|tm(4)
}`,
  "values that are joined": `model Two {
  input a: [3]
  input b: [4]
  (a, b) -> concat|enate -> dense(1)
}`,
  "a normalization, whose averages are not trained": at("batch_|normalization"),
  "a block with its documentation": `/// Two layers.
block two(units: int, act: activation = relu) {
  input x
  x -> dense(units) -> act
}
model M {
  input x: [4]
  x -> tw|o(8) -> two(4, act=gelu) -> dense(1)
}`,
  "a step inside a block, for each of its uses": `block two(units: int) {
  input x
  x -> den|se(units) -> relu
}
model M {
  input x: [4]
  x -> two(8) -> two(4) -> dense(1)
}`,
  "a parameter in its uses": `block two(uni|ts: int) {
  input x
  x -> dense(units)
}
model M {
  input x: [4]
  x -> two(8) -> relu -> two(4)
}`,
  "a layer that is shared": `model M {
  input a: i32[5]
  input b: i32[5]
  layer embed = embedding(100, 8)
  left = a -> emb|ed
  right = b -> embed
  (left, right) -> concatenate -> flatten -> dense(1)
}`,
  "a value": at("conv2d(32, 3)").replace("trunk ->", "tru|nk ->"),
  "an input with its documentation": at("conv2d(32, 3)").replace("= image", "= ima|ge"),
  "a target": at("conv2d(32, 3)").replace("digit:", "digi|t:"),
  "the name of a model": at("conv2d(32, 3)").replace("model Digits", "model Dig|its"),
  "a constant that is calculated": `const base = 16
const wide = base * 2
model M {
  input x: [4]
  x -> dense(wi|de) -> dense(base)
}`,
  "a param with its search space": `param rate: float = 1e-3 in log(1e-4..1e-1)
model M {
  input x: [4]
  dense(1)
  compile { optimizer adam(learning_rate=ra|te); loss mse }
}`,
  "an argument": at("conv2d(32, 3, pad|ding=same)"),
  "an argument of every layer": at("conv2d(32, 3, train|able=false)"),
  "an activation as an argument": at("conv2d(32, 3, activation=ge|lu)"),
  "an optimizer with its formula": at("conv2d(32, 3)").replace("adam", "ad|am"),
  "a loss with its formula": at("conv2d(32, 3)").replace("loss sparse", "loss sp|arse"),
  "a metric that is resolved": at("conv2d(32, 3)").replace("accuracy }", "accu|racy }"),
  "a setting": `model M {
  input x: [4]
  dense(1)
  compile { optimizer adam; loss mse }
  train { epo|chs 3 }
}`,
  "a type": at("conv2d(32, 3)").replace("class(", "cla|ss("),
  "a word that begins a form": at("conv2d(32, 3)").replace("input", "inp|ut"),
  "a word that an argument takes": at("conv2d(32, 3, padding=sa|me)"),
  "a layer like the two before it": at(
    "conv2d(8, 3, padding=same) -> conv2d(8, 3, padding=same) -> con|v2d(8, 3, padding=same)",
  ),
  "a word in a layer like the one before it": at(
    "conv2d(8, 3, padding=same, activation=gelu) -> conv2d(8, 3, padding=sa|me, activation=gelu)",
  ),
  "an activation in a layer like the one before it": at(
    "conv2d(8, 3, padding=same, activation=gelu) -> conv2d(8, 3, padding=same, activation=ge|lu)",
  ),
  "a word in quotes": at('conv2d(32, 3, padding="sa|me")'),
  "a type of a parameter": "block two(n: i|nt) {\n  input x\n  x -> dense(n)\n}",
  "a type of an input": "model M {\n  input x: i|nt[4]\n  x -> embedding(10, 2)\n}",
  "the word before a range": "model M {\n  input x: [4] i|n 0..1\n  dense(1)\n}",
  "nothing as an argument": at("conv2d(32, 3, kernel_regularizer=no|ne)"),
  "the file of the data": data.replace("iris", "ir|is"),
  "a column of the data": data.replace("petal_length", "petal|_length"),
  "a column in quotes": data.replace("sepal width (cm)", "sepal wid|th (cm)"),
  "a column that is not there": data.replace("petal_length", "pe|tal_size"),
  "a label of a target": data.replace("versicolor", "versi|color"),
  "a label that is weighed": data.replace('"virginica": 2', '"virgi|nica": 2'),
  "a quantity with its value": data.replace("params <=", "par|ams <="),
  "a quantity that depends on the data":
    "model M {\n  input x: i32[time]\n  embedding(10, 2) global_average_pooling1d dense(1)\n  assert m|acs <= 100\n}",
  "a code in a comment": `model M {
  input x: [4]
  dense(8) // nn-allow NN3|02: on purpose
  dense(1)
}`,
  "a broken text": `model M {
  input image: [28, 28, 1]
  = = (
  image -> conv|2d(8, 3) -> flatten(
}`,
  "a step of a block that nobody uses": residual.replace("(body, skip) -> add", "(body, skip) -> a|dd"),
  "a value of a block that nobody uses": residual.replace("body =", "bo|dy ="),
  "an argument in a block that nobody uses": residual.replace("strides=", "str|ides="),
  "a number among the arguments": at("conv2d(3|2, 3)"),
  "a number in an expression": at("conv2d(32, 3) -> rescaling(1 / 2|55)"),
  "the name of a layer in quotes": at('conv2d(32, 3, name="fi|rst")'),
  "what a callback watches": data.replace("train {", 'train { callbacks early_stopping(monitor="lo|ss")'),
  "yes or no as an argument": at("conv2d(32, 3, use_bias=fal|se)"),
  "a function": at("conv2d(flo|or(33 / 2), 3)"),
  "the scale of a search": "param rate: float = 1e-3 in lo|g(1e-4..1e-1)\n",
  "a number with a unit": data.replace("50_000", "5|0k"),
  "a constant that stands for a thing of the library": "const start = he_nor|mal\n",
  "a label of an input": labelled.replace('"red"', '"r|ed"'),
  "a label that is given in a test": labelled.replace('color: "red";', 'color: "r|ed";'),
  "a label that a test expects": labelled.replace('== "cat"', '== "c|at"'),
  "an output that a test expects": labelled.replace("expect kind", "expect ki|nd"),
  "a path of an import": 'import { two } from "./bl|ocks.nn"\n',
  "an optimizer whose argument is missing": at("conv2d(32, 3)").replace("adam;", "ad|am(learning_rate=);"),
  "a metric of a model with a mistake": at("conv3d(32, 3)").replace("accuracy }", "acc|uracy }"),
  "a loss block of a model with a mistake": `block far(more: float) {
  input truth
  input guess
  (truth, guess) -> subtract -> resc|aling(more)
}
model M {
  input x: [4]
  densse(1)
  compile { optimizer adam; loss far(2) }
}`,
  "a layer that nobody uses": "model M {\n  input x: [4]\n  layer left = den|se(3)\n  dense(1)\n}",
  "a text with letters outside of the first plane": `model M {
  input x: [4] // 🦊🦊 𝔸
  /* 🦊 */ x -> den|se(8) -> dense(1)
}`,
};

for (const [name, marked] of Object.entries(cases))
  it(`explains ${name}`, async () => {
    await expect(shown(marked, { columns, files })).toMatchFileSnapshot(
      `golden/hover/${name.replaceAll(/[ ,]+/g, "-")}.md`,
    );
  });

it("explains a block of another file and says where it is from", async () => {
  const files = {
    "blocks.nn":
      "/// Wide and narrow.\nblock wide(n: int) {\n  input x\n  x -> dense(n * 4) -> relu -> dense(n)\n}\n",
  };
  const text = 'import { wide } from "./blocks.nn"\nmodel M {\n  input x: [4]\n  x -> wi|de(3)\n}\n';
  await expect(shown(text, { files })).toMatchFileSnapshot("golden/hover/a-block-of-another-file.md");
});

it("explains every word and text of the examples but the titles of tests", () => {
  for (const file of readdirSync("examples").filter((name) => name.endsWith(".nn"))) {
    const { snapshot } = openText(readFileSync(`examples/${file}`, "utf8"));
    const { tokens, tree } = snapshot.parsed();
    const empty = tokens.filter(({ image, startOffset }) => {
      const isTitle = pathAt(tree, startOffset).at(-2)?.kind === "Test";
      return /^["A-Za-z_]/.test(image) && !isTitle && hover(snapshot, startOffset) === null;
    });
    expect(empty.map(({ image }) => `${file} ${image}`)).toEqual([]);
  }
});

it("says nothing where nothing has a meaning", () => {
  for (const text of ["|", "model M { | }", "model M { input x: [4] -|> dense(3) }", "// a com|ment\n"])
    expect(shown(text)).toBe("nothing\n");
});

/** The text with the stretch that is explained in ⟦ ⟧, and the explanation below. */
function shown(marked: string, project?: Project): string {
  const { snapshot, offset } = openText(marked, project);
  const found = hover(snapshot, offset);
  if (found?.range === undefined) return "nothing\n";
  const { text } = snapshot.source;
  const [start, end] = [snapshot.lines.offsetAt(found.range.start), snapshot.lines.offsetAt(found.range.end)];
  const line = text.slice(text.lastIndexOf("\n", start) + 1, start);
  const rest = text.slice(end).split("\n")[0];
  const { contents } = found;
  const value = typeof contents === "object" && "value" in contents ? contents.value : String(contents);
  return `${line}⟦${text.slice(start, end)}⟧${rest}\n\n---\n\n${value}\n`;
}
