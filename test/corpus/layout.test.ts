/** The formatter on programs as people lay them out: the same tree and comments, and nothing left to do. */
import { expect, it } from "vitest";
import { format } from "../../src/parser/format.ts";
import { parse } from "../../src/parser/parse.ts";
import { expectSound } from "../parser/expect-sound.ts";
import { compileText, readPrograms } from "./read-programs.ts";

const good = readPrograms("good");

it.each([...good, ...readPrograms("bad")])("is read and laid out soundly: $name", ({ text }) => {
  expectSound(text);
});

it.each(good)("has no syntax error and means the same when formatted: $name", ({ name, text, compiled }) => {
  expect(parse({ file: name, text }).diagnostics).toEqual([]);
  const formatted = format({ file: name, text }) ?? "";
  const models = compileText(formatted, name).models;
  expect(withoutSpans(models)).toEqual(withoutSpans(compiled.models));
});

/** The models as plain data, without the places that they come from. */
function withoutSpans(models: unknown): unknown {
  const isPlace = (key: string) => key === "span" || key === "spans";
  return JSON.parse(JSON.stringify(models, (key, value) => (isPlace(key) ? undefined : value)));
}
