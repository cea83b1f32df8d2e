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

function hinted({ snapshot }: OpenText, settings = standardSettings): string {
  const all = { start: 0, end: snapshot.source.text.length };
  const hints = inlayHints(snapshot, all, settings).map(({ position, label }) => ({
    position,
    text: String(label),
  }));
  return withInsertions(snapshot, hints);
}
