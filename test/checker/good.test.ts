/**
 * Good programs: nothing in `test/checker/good/`, in the examples and in the tour below is an error or a warning. Many are near misses
 * of a rule, and called by what makes them good.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";

const folders = ["test/checker/good/", "examples/"];
const programs = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".nn"))
    .map((file) => ({ file, text: readFileSync(`${folder}${file}`, "utf8") })),
);

for (const source of programs) {
  it(`has nothing against ${source.file}`, () => {
    const { diagnostics, models } = compile(source);
    expect(diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
    for (const model of models) expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });
}

it("says nothing at all of the introduction's model", () => {
  const text = `model Regressor {
  input features: [100]

  dense(64)
  relu
  dense(1)
  sigmoid

  compile {
    optimizer adam
    loss mse
    metrics mse, mae
  }
}
`;
  expect(compile({ file: "regressor.nn", text }).diagnostics).toEqual([]);
});
