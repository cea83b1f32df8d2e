/** Broken programs: as many reports as mistakes, and the sound rest is kept. */
import { expect, it } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import type { Statement } from "../../src/parser/tree.ts";

function reports(text: string): string[] {
  return parse({ file: "a.nn", text }).diagnostics.map(
    ({ code, span }) => `${code} ${JSON.stringify(text.slice(span.start, span.end))}`,
  );
}

/** Statements in short: `Model M(Input, Flow dense)`. */
function outline(text: string): string[] {
  return parse({ file: "a.nn", text }).tree.statements.map(short);
}

function short(statement: Statement): string {
  if (statement.kind === "Flow") {
    const { source } = statement;
    return source.kind === "Name"
      ? source.text
      : source.kind === "Call"
        ? `${source.name.text}()`
        : source.kind;
  }
  const inside = "body" in statement ? statement.body.statements.map(short) : [];
  const keys =
    "settings" in statement
      ? statement.settings.items.map((item) => (item.kind === "Setting" ? item.key.text : "binding"))
      : [];
  const name = "name" in statement && statement.name.kind === "Name" ? ` ${statement.name.text}` : "";
  return `${statement.kind}${name}${"body" in statement || "settings" in statement ? `(${[...inside, ...keys].join(", ")})` : ""}`;
}

it("five mistakes are five reports, and the rest is read", () => {
  const text = `model {
  input x: [4]
  dense(64, activation: relu)
  x -> -> relu
  compile {
    optimizer
    loss mse
  }
  "relu"
}

model N {
  input y: [3]
  dense(1)
}
`;
  expect(reports(text)).toEqual([
    'NN008 "{"',
    'NN018 ":"',
    'NN005 "->"',
    'NN008 "optimizer"',
    'NN027 "\\"relu\\""',
  ]);
  expect(outline(text)).toEqual([
    "Model(Input x, dense(), x, Compile(optimizer, loss))",
    "Model N(Input y, dense())",
  ]);
});

const cases: readonly (readonly [text: string, reports: readonly string[], outline: readonly string[]])[] = [
  ["model M {\n  dense(64\n  relu\n  dense(1)\n}", ['NN006 "("'], ["Model M(dense(), relu, dense())"]],
  ["model M {\n  dense(64, [3, 4)\n  relu\n}", ['NN006 "["'], ["Model M(dense(), relu)"]],
  ["model M {\n  dense(3))\n  relu\n}", ['NN007 ")"'], ["Model M(dense(), relu)"]],
  ["model M {\n  dense(3]\n  relu\n}", ['NN007 "]"'], ["Model M(dense(), relu)"]],
  ["model M {\n  dense(64; relu }", ['NN006 "("'], ["Model M(dense(), relu)"]],
  [
    "model M {\n  repeat 3 { dense(4)\n  compile { loss mse }\n}\n\nmodel N {\n  relu\n}\n",
    ['NN006 "{"'],
    ["Model M(Repeat(dense()), Compile(loss))", "Model N(relu)"],
  ],
  ["model M {\n  relu\n\nmodel N {\n  relu\n}\n", ['NN006 "{"'], ["Model M(relu)", "Model N(relu)"]],
  [
    "model M {\n  compile {\n    loss mse\n  relu\n}\nblock b { relu }",
    ['NN006 "{"'],
    ["Model M(Compile(loss), relu)", "Block b(relu)"],
  ],
  [
    "model M\n  input x: [3]\n  relu\n}\nmodel N { relu }",
    ['NN005 ""'],
    ["Model M(Input x, relu)", "Model N(relu)"],
  ],
  [
    "model M\n  input x: [3]\n  relu\nmodel N { relu }",
    ['NN005 ""'],
    ["Model M(Input x, relu)", "Model N(relu)"],
  ],
  ["model M {\n  repeat 3\n    dense(4)\n  }\n  relu\n}", ['NN005 ""'], ["Model M(Repeat(dense()), relu)"]],
  ["model M { relu } }\nmodel N { relu }", ['NN007 "}"'], ["Model M(relu)", "Model N(relu)"]],
  [
    "model M { input data: [4]; data -> relu }",
    ['NN010 "data"', 'NN010 "data"'],
    ["Model M(Input data, data)"],
  ],
  ["const a = 3 +\nmodel M { relu }", ['NN005 ""'], ["Const a", "Model M(relu)"]],
  ["y = z = dense(3)\nrelu", ['NN030 "="'], ["z", "dense()", "relu"]],
  ["3 = dense(3)\nrelu", ['NN027 "3"'], ["dense()", "relu"]],
  ["f(a) = dense(3)\nrelu", ['NN030 "f(a)"'], ["dense()", "relu"]],
  ["(x -> conv2d(3), x) -> add\nrelu", ['NN029 "->"'], ["Tuple", "relu"]],
  ["dense(64 activation=relu)\nrelu", ['NN033 "activation"'], ["dense()", "relu"]],
  ["assert 1 <= params <= 2\nrelu", ['NN031 "<="'], ["Assert", "relu"]],
  ['target k: class("a, "b")\nrelu', ['NN009 "\\""'], ["Target k", "relu"]],
  ['import residual from "./b.nn"\nrelu', ['NN005 "residual"'], ["Import", "relu"]],
  ["train { epochs 10; ; = 3; seed 7 }", ['NN027 "="'], ["Train(epochs, seed)"]],
  ["f({0: 1}, 2)\nrelu", ['NN005 "{"'], ["f()", "relu"]],
  ["if deep { relu } else { relu }\nflatten", ['NN027 "if"'], ["flatten"]],
  ["train epochs 10 seed 7\nrelu", ['NN005 "epochs"'], ["Train(epochs, seed)", "relu"]],
  ["data iris.csv { header true }\nrelu", ['NN008 "iris"', 'NN034 "."'], ["Data(header)", "relu"]],
  ["compilr { optimizer adam }\nrelu", ['NN027 "{"'], ["compilr", "relu"]],
  ["relu /* open\nmodel M { relu }", ['NN009 "/*"'], ["relu"]],
  ["dense(if, else)\nif x -> relu", ['NN027 "if"'], ["dense()"]],
];

for (const [text, expected, kept] of cases) {
  it(`${JSON.stringify(text)} → ${expected.join(", ")}`, () => {
    expect(reports(text)).toEqual(expected);
    expect(outline(text)).toEqual(kept);
  });
}

it("all that is open at the end of the file is one report, with the others beside it", () => {
  const { diagnostics } = parse({ file: "a.nn", text: "model M {\n  compile {\n    optimizer adam(" });
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]!.message).toBe(
    "3 brackets are still open at the end of the file; this `(` is the last of them.",
  );
  expect(diagnostics[0]!.related.map(({ span }) => span.start)).toEqual([8, 20]);
});

it("after a hundred reports no more are made", () => {
  const { diagnostics } = parse({ file: "a.nn", text: "f(=)\n".repeat(500) });
  expect(diagnostics).toHaveLength(101);
  expect(diagnostics.filter(({ code }) => code === "NN032")).toHaveLength(1);
});

it("a file above the limit is not read at all", () => {
  const { diagnostics, tree } = parse({ file: "a.nn", text: "relu\n".repeat(300_000) });
  expect(diagnostics.map(({ code }) => code)).toEqual(["NN011"]);
  expect(tree.statements).toEqual([]);
});
