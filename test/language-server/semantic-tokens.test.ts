import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { semanticTokens, tokenModifiers, tokenTypes } from "../../src/language-server/semantic-tokens.ts";
import { changedTokens, freshTokens } from "../../src/language-server/semantic-tokens-delta.ts";
import { folder, openText } from "./open-text.ts";

for (const file of ["resnet", "two_headed"])
  it(`says of each word in ${file}.nn what it is`, async () => {
    const text = readFileSync(`examples/${file}.nn`, "utf8");
    await expect(listed(text)).toMatchFileSnapshot(`golden/semantic-tokens/${file}.txt`);
  });

it("tells a value from a layer of the same name, and counts in UTF-16 units", () => {
  const text =
    "/* 🦊\n  𝔸 */ model M {\n  input x: [4]\n  relu6 = x -> dense(4)\n  relu6 -> relu6 -> dense(1)\n}\n";
  expect(
    listed(text)
      .split("\n")
      .filter((line) => line.includes("relu6") || line.includes("model")),
  ).toEqual([
    "1:8 keyword model",
    "3:2 variable relu6 declaration",
    "4:2 variable relu6",
    "4:11 function relu6 defaultLibrary",
  ]);
});

it("gives the tokens of a stretch, the same as in the whole", () => {
  const { snapshot } = openText(readFileSync("examples/resnet.nn", "utf8"));
  const [start, end] = [snapshot.lines.start(10), snapshot.lines.start(12)];
  const part = decoded(semanticTokens(snapshot, { start, end }).data);
  const whole = decoded(semanticTokens(snapshot).data);
  expect(part.length).toBeGreaterThan(5);
  for (const token of part) expect(whole).toContainEqual(token);
});

it("sends only what has changed", () => {
  const { session, snapshot } = openText("model M {\n  input x: [4]\n  dense(8)\n  dense(1)\n}\n");
  const first = freshTokens(snapshot, session);
  const at = { line: 2, character: 8 };
  session.change(snapshot.uri, 2, [{ range: { start: at, end: { line: 2, character: 9 } }, text: "16" }]);
  const next = session.snapshot(`${folder}/model.nn`);
  if (next === undefined) throw new Error("the text has gone");
  const change = changedTokens(next, first.resultId ?? "", session);
  if (!("edits" in change)) throw new Error("all tokens were sent");
  const [edit] = change.edits;
  expect(change.edits).toHaveLength(1);
  expect(edit.deleteCount).toBeLessThan(6);
  const patched = [...first.data];
  patched.splice(edit.start, edit.deleteCount, ...(edit.data ?? []));
  expect(patched).toEqual(semanticTokens(next).data);
  expect("data" in changedTokens(next, "some older answer", session)).toBe(true);
});

it("colours what it can of a broken text", () => {
  expect(listed("model M {\n  input x: [4]\n  = = )\n  x -> dense(").split("\n")).toContain(
    "3:7 function dense defaultLibrary",
  );
});

function decoded(data: readonly number[]) {
  const tokens: { line: number; character: number; length: number; type: string; modifiers: string[] }[] = [];
  let [line, character] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down, right, length, type, bits] = data.slice(i, i + 5);
    character = down === 0 ? character + right : right;
    line += down;
    tokens.push({
      line,
      character,
      length,
      type: tokenTypes[type],
      modifiers: tokenModifiers.filter((_, bit) => bits & (1 << bit)),
    });
  }
  return tokens;
}

function listed(text: string): string {
  const { snapshot } = openText(text);
  const lines = decoded(semanticTokens(snapshot).data).map(({ line, character, length, type, modifiers }) => {
    const start = snapshot.lines.offsetAt({ line, character });
    return [
      `${line}:${character}`,
      type,
      snapshot.source.text.slice(start, start + length),
      ...modifiers,
    ].join(" ");
  });
  return `${lines.join("\n")}\n`;
}
