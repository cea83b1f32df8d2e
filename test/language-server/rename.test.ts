import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Compiled } from "../../src/compile.ts";
import { isRefusal } from "../../src/language-server/refusal.ts";
import { prepareRename, rename } from "../../src/language-server/rename.ts";
import { changed, listed } from "./drawn.ts";
import { folder, openText } from "./open-text.ts";
import { blocks, cursorAt, project } from "./programs.ts";

const names: readonly [what: string, word: string][] = [
  ["imported block", "residual(base"],
  ["imported constant", "base, 3"],
  ["param", "depth {"],
  ["dim", "height, height"],
  ["shared layer", "shared\n"],
  ["input", "image ->"],
  ["name of a repeat", "f, stride"],
  ["argument of a block", "stride=s"],
  ["output and its target", "digit: sparse"],
  ["model", "Digits"],
];

for (const [what, word] of names)
  it(`renames ${what}`, async () => {
    const { session, snapshot, offset } = openText(cursorAt(word), project);
    const before = snapshot.compiled();
    const edit = rename(snapshot, offset, "renamed_42");
    if (isRefusal(edit)) throw new Error(edit.refused);
    const texts = changed(session, edit);
    await expect(listed(texts)).toMatchFileSnapshot(`golden/rename/${what.replaceAll(" ", "-")}.nn`);
    const files = { ...project.files, ...texts };
    const after = openText(files["model.nn"], { files }).snapshot.compiled();
    expect(after.diagnostics.map(({ code }) => code)).toEqual(before.diagnostics.map(({ code }) => code));
    expect(after.models[0].weights.map(({ shape }) => shape)).toEqual(
      before.models[0].weights.map(({ shape }) => shape),
    );
  });

it("renames what another file imports, from where it is declared", () => {
  const { session, snapshot, offset } = openText(
    cursorAt("residual", 0, blocks),
    project,
    `${folder}/blocks.nn`,
  );
  const edit = rename(snapshot, offset, "step");
  if (isRefusal(edit)) throw new Error(edit.refused);
  expect(Object.keys(changed(session, edit)).sort()).toEqual(["blocks.nn", "model.nn"]);
});

it("shows the name that would change", () => {
  const { snapshot, offset } = openText(cursorAt("image ->"), project);
  const prepared = prepareRename(snapshot, offset);
  expect(isRefusal(prepared) ? prepared.refused : prepared.placeholder).toBe("image");
});

const refused: readonly [word: string, wanted: string][] = [
  ["first", "image"],
  ["first", "model"],
  ["first", "two words"],
  ["first", "größe"],
  ["first", "constructor"],
  ["depth {", "classes"],
  ["classes, act", "f"],
  ["residual(base", "tower"],
  ["residual(base", "dense"],
  ["Digits", "class"],
  ["stride=s", "filters"],
  ["stride=s", "name"],
  ["dense", "thick"],
  ["epochs", "rounds"],
  ["[(8", "x"],
  ["p77", "pixel"],
  ['"label"', "digit"],
  ['"./blocks.nn"', "x"],
  ['"data/digits.csv"', "x"],
  ["repeat f", "x"],
];

it("refuses names that cannot be, with the reason", async () => {
  const said = refused.map(([word, wanted]) => {
    const { snapshot, offset } = openText(cursorAt(word), project);
    const answer = rename(snapshot, offset, wanted);
    return `${word.trim()} → ${wanted}: ${isRefusal(answer) ? answer.refused : "renamed"}`;
  });
  await expect(said.join("\n")).toMatchFileSnapshot("golden/rename/refused.txt");
});

for (const file of ["resnet", "text_classifier", "two_headed"])
  it(`renames everything that ${file}.nn declares`, () => {
    const text = readFileSync(`examples/${file}.nn`, "utf8");
    const { session, snapshot } = openText(text);
    const shapes = (compiled: Compiled) => compiled.models[0].weights.map(({ shape }) => shape);
    const declared = [...(snapshot.compiled().index.declarations.get("model.nn")?.values() ?? [])];
    expect(declared.length).toBeGreaterThan(7);
    for (const { span, name } of declared) {
      const edit = rename(snapshot, span.start, "renamed_42");
      if (isRefusal(edit)) throw new Error(edit.refused);
      const after = changed(session, edit)["model.nn"];
      const compiled = openText(after).snapshot.compiled();
      expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(shapes(compiled)).toEqual(shapes(snapshot.compiled()));
      const back = rename(openText(after).snapshot, after.indexOf("renamed_42"), name);
      if (isRefusal(back)) throw new Error(back.refused);
      expect(changed(openText(after).session, back)["model.nn"]).toBe(text);
    }
  });
