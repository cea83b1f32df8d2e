import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { applyEdits } from "../../src/diagnostics/apply-fixes.ts";
import {
  formatDocument,
  formatOnType,
  formatRange,
  layoutEdits,
} from "../../src/language-server/formatting.ts";
import { format } from "../../src/parser/format.ts";
import { parse } from "../../src/parser/parse.ts";
import { withEdits } from "./drawn.ts";
import { openText } from "./open-text.ts";

const ugly = `/* 🧱 */ model   M{input x:[4]   // 𝛼 in
;dense( 8,activation="relu",)
  a=dense(2,kernel_initializer=zeros ,)
long_name=a->relu   -> dense(1) ;
compile{optimizer adam;loss mse}}
`;

const texts = [
  ...["examples", "test/parser/ugly"].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".nn"))
      .map((file) => readFileSync(`${room}/${file}`, "utf8")),
  ),
  ugly,
  ugly.replaceAll("\n", "\r\n"),
];

it("lays a text out as the formatter does", () => {
  for (const text of texts) {
    const { snapshot } = openText(text);
    const laid = withEdits(text, formatDocument(snapshot));
    expect(laid).toBe(format(snapshot.source) ?? text);
    expect(formatDocument(openText(laid).snapshot)).toEqual([]);
  }
});

it("keeps the program whichever of the changes are made", () => {
  const tokens = (text: string) =>
    parse({ file: "model.nn", text })
      .tokens.map(({ image }) => image.replaceAll('"', "").replace("(", "[").replace(")", "]"))
      .filter((image) => image !== ";" && image !== ",");
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.infiniteStream(fc.boolean()), (text, chosen) => {
      const edits = layoutEdits(openText(text).snapshot).filter(() => chosen.next().value);
      const changed = applyEdits(text, edits);
      expect(tokens(changed)).toEqual(tokens(text));
      expect(
        parse({ file: "model.nn", text: changed }).diagnostics.filter(({ severity }) => severity === "error"),
      ).toEqual([]);
    }),
    { seed: 3, numRuns: 60 },
  );
});

it("changes only the lines that are selected", async () => {
  const { snapshot } = openText(ugly);
  const start = ugly.indexOf("long_name");
  const text = withEdits(ugly, formatRange(snapshot, { start, end: ugly.indexOf("compile") - 1 }));
  await expect(text).toMatchFileSnapshot("golden/formatting/range.nn");
});

it("lays out a form when its brace is closed, and a line when it is left", async () => {
  const brace = ugly.indexOf("}}") + 1;
  const closed = withEdits(ugly, formatOnType(openText(ugly).snapshot, brace, "}"));
  const line = ugly.indexOf("long_name");
  const left = withEdits(ugly, formatOnType(openText(ugly).snapshot, line, "\n"));
  await expect(`${closed}\n${left}`).toMatchFileSnapshot("golden/formatting/on-type.nn");
});

it("leaves unfinished text alone", () => {
  const unfinished = "model   M { input x:[4]\n dense( ";
  const { snapshot, offset } = openText(unfinished);
  expect(formatDocument(snapshot)).toEqual([]);
  expect(formatRange(snapshot, { start: 0, end: offset })).toEqual([]);
  expect(formatOnType(snapshot, offset, "\n")).toEqual([]);
});

it("keeps the model", () => {
  const after = withEdits(ugly, formatDocument(openText(ugly).snapshot));
  const weights = (text: string) => compile({ file: "model.nn", text }).models[0].weights;
  expect(weights(after)).toEqual(weights(ugly));
});
