/** Common slips: each is reported once, its fix repairs the text, and the parser has read what was meant. */
import { expect, it } from "vitest";
import { applyFixes } from "../../src/diagnostics/apply-fixes.ts";
import { parse } from "../../src/parser/parse.ts";
import { plainTree } from "./plain-tree.ts";

const slips: readonly (readonly [code: string, written: string, meant: string])[] = [
  ["NN017", "compile { optimizer: adam }", "compile { optimizer adam }"],
  ["NN017", "compile { optimizer = adam }", "compile { optimizer adam }"],
  ["NN017", "train { epochs:10 }", "train { epochs 10 }"],
  ["NN005", "compile { loss price = mse }", "compile { loss price: mse }"],
  ["NN018", "dense(64, activation: relu)", "dense(64, activation=relu)"],
  ["NN018", "dense(64, activation : relu)", "dense(64, activation=relu)"],
  ["NN019", "dense (64)", "dense(64)"],
  ["NN019", "x -> dense (64) -> relu", "x -> dense(64) -> relu"],
  ["NN019", "dense (activation=relu)", "dense(activation=relu)"],
  ["NN019", "flatten ()", "flatten()"],
  ["NN019", "bidirectional(lstm (64))", "bidirectional(lstm(64))"],
  ["NN019", "compile { optimizer adam (0.1) }", "compile { optimizer adam(0.1) }"],
  ["NN019", "block f (a: int) { relu }", "block f(a: int) { relu }"],
  ["NN019", "input x: f32 [4]", "input x: f32[4]"],
  ["NN019", "target y: class (3)", "target y: class(3)"],
  ["NN005", "dense[64]", "dense(64)"],
  ["NN025", "x |> relu |> dense(4)", "x -> relu -> dense(4)"],
  ["NN005", "input image: (28, 28, 1)", "input image: [28, 28, 1]"],
  ["NN005", "input x: (784,)", "input x: [784,]"],
  ["NN005", "for f in [8, 16] { relu }", "repeat f in [8, 16] { relu }"],
  ["NN020", "relu # the activation", "relu // the activation"],
  ["NN021", "target y: class('it\\'s')", 'target y: class("it\'s")'],
  ["NN021", "data 'say \"a\".csv' { header true }", 'data "say \\"a\\".csv" { header true }'],
  ["NN022", "dense(4, use_bias=False)", "dense(4, use_bias=false)"],
  ["NN022", "f(None)", "f(none)"],
  ["NN022", "f(null)", "f(none)"],
  ["NN023", "dropout(.5)", "dropout(0.5)"],
  ["NN023", "dropout(1.)", "dropout(1.0)"],
  ["NN023", "dense(1__000)", "dense(1000)"],
  ["NN023", "dense(0x10)", "dense(16)"],
  ["NN023", "assert params <= 10kb", "assert params <= 10KB"],
  ["NN024", "dense(n // 2)", "dense(floor(n / 2))"],
  ["NN024", "dense(n // 2, activation=relu)", "dense(floor(n / 2), activation=relu)"],
  ["NN024", "repeat n // 2 {\n  relu\n}", "repeat floor(n / 2) {\n  relu\n}"],
  ["NN025", "x → relu", "x -> relu"],
  ["NN025", "x => relu", "x -> relu"],
  ["NN025", "const a = 2 ^ 3", "const a = 2 ** 3"],
  ["NN025", "const a = 2 × 3", "const a = 2 * 3"],
  ["NN025", "const a = 5 − 3", "const a = 5 - 3"],
  ["NN025", "assert params ≤ 3", "assert params <= 3"],
  ["NN025", "ｄｅｎｓｅ(64)", "dense(64)"],
  ["NN025", 'target y: class(“größe：1”, "b")', 'target y: class("größe：1", "b")'],
  ["NN025", "dense（64，activation＝relu）", "dense(64,activation=relu)"],
  ["NN025", "x\u00A0-> relu", "x -> relu"],
  ["NN026", "compile { metrics mae, mse,\n  loss mse }", "compile { metrics mae, mse\n  loss mse }"],
  ["NN026", "output a, b,\nrelu()", "output a, b\nrelu()"],
  ["NN026", "f(a,, b)", "f(a, b)"],
  ["NN026", "f(, b)", "f( b)"],
  ["NN005", "input x [4]", "input x: [4]"],
  ["NN005", "input x[4]", "input x: [4]"],
  ["NN005", "input x = [4]", "input x: [4]"],
  ["NN005", "target y = class(3)", "target y: class(3)"],
  ["NN005", "const a: 3", "const a = 3"],
  ["NN008", "input\n  x: [4]", "input x: [4]"],
  ["NN028", 'data "a\\data.csv" { header true }', 'data "a\\\\data.csv" { header true }'],
  ["NN002", "dеnse(8)", "dense(8)"],
  ["NN001", "den\u200Bse(8)", "dense(8)"],
  ["NN001", "dense\u200B(8)", "dense(8)"],
  ["NN001", "relu // a \u202Eb", "relu // a b"],
];

for (const [code, written, meant] of slips) {
  it(`${code}: ${JSON.stringify(written)} is read as ${JSON.stringify(meant)}`, () => {
    const source = { file: "a.nn", text: written };
    const { diagnostics, tree } = parse(source);
    const repaired = parse({ file: "a.nn", text: meant });
    expect(repaired.diagnostics).toEqual([]);
    expect(new Set(diagnostics.map((diagnostic) => diagnostic.code))).toEqual(new Set([code]));
    expect(plainTree(tree)).toEqual(plainTree(repaired.tree));
    expect(applyFixes("a.nn", written, diagnostics).text).toBe(meant);
  });
}

it("settings as other languages write them are read as settings", () => {
  const text = "compile {\n  optimizer: adam,\n  loss: mse,\n  metrics: [mae, mse],\n}";
  const { diagnostics, tree } = parse({ file: "a.nn", text });
  const fixed = applyFixes("a.nn", text, diagnostics).text;
  const meant = "compile {\n  optimizer adam;\n  loss mse;\n  metrics [mae, mse]\n}";
  expect(fixed).toBe(meant);
  expect(plainTree(tree)).toEqual(plainTree(parse({ file: "a.nn", text: meant }).tree));
});

it("a comment with slashes inside brackets stays a comment where the brackets are sound", () => {
  const text = "dense(\n  n, // 2) would be too few (really)\n  activation=relu,\n)";
  const { diagnostics, comments } = parse({ file: "a.nn", text });
  expect(diagnostics).toEqual([]);
  expect(comments).toHaveLength(1);
});
