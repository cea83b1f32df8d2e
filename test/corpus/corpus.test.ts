/**
 * The checker on programs as people write them: no alarm on a good one, the right one on a bad one, and nothing more
 * than the one; every finding points at text, names one thing to do, and is gone once its fix is made.
 */
import { expect, it } from "vitest";
import { applyEdits } from "../../src/diagnostics/apply-fixes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { alarms, compileText, type Program, readPrograms } from "./read-programs.ts";

const good = readPrograms("good");
const bad = readPrograms("bad");

it("holds many programs of both kinds, and every bad one says what is wrong with it", () => {
  expect(good.length).toBeGreaterThanOrEqual(100);
  expect(bad.length).toBeGreaterThanOrEqual(200);
  expect(bad.filter(({ expected }) => expected.length === 0)).toEqual([]);
});

it.each(good)("no alarm: $name", ({ compiled }) => {
  expect(alarms(compiled.diagnostics)).toEqual([]);
});

it.each(bad)("found and nothing else: $name", (program) => {
  expect(missed(program)).toEqual([]);
  expect(besides(program).map(({ code, title }) => `${code} ${title}`)).toEqual([]);
});

it("prints how often the checker is right", () => {
  const falseAlarms = good.filter(({ compiled }) => alarms(compiled.diagnostics).length > 0).length;
  const caught = bad.filter((program) => missed(program).length === 0).length;
  const precision = caught / Math.max(1, caught + falseAlarms);
  const recall = caught / bad.length;
  const of = `${good.length} good programs and ${bad.length} bad ones`;
  console.info(`corpus of ${of}: precision ${percent(precision)}, recall ${percent(recall)}`);
  expect(falseAlarms).toBe(0);
  expect(recall).toBeGreaterThanOrEqual(0.95);
});

it.each(bad)("each finding points at text and says what to do: $name", ({ text, compiled }) => {
  for (const { code, span, help } of alarms(compiled.diagnostics)) {
    expect(span.start, code).toBeLessThan(span.end);
    expect(span.end, code).toBeLessThanOrEqual(text.length);
    expect(help, code).toBeTruthy();
  }
});

it.each(bad)("each fix removes its finding: $name", ({ name, text, compiled }) => {
  for (const { code, fix } of compiled.diagnostics) {
    if (fix === undefined) continue;
    const after = compileText(applyEdits(text, fix.edits), name).diagnostics;
    expect(countOf(code, after), fix.title).toBeLessThan(countOf(code, compiled.diagnostics));
    // A slip that keeps the rest from being read hides what is wrong there.
    if (code > "NN1" || code === "NN013")
      expect(newErrors(compiled.diagnostics, after), fix.title).toEqual([]);
  }
});

function newErrors(before: readonly Diagnostic[], after: readonly Diagnostic[]): readonly string[] {
  const errors = after.filter(({ severity }) => severity === "error").map(({ code }) => code);
  return errors.filter((code) => countOf(code, before) === 0);
}

function missed({ expected, compiled }: Program): readonly string[] {
  const found = new Set(compiled.diagnostics.map(({ code }) => code));
  return expected
    .filter((codes) => !codes.some((code) => found.has(code)))
    .map((codes) => codes.join(" or "));
}

function besides({ expected, compiled }: Program): readonly Diagnostic[] {
  return alarms(compiled.diagnostics).filter(({ code }) => !expected.flat().includes(code));
}

function countOf(code: string, diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter((one) => one.code === code).length;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
