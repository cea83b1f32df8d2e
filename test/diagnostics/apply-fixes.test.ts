import { expect, it } from "vitest";
import { applyFixes } from "../../src/diagnostics/apply-fixes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";

type Change = readonly [start: number, end: number, text: string];

function fixed(safe: boolean, changes: readonly Change[], file = "a.nn"): Diagnostic {
  const edits = changes.map(([start, end, text]) => ({ span: { file, start, end }, text }));
  const fix = { title: "fix", safe, edits };
  return {
    code: "NN000",
    severity: "error",
    title: "t",
    message: "m",
    span: edits[0]!.span,
    related: [],
    fix,
  };
}

it("safe fixes are applied, others and those of other files are not", () => {
  const diagnostics = [
    fixed(true, [[0, 1, "x"]]),
    fixed(false, [[2, 3, "y"]]),
    fixed(true, [[4, 5, "z"]], "b.nn"),
  ];
  expect(applyFixes("a.nn", "abcdef", diagnostics)).toEqual({ text: "xbcdef", applied: 1 });
});

it("all edits of a fix are applied, or none of them", () => {
  const diagnostics = [
    fixed(true, [[4, 5, "-"]]),
    fixed(true, [
      [0, 1, "("],
      [4, 6, ")"],
    ]),
    fixed(true, [
      [2, 2, "+"],
      [6, 6, "!"],
    ]),
  ];
  expect(applyFixes("a.nn", "abcdef", diagnostics)).toEqual({ text: "ab+cd-f!", applied: 2 });
});

it("two insertions at one place wait for each other; neighbours do not collide", () => {
  const diagnostics = [
    fixed(true, [[1, 1, "1"]]),
    fixed(true, [[1, 1, "2"]]),
    fixed(true, [[2, 3, "C"]]),
    fixed(true, [[3, 4, "D"]]),
  ];
  expect(applyFixes("a.nn", "abcd", diagnostics)).toEqual({ text: "a1bCD", applied: 3 });
});
