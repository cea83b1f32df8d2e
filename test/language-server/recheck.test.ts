import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compile, inOrder } from "../../src/compile.ts";
import { createRecheck } from "../../src/language-server/recheck.ts";

const shared = `const base = 4
const width = base * 2
const unread = 3
block two(n: int, act: activation = relu) {
  input x
  x -> dense(n) -> act -> dense(n)
}
block idle(n: int) {
  input x
  dense(m)
}
`;

const text = ["A", "B", "C"]
  .map(
    (name) => `model ${name} {
  input x: [4]
  target y: class(3)
  const own = 3
  layer same = dense(width)
  h = x -> same -> two(16) -> relu // nn-allow NN302: as it is
  h -> dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
  assert params <= 100
}
`,
  )
  .join("\n");

const imported = {
  file: "other.nn",
  text: "const side = 3\nblock far(n: int) {\n  input x\n  x -> dense(nn)\n}\n",
};
const readImport = (file: string) => (file === imported.file ? imported : undefined);

const words = [
  "",
  " ",
  "\n",
  "x",
  "dense(3)",
  "two(8)",
  " -> relu",
  "}",
  "{",
  "(",
  ")",
  "model D {",
  "= ",
  "// ",
  "const width = 9\n",
  "8",
  "base",
  "width",
  "unread",
  'import { far } from "other.nn"\n',
  "far(2)",
  "nn-allow NN302: so",
  '"',
  "🦊",
  "/*",
  "block two(n: int) { input x }\n",
];

it("says the same as compile after every edit", () => {
  const seed = Number(process.env.NNC_SEED ?? 20261123);
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.integer({ min: 0, max: 12 }),
    word: fc.constantFrom(...words),
    undo: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 14 }), (edits) => {
      const recheck = createRecheck();
      let now = shared + text;
      for (const { at, remove, word, undo } of edits) {
        const start = Math.floor(at * now.length);
        const next = now.slice(0, start) + word + now.slice(start + remove);
        for (const version of undo ? [next, now] : [next]) expectSame(version, recheck);
        if (!undo) now = next;
      }
    }),
    { seed, numRuns: Number(process.env.NNC_RUNS ?? 25) },
  );
}, 120_000);

for (const file of readdirSync("examples").filter((name) => name.endsWith(".nn")))
  it(`says the same as compile while ${file} is typed`, () => {
    const recheck = createRecheck();
    const whole = `${shared}${readFileSync(`examples/${file}`, "utf8")}\n${text}`;
    for (let length = shared.length; length < whole.length; length += 211)
      expectSame(whole.slice(0, length), recheck);
  });

function expectSame(version: string, recheck: ReturnType<typeof createRecheck>): void {
  const source = { file: "model.nn", text: version };
  const { diagnostics, certain } = recheck(source, { read: readImport });
  const whole = compile(source, { readImport });
  expect(diagnostics).toEqual(whole.diagnostics);
  expect(inOrder(certain, source)).toEqual(inOrder(whole.certain, source));
}

it("checks again what reads a changed constant, also by way of another or of a block, and keeps the rest", () => {
  const file = (value: string) => `const a = ${value}
const b = a + 1
block made(n: int) { input x; x -> dense(n * a) }
${["2", "a", "b", "2) -> made(2"].map((units, i) => `model M${i} { input x: [4]; x -> dense(2) -> dense(2) -> dense(${units}) }\n`).join("")}`;
  const recheck = createRecheck();
  const check = (text: string) => {
    expectSame(text, recheck);
    return recheck({ file: "model.nn", text }, {}).diagnostics;
  };
  const [before, after] = [check(file("3")), check(file("0"))];
  const models = file("3").split("\n").slice(3, -1);
  const kept = models.map((line) => {
    const start = file("3").indexOf(line);
    const within = before.filter(({ span }) => span.start >= start && span.end <= start + line.length);
    return within.length > 0 && within.every((one) => after.includes(one));
  });
  expect(kept).toEqual([true, false, false, false]);
});
