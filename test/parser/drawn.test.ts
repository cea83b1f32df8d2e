/** Broken texts with what is said about them, drawn as in a terminal; the golden file is there to be read. */
import { expect, it } from "vitest";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { parse } from "../../src/parser/parse.ts";

const texts: readonly string[] = [
  "model { input x: [4] }",
  "model M\n  input x: [3]\n  relu\n}",
  "model M {\n  input\n  dense(3)\n}",
  "model M {\n  target label\n}",
  "model M {\n  input data: [4]\n  layer test = dense(3)\n}",
  "model compile { relu }",
  "const a\nconst b =\nmodel M { relu }",
  "const a: 3",
  "param p: = 3",
  'import residual from "./b.nn"\nimport { a } "./b.nn"\nimport { b } from ./b.nn',
  "repeat { relu }\nrepeat f, g [1, 2] { relu }",
  "layer shared dense(3)\nlayer = dense(3)",
  'x -> -> relu\nx ->\nmodel M { x -> "relu" -> 3 }',
  "y = z = dense(3)\nf(a) = dense(3)",
  "-> dense(3)",
  '"relu"\n3\n[3]\n: 4',
  "(x -> conv2d(8, 3), x) -> add",
  "dense(64 activation=relu)\ndense(a,, b)\ndense(=)\ndense({})",
  "if deep { relu }",
  "compilr { optimizer adam }",
  "compile {\n  optimizer\n  loss\n  metrics mae, mse,\n  3 mae\n}",
  "train epochs 3",
  "data iris { header true }\ntest { given x: 3 }",
  "assert\nassert 1 < params < 2\nassert params <= 10kb, 1..2..3 > 0",
  "dense(64\nrelu\nmodel M { f(g(h(1 }",
  "dense(3)) -> f([3)\n}",
  "model M {\n  compile {\n    optimizer adam(\n",
  'target k: class("a, "b")\ndata "iris.csv { header true }',
  "target k: class('cat', 'it\\'s')\n# a comment\ndropout(.5, seed=1.)",
  "relu /* never closed\nmodel M { relu }",
  "dense(n // 2)",
  "dense(0x1F, 12abc, 3x3, 1__0, 1e999, 9007199254740993, 1e-400)",
  'class("a\\d\tb")',
  "x → dense（8） ⇒ relu × 2 ≤ 3",
  "dеnse(8) größe = 数字 -> relu\u200B",
  "relu // ab\u202Ecd",
  "relu € @ 😀 \\",
  "\tdense (64)\n\t数字（é　= dense (64)",
  `${"relu ".repeat(60)}dense (64) ${"relu ".repeat(60)}`,
];

it("what is said about broken texts", async () => {
  const drawn = texts.map((text) => {
    const { diagnostics } = parse({ file: "a.nn", text });
    const shown = text.length > 400 ? `${text.slice(0, 400)}…` : text;
    return `${shown}\n\n${renderText(diagnostics, () => text)}\n`;
  });
  await expect(drawn.join(`\n${"=".repeat(80)}\n`)).toMatchFileSnapshot("golden/drawn.txt");
});
