/** A text parsed with what is known of its last version: the same as parsed anew, whatever was edited. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Parsed, parse } from "../../src/parser/parse.ts";
import { programs } from "./programs.ts";

const pieces = [
  ..."(){}[],;:=-+/\"'# \n\t\r",
  "",
  "\n  ",
  "  ",
  "//",
  "/*",
  "*/",
  "->",
  " -> relu",
  "dense(3)",
  "dense (3)",
  "a, b",
  "model M {\n",
  "repeat 2 { relu }",
  "input x: [4]\n",
  "input = ",
  "train { ",
  "for i in ",
  "compile { loss mse; ",
  "3 // 2)",
  '"text"',
  "none",
  "“",
  "→",
  "ö",
  "\u202E",
  "\uFEFF",
];

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.constantFrom(0, 0, 1, 1, 2, 7, 40),
  piece: fc.constantFrom(...pieces),
  undo: fc.boolean(),
});

it("random edits, one after the other", () => {
  const { FUZZ_SEED = "20261130", FUZZ_TIMES = "1" } = process.env;
  const texts = [...programs.values()];
  const two = fc.tuple(fc.constantFrom(...texts), fc.constantFrom(...texts));
  fc.assert(
    fc.property(two, fc.array(edit, { minLength: 1, maxLength: 12 }), ([a, b], edits) => {
      let known = parse({ file: "a.nn", text: `${a}\n${b}` });
      for (const { at, remove, piece, undo } of edits) {
        const { text } = known.source;
        const start = Math.floor(at * text.length);
        const next = parseAgain(text.slice(0, start) + piece + text.slice(start + remove), known);
        known = undo ? parseAgain(text, next) : next;
      }
    }),
    { numRuns: 30 * Number(FUZZ_TIMES), seed: Number(FUZZ_SEED) },
  );
});

it("every program, typed in", () => {
  for (const text of programs.values()) {
    let known = parse({ file: "a.nn", text: "" });
    for (let length = 1; length < text.length; length += 1 + (length % 37))
      known = parseAgain(text.slice(0, length), known);
  }
});

it("keeps what an edit does not touch", () => {
  const model = (name: string) => `model ${name} {\n  input x: [4]\n  dense(2) // two\n  relu\n}\n`;
  const before = parse({ file: "a.nn", text: ["A", "B", "C"].map(model).join("\n") });
  const at = before.source.text.indexOf("// two", 70);
  const text = `${before.source.text.slice(0, at)}-> tanh ${before.source.text.slice(at)}`;
  const after = parseAgain(text, before);
  expect(after.origins.map((origin, i) => origin === before.origins[i])).toEqual([true, false, true]);
  expect(after.tree.statements[0]).toBe(before.tree.statements[0]);
});

function parseAgain(text: string, before: Parsed): Parsed {
  const again = parse({ file: "a.nn", text }, before);
  const [found, expected] = [shown(again), shown(parse({ file: "a.nn", text }))];
  if (JSON.stringify(found) !== JSON.stringify(expected)) expect(found).toEqual(expected);
  return again;
}

function shown({ tree, tokens, comments, diagnostics }: Parsed) {
  return {
    tree,
    diagnostics,
    comments,
    tokens: tokens.map(({ tokenType, image, startOffset, end, line, indent, firstOnLine }) =>
      [tokenType.name, image, startOffset, end, line, indent, firstOnLine].join(),
    ),
  };
}
