/**
 * The programs of `test/errors/`, drawn with what is said about them. A file is called by the code that it shows; its golden text stands
 * beside it. New cases are new files.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { applyFixes } from "../../src/diagnostics/apply-fixes.ts";
import { messages } from "../../src/diagnostics/messages.ts";
import { renderText } from "../../src/diagnostics/render-text.ts";
import { parse } from "../../src/parser/parse.ts";

const folder = "test/errors/";
const files = readdirSync(folder).filter((file) => file.endsWith(".nn"));
/** About rows of a table or files of a run, which no program shows: tested where they are read. */
const aboutRuns = /^NN[67]/;
/** A file of more than a mebibyte is made by the parser's own tests. */
const tooLargeForAFile = "NN011";

for (const file of files) {
  const source = { file, text: readFileSync(`${folder}${file}`, "utf8") };
  it(`says what is wrong in ${file}`, async () => {
    const { diagnostics, sources } = compile(source);
    expect(diagnostics.map(({ code }) => code)).toContain(file.slice(0, 5));
    const drawn = renderText(diagnostics, (name) => sources.get(name)?.text);
    await expect(`${drawn}\n`).toMatchFileSnapshot(`../errors/${file.replace(/nn$/, "txt")}`);
  });
  it(`repairs what it safely can in ${file}`, () => {
    for (const diagnostic of compile(source).diagnostics.filter(({ fix }) => fix?.safe)) {
      const { text } = applyFixes(file, source.text, [diagnostic]);
      expect(parse({ file, text }).diagnostics.length).toBeLessThanOrEqual(parse(source).diagnostics.length);
      expect(count(compile({ file, text }).diagnostics, diagnostic.code)).toBeLessThan(
        count(compile(source).diagnostics, diagnostic.code),
      );
    }
  });
}

it("has a program for every code", () => {
  const shown = new Set(files.map((file) => file.slice(0, 5)));
  const codes = Object.values(messages).map(({ code }) => code);
  const missing = codes.filter(
    (code) => !shown.has(code) && !aboutRuns.test(code) && code !== tooLargeForAFile,
  );
  expect(missing).toEqual([]);
});

it("gives every code to one message, but for those that a table and a program can both break", () => {
  const codes = Object.values(messages).map(({ code }) => code);
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

function count(diagnostics: readonly { readonly code: string }[], code: string): number {
  return diagnostics.filter((diagnostic) => diagnostic.code === code).length;
}
