/** The Model as it is handed on: plain data, golden for a handful of programs. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";

const programs = [
  "examples/iris.nn",
  "examples/two_headed.nn",
  "test/checker/good/shared-layers.nn",
  "test/checker/good/blocks-with-named-dims.nn",
  "test/checker/good/frozen-and-named.nn",
  "test/checker/good/loss-weights-and-sums.nn",
];

for (const path of programs) {
  it(`makes the Model of ${path}`, async () => {
    const file = path.split("/").at(-1) ?? path;
    const { models, diagnostics } = compile({ file, text: readFileSync(path, "utf8") });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    await expect(`${JSON.stringify(models, undefined, 1)}\n`).toMatchFileSnapshot(`golden/${file}.json`);
  });
}
