/** The gallery as TypeScript: texts to be read, types that hold, and the interpreter's numbers, bit for bit, on its real data. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { WIDTH } from "../../src/codegen/typescript/expression.ts";
import { library } from "../../src/library/index.ts";
import { loadTrainingData } from "../../src/runtime/data/load-training-data.ts";
import { takeRows } from "../../src/runtime/data/take-rows.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { type Examples, expectSameTraining } from "./expect-same.ts";
import { compileFile, generate, importModule } from "./generated.ts";

const engine = await createEngine("tfjs-wasm");
afterAll(() => engine.dispose());

for (const file of readdirSync("examples").filter((name) => name.endsWith(".nn"))) {
  it(`${file} becomes a module that computes the same`, async () => {
    const program = compileFile(`examples/${file}`);
    const text = generate(program);
    await expect(text).toMatchFileSnapshot(`golden/${file.replace(".nn", ".ts")}`);
    const { model } = program;
    await expectSameTraining({ model, module: await importModule(text, file), engine }, batchesOf(model));
  });
}

it("every golden holds under strict types", () => {
  const { stdout } = spawnSync(process.execPath, [TSC, "-p", "test/codegen/tsconfig.json"], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});

it("every golden keeps its lines to their width", () => {
  const lines = readdirSync("test/codegen/golden").flatMap((file) =>
    readFileSync(`test/codegen/golden/${file}`, "utf8").split("\n"),
  );
  expect(lines.filter((line) => line.length > WIDTH)).toEqual([]);
});

const TSC = "node_modules/typescript/bin/tsc";

/** Three batches, none as large as another. */
function batchesOf(model: Model): readonly Examples[] {
  const file = model.data?.file ?? "";
  const table = { file, text: readFileSync(file, "utf8") };
  const loaded = loadTrainingData({ model, library, table, validationSplit: 0, seed: 1 });
  if ("problems" in loaded) throw new Error(loaded.problems[0].message);
  const { training } = loaded.data;
  return [0, 1, 2].map((i) => takeRows(training, rowNumbers(training.rows, i * 8, 8 - i)).arrays);
}

function rowNumbers(rows: number, first: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => (first + i) % rows);
}
