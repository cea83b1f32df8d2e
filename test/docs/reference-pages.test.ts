/** The printed pages and the examples' invented data are what their makers make now. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { exampleData } from "../../scripts/make-example-data.ts";
import { referencePages } from "../../scripts/reference-pages.ts";

for (const [path, print] of Object.entries(referencePages)) {
  it(`${path} is fresh (npm run docs)`, () => {
    expect(readFileSync(path, "utf8")).toBe(print());
  });
}

for (const [name, make] of Object.entries(exampleData)) {
  it(`examples/data/${name} is fresh (npm run example-data)`, () => {
    expect(readFileSync(`examples/data/${name}`, "utf8")).toBe(make());
  });
}
