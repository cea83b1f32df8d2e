/** The snippets of docs/typescript.md: typed as strictly as can be, and run with a model that has just been trained and built. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, it } from "vitest";
import { emptyFolder, runNnc } from "../cli/run-nnc.ts";

const page = readFileSync("docs/typescript.md", "utf8");
const snippets = [...page.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g)].map(([, name, text]) => ({
  name,
  text,
}));
const folder = resolve(`node_modules/.cache/nnc-docs-${process.pid}`);
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("every snippet of docs/typescript.md is well typed, and does what the page says", async () => {
  expect(snippets.map(({ name }) => name)).toEqual([
    "predict.ts",
    "wrong.ts",
    "browser.ts",
    "train.ts",
    "resume.ts",
  ]);
  const trained = join(emptyFolder(), "iris");
  await expectFine(["train", "examples/iris.nn", "--epochs", "20", "--out", trained]);
  await expectFine(["build", "examples/iris.nn", "--weights", trained, "--out", folder]);
  for (const { name, text } of snippets) writeFileSync(join(folder, name), text);
  expect(checkTypes()).toBe("");
  expect(await run("predict.ts")).toMatch(/^setosa: [01]\.\d\d\nvirginica: [01]\.\d\d\n$/);
  expect(await run("train.ts")).toMatch(/^\{ loss: 0\.\d+, accuracy: 1 \}\n0 tensors left\n$/);
});

async function expectFine(words: readonly string[]): Promise<void> {
  expect((await runNnc(words)).code).toBe(0);
}

function checkTypes(): string {
  const options = { extends: "../../../test/codegen/tsconfig.json", include: ["."], exclude: [] };
  const config = join(folder, "tsconfig.json");
  writeFileSync(config, JSON.stringify({ ...options, compilerOptions: { types: ["node"] } }));
  return spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", config], { encoding: "utf8" })
    .stdout;
}

/** What the program prints. */
async function run(name: string): Promise<string> {
  const outfile = join(folder, name.replace(".ts", ".mjs"));
  await build({
    entryPoints: [join(folder, name)],
    outfile,
    bundle: true,
    format: "esm",
    target: "node20",
    platform: "node",
    packages: "external",
  });
  return spawnSync(process.execPath, [outfile], { encoding: "utf8" }).stdout;
}
