import { expect, it } from "vitest";
import { definitionOf } from "../../src/language-server/definition.ts";
import { highlightsOf } from "../../src/language-server/highlights.ts";
import { referencesTo } from "../../src/language-server/references.ts";
import { withRanges } from "./drawn.ts";
import { folder, openText } from "./open-text.ts";
import { blocks, cursorAt, model, project } from "./programs.ts";

const names: readonly [what: string, word: string, n?: number][] = [
  ["imported block", "residual(base"],
  ["imported constant", "base, 3"],
  ["own constant", "classes, act"],
  ["param", "depth {"],
  ["dim", "height, height"],
  ["shared layer", "shared\n"],
  ["input", "image ->"],
  ["name of a repeat", "f, stride"],
  ["argument of a block", "stride=s"],
  ["output and its target", "digit: sparse"],
  ["layer of the library", "dense"],
  ["setting", "epochs"],
];

for (const [what, word, n] of names)
  it(`finds ${what}`, async () => {
    const { session, snapshot, offset } = openText(cursorAt(word, n), project);
    const definition = definitionOf(snapshot, offset);
    const references = referencesTo(snapshot, offset, true);
    const texts = { "model.nn": model, "blocks.nn": blocks };
    const drawn = Object.entries(texts).map(([file, text]) => {
      const uri = `${folder}/${file}`;
      const here = references.filter((one) => one.uri === uri);
      const defined = JSON.stringify(definition?.range);
      const ranges = here.map(({ range }) => ({
        range,
        word: definition?.uri === uri && defined === JSON.stringify(range) ? "★" : "",
      }));
      return ranges.length === 0 ? "" : `// ${file}\n${withRanges(text, ranges)}`;
    });
    await expect(drawn.join("\n")).toMatchFileSnapshot(`golden/references/${what.replaceAll(" ", "-")}.nn`);
    const uses = referencesTo(snapshot, offset, false).length;
    expect(uses).toBeLessThanOrEqual(references.length);
    expect(highlightsOf(snapshot, offset)).toHaveLength(
      references.filter(({ uri }) => uri === snapshot.uri).length,
    );
    expect(session.snapshot(`${folder}/blocks.nn`)?.source.text).toBe(blocks);
  });

it("finds a target wherever a test speaks of it", () => {
  const text =
    'model M { input x: [4]; target kind: class("a", "b"); dense(2, activation=softmax); compile { optimizer adam; loss sparse_categorical_crossentropy } test "one" { given x: [1, 2, 3, 4]; expect ki|nd == "a", max(kind) > 0.5 } }';
  const { snapshot, offset } = openText(text);
  const ranges = referencesTo(snapshot, offset, true).map(({ range }) => ({ range }));
  expect(withRanges(snapshot.source.text, ranges).match(/⟦\w+⟧/g)).toEqual(["⟦kind⟧", "⟦kind⟧", "⟦kind⟧"]);
});

it("leads from the path of an import to the file", () => {
  const { snapshot, offset } = openText(cursorAt("./blocks"), project);
  expect(definitionOf(snapshot, offset)?.uri).toBe(`${folder}/blocks.nn`);
});

it("tells places where a name is given from those that read it", () => {
  const { snapshot, offset } = openText("model M { input x: [4]; h| = x -> dense(2); h -> dense(1) }");
  expect(highlightsOf(snapshot, offset).map(({ kind }) => kind)).toEqual([3, 2]);
});

it("finds nothing where nothing is named", () => {
  const { snapshot, offset } = openText(cursorAt("[(8"), project);
  expect([
    definitionOf(snapshot, offset),
    referencesTo(snapshot, offset, true),
    highlightsOf(snapshot, offset),
  ]).toEqual([undefined, [], []]);
});
