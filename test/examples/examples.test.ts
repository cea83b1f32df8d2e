/** The gallery works: every example is right, in the canonical layout, and learns from its data when it is trained for real. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { format } from "../../src/parser/format.ts";
import { emptyFolder, runNnc } from "../cli/run-nnc.ts";

const examples = readdirSync("examples").filter((file) => file.endsWith(".nn"));

/** What the validation part must reach by the example's own settings, seed included: the same numbers on every machine. */
const reaches: Record<string, { readonly name: string; readonly least?: number; readonly most?: number }> = {
  "breast_cancer.nn": { name: "val_auc", least: 0.98 },
  "diabetes.nn": { name: "val_r2_score", least: 0.35 },
  "digits_cnn.nn": { name: "val_accuracy", least: 0.95 },
  "digits_mlp.nn": { name: "val_accuracy", least: 0.95 },
  "iris.nn": { name: "val_accuracy", least: 0.9 },
  "regressor.nn": { name: "val_mae", most: 0.25 },
  "resnet.nn": { name: "val_accuracy", least: 0.9 },
  "text_classifier.nn": { name: "val_accuracy", least: 0.9 },
  "two_headed.nn": { name: "val_species_accuracy", least: 0.9 },
  "unet.nn": { name: "val_binary_accuracy", least: 0.93 },
  "wine.nn": { name: "val_accuracy", least: 0.9 },
};

it("each example says what it must reach", () => {
  expect(Object.keys(reaches)).toEqual(examples);
});

for (const file of examples) {
  it(`${file} has no error and no warning, and is formatted`, () => {
    const source = { file: `examples/${file}`, text: readFileSync(`examples/${file}`, "utf8") };
    const { diagnostics } = compile(source);
    expect(diagnostics.filter(({ severity }) => severity !== "hint")).toEqual([]);
    expect(format(source)).toBe(source.text);
  });

  it(`${file} learns`, async () => {
    const out = `${emptyFolder()}/trained`;
    const ran = await runNnc(["train", `examples/${file}`, "--out", out, "--json"]);
    expect(ran).toMatchObject({ code: 0 });
    const { history } = JSON.parse(ran.out);
    const { name, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = reaches[file];
    expect(history.at(-1).loss).toBeLessThan(history[0].loss);
    expect(history.at(-1)[name]).toBeGreaterThanOrEqual(least);
    expect(history.at(-1)[name]).toBeLessThanOrEqual(most);
    const evaluated = await runNnc(["evaluate", out, "--data", dataOf(file), "--json"]);
    expect(JSON.parse(evaluated.out).loss).toBeGreaterThan(0);
    rmSync(out, { recursive: true });
  });
}

function dataOf(file: string): string {
  return `examples/${/data "([^"]+)"/.exec(readFileSync(`examples/${file}`, "utf8"))?.[1]}`;
}
