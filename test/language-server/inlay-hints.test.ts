import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inlayHints } from "../../src/language-server/inlay-hints.ts";
import { standardSettings } from "../../src/language-server/settings.ts";
import { folder, type OpenText, openText, withInsertions } from "./open-text.ts";
import { blocks, project } from "./programs.ts";

const examples = readdirSync("examples").filter((file) => file.endsWith(".nn"));

for (const file of examples)
  it(`shows shapes, parameters and defaults in ${file}`, async () => {
    const text = hinted(openText(readFileSync(`examples/${file}`, "utf8")));
    await expect(text).toMatchFileSnapshot(`golden/inlay-hints/${file}`);
  });

it("shows in a file of blocks what they are in the programs that import it", async () => {
  const text = hinted(openText(blocks, project, `${folder}/blocks.nn`));
  await expect(text).toMatchFileSnapshot("golden/inlay-hints/blocks-of-others.nn");
});

it("shows in blocks that nobody uses what is so in any use", async () => {
  await expect(hinted(openText(unusedBlocks))).toMatchFileSnapshot("golden/inlay-hints/blocks-of-nobody.nn");
});

const unusedBlocks = `/// Only images have such windows; the sum says that as many filters come in as go out.
block residual(filters: int, stride: int = 1) {
  input x
  body = x -> conv2d(filters, 3, padding=same) -> relu -> conv2d(filters, 1)
  (body, x) -> add
  conv2d(filters * 2 + 1, 3)
  global_average_pooling2d -> dense(floor(filters / 2))
}

/// What its inputs declare.
block typed(units: int, rate: float, act: activation) {
  input x: [time, features]
  input y: i32[rows]
  a = x -> lstm(units, return_sequences=true) -> act -> dropout(rate) -> dense(features + 1)
  b = y -> embedding(100, 8) -> conv1d(units, 3)
  output a, b
}

/// Takes values of any rank: only the last size is sure.
block head(units: int) {
  input x
  dense(units)
  batch_normalization
}

/// Nothing is known of what \`kernel\` makes of the height, or behind a mistake.
block odd(kernel: int) {
  input x: [h, w, 3]
  conv2d(8, kernel) /* 🦊 */ repeat f in [1, 2] { conv2d(f, 1) }
  dens(3)
  relu
}

block through(n: int) {
  input x: [4]
  head(n)
}
`;

function hinted({ snapshot }: OpenText, settings = standardSettings): string {
  const all = { start: 0, end: snapshot.source.text.length };
  const hints = inlayHints(snapshot, all, settings).map(({ position, label }) => ({
    position,
    text: String(label),
  }));
  return withInsertions(snapshot, hints);
}
