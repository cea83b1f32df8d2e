/** The picture of a model: what its boxes and ways say, and that a layout gives each a place of its own. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { graphOfModel } from "../../playground/graph/graph-of-model.ts";
import { layOut } from "../../playground/graph/lay-out.ts";
import { compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";

it("shows inputs, layers with what was said of them, and outputs with their losses", () => {
  expect(linesOf("examples/digits_cnn.nn")).toEqual([
    "image: [8, 8, 1]",
    "rescaling: 0.0625",
    "conv2d: 16 · 3×3 · same · relu (160)",
    "max_pooling2d:",
    "conv2d: 32 · 3×3 · same · relu (4,640)",
    "max_pooling2d:",
    "flatten:",
    "dropout: 0.3",
    "dense: 10 · softmax (1,290)",
    "digit: sparse_categorical_crossentropy",
    "input image → layer 0 [8, 8, 1]",
    "layer 0 → layer 1 [8, 8, 1]",
    "layer 1 → layer 2 [8, 8, 16]",
    "layer 2 → layer 3 [4, 4, 16]",
    "layer 3 → layer 4 [4, 4, 32]",
    "layer 4 → layer 5 [2, 2, 32]",
    "layer 5 → layer 6 [128]",
    "layer 6 → layer 7 [128]",
    "layer 7 → output digit [10]",
  ]);
});

it("frames each use of a block, and counts a layer's weights once", () => {
  const graph = graphOf("examples/resnet.nn");
  expect([...graph.frames.values()].map(({ label }) => label)).toEqual(["residual", "residual", "residual"]);
  const shared = graphOfText(`model Twins {
    input left: [4]
    input right: [4]
    layer tower = dense(3)
    a = left -> tower
    b = right -> tower
    (a, b) -> add
  }`);
  expect([...shared.boxes.values()].map(({ parameters }) => parameters)).toEqual([
    undefined,
    undefined,
    "15",
    "shared",
    undefined,
    undefined,
  ]);
});

it("lays boxes out inside of the sheet, apart from each other", () => {
  for (const file of ["resnet", "unet", "two_headed"]) {
    const { boxes, ways, width, height } = layOut(graphOf(`examples/${file}.nn`));
    for (const { x, y, width: w, height: h } of boxes) {
      expect(Math.min(x - w / 2, y - h / 2)).toBeGreaterThanOrEqual(0);
      expect(x + w / 2).toBeLessThanOrEqual(width);
      expect(y + h / 2).toBeLessThanOrEqual(height);
    }
    const pairs = boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) => [a, b] as const));
    for (const [a, b] of pairs) {
      const apartAcross = Math.abs(a.x - b.x) >= (a.width + b.width) / 2;
      expect(apartAcross || Math.abs(a.y - b.y) >= (a.height + b.height) / 2).toBe(true);
    }
    expect(ways.every(({ points }) => points.length >= 2)).toBe(true);
  }
});

function linesOf(file: string): readonly string[] {
  const { boxes, ways } = graphOf(file);
  return [
    ...[...boxes.values()].map(({ title, detail, parameters }) =>
      `${title}: ${detail}${parameters === undefined ? "" : ` (${parameters})`}`.trim(),
    ),
    ...ways.map(({ from, to, label }) => `${from} → ${to} ${label}`),
  ];
}

function graphOf(file: string) {
  return graphOfText(readFileSync(file, "utf8"));
}

function graphOfText(text: string) {
  const { models, diagnostics } = compile({ file: "test.nn", text });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return graphOfModel(models[0], library);
}
