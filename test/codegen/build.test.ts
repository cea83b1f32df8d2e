/** `nnc build`: files beside their source or in a folder, stale ones found, other people's left alone, weights put beside. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { emptyFolder, runNnc } from "../cli/run-nnc.ts";
import { importModule } from "./generated.ts";

const line = `model Line {
  input x: [2]
  dense(1)
}
`;

it("writes a module beside its source", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "line.nn"), line);
  expect(await runNnc(["build", "line.nn"], { cwd })).toEqual({ code: 0, out: "wrote line.ts\n", err: "" });
  const text = readFileSync(join(cwd, "line.ts"), "utf8");
  expect(text).toMatch(
    /^\/\*\*\n \* Line, generated from line\.nn by nnc \d+\.\d+\.\d+; `nnc build line\.nn` writes it anew\.\n/,
  );
  expect(text).toMatch(/ \* Source: sha256 [0-9a-f]{64}\. /);
  expect(Object.keys(await importModule(text, "line")).sort()).toEqual(["load", "predict"]);
});

it("tells in JSON what it wrote, and writes the same again", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "line.nn"), line);
  const first = await runNnc(["build", "line.nn", "--out", "made/here", "--json"], { cwd });
  expect(JSON.parse(first.out)).toEqual({ files: ["made/here/line.ts"] });
  const text = readFileSync(join(cwd, "made/here/line.ts"), "utf8");
  await runNnc(["build", "line.nn", "--out", "made/here"], { cwd });
  expect(readFileSync(join(cwd, "made/here/line.ts"), "utf8")).toBe(text);
});

it("knows its own file again, however long the first lines are, and says there how it was made", async () => {
  const cwd = emptyFolder();
  const name = `Line${"AndAnother".repeat(7)}`;
  writeFileSync(
    join(cwd, `${name}.nn`),
    `param units: int = 1\n${line.replace("Line", name).replace("1)", "units)")}`,
  );
  const words = ["build", `${name}.nn`, "--set", "units=2", "--engine", "tfjs-cpu"];
  for (const _ of [1, 2]) expect((await runNnc(words, { cwd })).code).toBe(0);
  expect((await runNnc([...words, "--check"], { cwd })).code).toBe(0);
  const text = readFileSync(join(cwd, `${name}.ts`), "utf8").replaceAll("\n * ", " ");
  expect(text).toContain(`\`nnc build ${name}.nn --set units=2 --engine tfjs-cpu\` writes it anew.`);
  expect(text).toContain("on tfjs-cpu it computes what nnc computes there, bit for bit.");
});

it("--check fails while a module is missing or stale, and writes nothing", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "line.nn"), line);
  const missing = await runNnc(["build", "line.nn", "--check", "--json"], { cwd });
  expect([missing.code, JSON.parse(missing.out)]).toEqual([1, { files: ["line.ts"], stale: ["line.ts"] }]);
  expect(readdirSync(cwd)).toEqual(["line.nn"]);
  await runNnc(["build", "line.nn"], { cwd });
  expect((await runNnc(["build", "line.nn", "--check"], { cwd })).code).toBe(0);
  writeFileSync(join(cwd, "line.nn"), line.replace("dense(1)", "dense(2)"));
  const stale = await runNnc(["build", "line.nn", "--check"], { cwd });
  expect([stale.code, stale.err]).toEqual([
    1,
    "line.ts is not what `nnc build line.nn` writes now; run that, and keep its result\n",
  ]);
});

it("several models become a file each", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "two.nn"), line + line.replace("Line", "OtherLine2D"));
  const ran = await runNnc(["build", "two.nn", "--json"], { cwd });
  expect(JSON.parse(ran.out)).toEqual({ files: ["line.ts", "other-line2-d.ts"] });
  const one = await runNnc(["build", "two.nn", "--model", "OtherLine2D", "--out", "one", "--json"], { cwd });
  expect(JSON.parse(one.out)).toEqual({ files: ["one/other-line2-d.ts"] });
});

it("leaves a file alone that it did not write", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "line.nn"), line);
  writeFileSync(join(cwd, "line.ts"), "export const mine = 1;\n");
  const ran = await runNnc(["build", "line.nn"], { cwd });
  expect([ran.code, ran.err]).toEqual([
    1,
    "nnc: line.ts is not a file that nnc wrote, so I leave it as it is; name another folder with --out DIR\n",
  ]);
  expect(readFileSync(join(cwd, "line.ts"), "utf8")).toBe("export const mine = 1;\n");
});

it("writes nothing where the program has errors or the weights are another model's", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "wrong.nn"), line.replace("dense", "dens"));
  expect((await runNnc(["build", "wrong.nn"], { cwd })).code).toBe(1);
  writeFileSync(join(cwd, "line.nn"), line);
  writeFileSync(join(cwd, "half.safetensors"), new Uint8Array(5));
  expect((await runNnc(["build", "line.nn", "--weights", "half.safetensors"], { cwd })).code).toBe(1);
  expect(readdirSync(cwd).filter((file) => file.endsWith(".ts"))).toEqual([]);
});

it("a trained model's module prepares raw rows, loads its weights, and says what `nnc predict` says", async () => {
  const cwd = process.cwd();
  const folder = emptyFolder();
  const trained = join(folder, "trained");
  const words = ["train", "examples/iris.nn", "--epochs", "2", "--out", trained];
  expect((await runNnc(words, { cwd })).code).toBe(0);
  const built = await runNnc(["build", "examples/iris.nn", "--weights", trained, "--out", folder, "--json"], {
    cwd,
  });
  expect(JSON.parse(built.out)).toEqual({
    files: [join(folder, "iris.ts"), join(folder, "iris.safetensors")],
  });
  const rows = [
    { sepal_length: 5.1, sepal_width: 3.5, petal_length: 1.4, petal_width: 0.2 },
    { sepal_length: 6.7, sepal_width: 3.1, petal_length: 4.7, petal_width: 1.5 },
    { sepal_length: 7.1, sepal_width: 3, petal_length: 5.9, petal_width: 2.1 },
  ];
  const input = JSON.stringify(rows.map((row) => Object.values(row)));
  const said = JSON.parse((await runNnc(["predict", trained, "--input", "-", "--json"], { cwd, input })).out);
  const before = tf.memory().numTensors;
  const module = await importModule(readFileSync(join(folder, "iris.ts"), "utf8"), "iris-trained");
  const weights = module.load(readFileSync(join(folder, "iris.safetensors")));
  const prepared = module.prepare(rows);
  const { species } = module.predict(weights, prepared);
  expect(species.arraySync()).toEqual(said.predictions);
  expect(() => module.prepare([{ ...rows[0], petal_width: Number.NaN }])).toThrow(
    "Row 0, column petal_width: null is no finite number.",
  );
  tf.dispose([weights, prepared, species]);
  expect(tf.memory().numTensors).toBe(before);
});
