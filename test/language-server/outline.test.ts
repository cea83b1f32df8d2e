import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { DocumentSymbol, SelectionRange } from "vscode-languageserver-types";
import { callHierarchyAt, incomingCalls, outgoingCalls } from "../../src/language-server/call-hierarchy.ts";
import { codeLenses } from "../../src/language-server/code-lens.ts";
import { documentLinks } from "../../src/language-server/document-links.ts";
import { documentSymbols } from "../../src/language-server/document-symbols.ts";
import { foldingOf } from "../../src/language-server/folding.ts";
import { selectionRangeAt } from "../../src/language-server/selection-ranges.ts";
import { workspaceSymbols } from "../../src/language-server/workspace-symbols.ts";
import { withRanges } from "./drawn.ts";
import { folder, openText } from "./open-text.ts";
import { blocks, cursorAt, model, project } from "./programs.ts";

it("outlines a text", async () => {
  const { snapshot } = openText(model, project);
  const lines = (symbols: readonly DocumentSymbol[], indent: string): string[] =>
    symbols.flatMap(({ name, kind, detail, children = [] }) => [
      `${indent}${kind} ${name}${detail === undefined ? "" : `  ${detail}`}`,
      ...lines(children, `${indent}  `),
    ]);
  await expect(lines(documentSymbols(snapshot), "").join("\n")).toMatchFileSnapshot(
    "golden/outline/symbols.txt",
  );
});

it("outlines a flow over several lines on one", () => {
  const [{ children: [, flow] = [] }] = documentSymbols(
    openText("model M {\n  input x: [4]\n  h = x\n    -> dense(3)\n    -> relu\n}\n").snapshot,
  );
  expect([flow.name, flow.detail]).toEqual(["h", "x -> dense(3) -> relu"]);
});

it("keeps each name of the outline inside its stretch, in broken texts too", () => {
  for (let end = 0; end <= model.length; end += 7) {
    const { snapshot } = openText(model.slice(0, end));
    const { offsetAt } = snapshot.lines;
    const check = ({ range, selectionRange, name, children = [] }: DocumentSymbol) => {
      expect(name).not.toBe("");
      expect(offsetAt(range.start)).toBeLessThanOrEqual(offsetAt(selectionRange.start));
      expect(offsetAt(selectionRange.end)).toBeLessThanOrEqual(offsetAt(range.end));
      children.forEach(check);
    };
    documentSymbols(snapshot).forEach(check);
  }
});

it("finds names in all programs by some of their letters", () => {
  const { session } = openText(model, project);
  const programs = session.workspaces().flatMap((workspace) => workspace.programs());
  const found = (query: string) =>
    workspaceSymbols(programs, query).map(
      ({ name, location }) => `${name} ${location.uri.slice(folder.length + 1)}`,
    );
  expect(found("dgt")).toEqual(["Digits model.nn"]);
  expect(found("res")).toEqual(["residual blocks.nn"]);
  expect(found("")).toEqual([
    "Digits model.nn",
    "base blocks.nn",
    "classes model.nn",
    "depth model.nn",
    "residual blocks.nn",
    "tower blocks.nn",
  ]);
  expect(found("zz")).toEqual([]);
});

it("folds bodies, settings, flows, imports and comments", async () => {
  const text = `// one\n// two\n${model}`.replace("[p00..p77]", "[\n      p00,\n      p77,\n    ]");
  const folds = foldingOf(openText(text).snapshot);
  const drawn = text
    .split("\n")
    .map((line, i) => {
      const fold = folds.find(({ startLine }) => startLine === i);
      return fold === undefined
        ? line
        : `${line}  ⟦${i}–${fold.endLine}${fold.kind === undefined ? "" : ` ${fold.kind}`}⟧`;
    })
    .join("\n");
  await expect(drawn).toMatchFileSnapshot("golden/outline/folding.txt");
});

it("widens a selection step by step", async () => {
  const steps = ["3, padding", "f, s in", "label", "epochs", "model that uses"].map((word) => {
    const { snapshot, offset } = openText(cursorAt(word), project);
    const texts: string[] = [];
    let here: SelectionRange | undefined = selectionRangeAt(snapshot, offset);
    for (; here !== undefined; here = here.parent) {
      const { start, end } = here.range;
      texts.push(
        JSON.stringify(
          model.slice(snapshot.lines.offsetAt(start), snapshot.lines.offsetAt(end)).slice(0, 90),
        ),
      );
    }
    return texts.join("\n");
  });
  await expect(steps.join("\n\n")).toMatchFileSnapshot("golden/outline/selection.txt");
});

it("links paths to files, and none that leaves the project", async () => {
  const text = `${model}model W { input x: [1]; dense(1, weights="../a.safetensors"); dense(2, weights="w/🧱.safetensors") }`;
  const { snapshot } = openText(text, project);
  const links = documentLinks(snapshot).map(({ range, target = "" }) => ({
    range,
    word: `${target.slice(folder.length)} ← `,
  }));
  await expect(withRanges(text, links)).toMatchFileSnapshot("golden/outline/links.nn");
});

it("says above each sound model what it costs", () => {
  const mnist = `model Small { input image: [28, 28, 1]
  conv2d(32, 3, activation=relu) -> conv2d(64, 3, activation=relu) -> max_pooling2d -> flatten
  dense(128, activation=relu) -> dense(10, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy } }
model Tiny { input x: [1]; dense(1, use_bias=false) }
model Wrong { input x: [1]; dense(0) }
`;
  const lenses = codeLenses(openText(mnist).snapshot);
  expect(lenses.map(({ command, range }) => [range.start.line, command?.title, command?.arguments])).toEqual([
    [0, "1,199,882 parameters · 4.6 MB · train", [`${folder}/model.nn`, "Small"]],
    [4, "1 parameter · 4 B", [`${folder}/model.nn`, "Tiny"]],
  ]);
  for (const file of ["resnet", "unet", "digits_cnn"])
    expect(codeLenses(openText(readFileSync(`examples/${file}.nn`, "utf8")).snapshot)).toHaveLength(1);
});

it("says what stays true while something is wrong elsewhere, or with the training", () => {
  const files = {
    "parts.nn":
      "block sound(n: int) {\n  input x\n  x -> dense(n)\n}\nblock wrong(n: int) {\n  input x\n  x -> densee(n)\n}\n",
  };
  const of = (name: string, rest = "") => `model ${name} {
  input x: [4]
  x -> ${name.toLowerCase()}(2)
  compile { optimizer adam; loss mse${rest} }
}
`;
  const text = `import { sound, wrong } from "./parts.nn"\n${of("Sound")}${of("Wrong")}model Over {
  input x: [4]
  dense(3)
  compile { optimizer adam; loss mse }
  assert params <= 10
}
`;
  const titles = (source: string) =>
    codeLenses(openText(source, { files }).snapshot).map(({ command }) => command?.title);
  expect(titles(text)).toEqual(["10 parameters · 40 B", "15 parameters · 60 B"]);
  const imported = text.replace(of("Wrong"), "");
  expect(titles(imported)).toEqual(["10 parameters · 40 B · train", "15 parameters · 60 B"]);
});

it("tells who uses a block, and what it uses", () => {
  const { session, snapshot, offset } = openText(cursorAt("residual(base"), project);
  const [item] = callHierarchyAt(snapshot, offset);
  expect([item.name, item.detail]).toEqual(["residual", "blocks.nn"]);
  const home = session.snapshot(item.uri);
  if (home === undefined) throw new Error("the block's file is there");
  const at = home.lines.offsetAt(item.selectionRange.start);
  const incoming = incomingCalls(home, at).map(({ from, fromRanges }) => `${from.name} ${fromRanges.length}`);
  expect(incoming.sort()).toEqual(["Digits 2", "tower 2"]);
  expect(outgoingCalls(home, at)).toEqual([]);
  const tower = home.source.text.indexOf("tower");
  expect(
    outgoingCalls(home, tower).map(({ to, fromRanges }) => [
      to.name,
      fromRanges.map(({ start }) => start.line),
    ]),
  ).toEqual([["residual", [12, 13]]]);
  const digits = openText(cursorAt("Digits"), project);
  expect(outgoingCalls(digits.snapshot, digits.offset).map(({ to }) => to.name)).toEqual([
    "residual",
    "tower",
  ]);
  expect(callHierarchyAt(snapshot, blocks.length * 9)).toEqual([]);
});
