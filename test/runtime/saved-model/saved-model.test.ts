import { execFileSync, spawn } from "node:child_process";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, it } from "vitest";
import { Problem } from "../../../src/problem.ts";
import { readFolder } from "../../../src/runtime/saved-model/read-folder-file.ts";
import { FILES } from "../../../src/runtime/saved-model/saved-model.ts";
import { loadModel, saveModel } from "../../../src/runtime/saved-model/saved-model-file.ts";
import type { FileSystem } from "../../../src/runtime/saved-model/write-folder-file.ts";
import { savedModel } from "./saved-model-fixture.ts";

const home = fs.mkdtempSync(join(tmpdir(), "nnc-saved-model-"));
let folders = 0;
const newFolder = () => join(home, `model ü ${folders++}`);

afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

it("loads what it saved, and replaces it", () => {
  const folder = newFolder();
  for (const generation of [1, 2, 3]) {
    saveModel(folder, savedModel(generation));
    expect(loadModel(folder)).toEqual(savedModel(generation));
  }
  expect(fs.readdirSync(folder).toSorted()).toEqual([
    "history.json",
    "optimizer.safetensors",
    "program.json",
    "training.json",
    "training.safetensors",
    "weights.safetensors",
  ]);
});

it("writes equal files for equal runs, but for the time they took", () => {
  const [one, other] = [newFolder(), newFolder()];
  saveModel(one, savedModel(1));
  saveModel(other, savedModel(1));
  for (const name of fs.readdirSync(one))
    expect(fs.readFileSync(join(one, name))).toEqual(fs.readFileSync(join(other, name)));
  expect(fs.readFileSync(join(one, "history.json"), "utf8")).toMatchInlineSnapshot(`
    "[
      {
        "epoch": 1,
        "loss": 1,
        "val_loss": null
      }
    ]
    "
  `);
});

it("writes nothing among other people's files", () => {
  const folder = newFolder();
  fs.mkdirSync(folder);
  fs.writeFileSync(join(folder, "diary.txt"), "dear");
  expect(() => saveModel(folder, savedModel(1))).toThrow(Problem);
  expect(fs.readdirSync(folder)).toEqual(["diary.txt"]);
  const file = newFolder();
  fs.writeFileSync(file, "x");
  expect(() => saveModel(file, savedModel(1))).toThrow(/no folder/);
});

/** A file system whose call number `failing` fails, and all calls after it too where `broken`. */
function failingAt(
  failing: number,
  broken: boolean,
  code: string,
): { readonly fileSystem: FileSystem; readonly calls: () => number } {
  let calls = 0;
  const guarded =
    (name: string, call: (...given: never[]) => unknown) =>
    (...given: never[]) => {
      calls += 1;
      if (calls === failing || (broken && calls > failing))
        throw Object.assign(new Error(`${name} failed`), { code });
      return call(...given);
    };
  const real: { readonly [name: string]: unknown } = { ...fs };
  const names = Object.keys(fs).filter((name) => name.endsWith("Sync"));
  const fileSystem = {
    ...fs,
    ...Object.fromEntries(names.map((name) => [name, guarded(name, real[name] as never)])),
  };
  return { fileSystem: fileSystem as unknown as FileSystem, calls: () => calls };
}

it.each([
  ["ENOSPC", false],
  ["EIO", true],
] as const)("keeps the old model or has the new one, whichever call fails with %s", (code, broken) => {
  const counter = failingAt(Number.POSITIVE_INFINITY, false, code);
  const counted = newFolder();
  saveModel(counted, savedModel(1), counter.fileSystem);
  saveModel(counted, savedModel(2), counter.fileSystem);
  expect(counter.calls()).toBeGreaterThan(30);
  for (let failing = 1; failing <= counter.calls(); failing++) {
    const folder = newFolder();
    saveModel(folder, savedModel(1));
    let error: unknown;
    try {
      saveModel(folder, savedModel(2), failingAt(failing, broken, code).fileSystem);
    } catch (thrown) {
      error = thrown;
    }
    const generation = generationIn(folder);
    expect([1, 2], `call ${failing}`).toContain(generation);
    if (error === undefined) expect(generation).toBe(2);
    else
      expect(error).toMatchObject({
        message: expect.stringMatching(/^I could not save the model in [^\n]+\(E[A-Z]+\)\.$/),
      });
    saveModel(folder, savedModel(3));
    expect(generationIn(folder)).toBe(3);
    expect(fs.readdirSync(folder)).toHaveLength(6);
  }
});

/** The generation that all files of a folder are of; undefined where they are not of one. Quicker than loading the model. */
function generationIn(folder: string): number | undefined {
  const bytesOf = (path: string) =>
    [...readFolder(path, Object.values(FILES)).values()].map(String).join("\n");
  return [1, 2, 3].find((generation) => {
    const clean = join(home, `generation ${generation}`);
    if (!fs.existsSync(clean)) saveModel(clean, savedModel(generation));
    return bytesOf(folder) === bytesOf(clean);
  });
}

it("leaves nothing where a first save fails", () => {
  for (let failing = 1; failing < 40; failing++) {
    const folder = newFolder();
    try {
      saveModel(folder, savedModel(1), failingAt(failing, false, "ENOSPC").fileSystem);
    } catch (error) {
      expect(error).toBeInstanceOf(Problem);
      if (fs.existsSync(folder)) expect(loadModel(folder)).toEqual(savedModel(1));
    }
    expect(fs.readdirSync(home).filter((name) => name.includes("unfinished"))).toEqual([]);
  }
});

it("replaces links that stand for files, and saves through none", () => {
  const [folder, elsewhere, link] = [newFolder(), newFolder(), newFolder()];
  saveModel(folder, savedModel(1));
  fs.renameSync(join(folder, "weights.safetensors"), elsewhere);
  const before = fs.readFileSync(elsewhere);
  fs.symlinkSync(elsewhere, join(folder, "weights.safetensors"));
  expect(loadModel(folder)).toEqual(savedModel(1));
  saveModel(folder, savedModel(2));
  expect(fs.readFileSync(elsewhere)).toEqual(before);
  expect(fs.lstatSync(join(folder, "weights.safetensors")).isFile()).toBe(true);
  expect(loadModel(folder)).toEqual(savedModel(2));
  fs.symlinkSync(folder, link);
  expect(() => saveModel(link, savedModel(3))).toThrow(/is a symbolic link, and I save through none/);
  fs.symlinkSync(home, join(folder, ".next"));
  expect(() => saveModel(folder, savedModel(3))).toThrow(/\.next is no folder/);
  expect(loadModel(folder)).toEqual(savedModel(2));
});

it("does not wait for a pipe that stands for a file", () => {
  const folder = newFolder();
  saveModel(folder, savedModel(1));
  fs.rmSync(join(folder, "history.json"));
  execFileSync("mkfifo", [join(folder, "history.json")]);
  expect(problemOf(folder)).toMatch(/history\.json is no plain file/);
});

it("reads one generation, and leaves no damage, while other processes save and are killed", {
  timeout: 60_000,
}, async () => {
  const script = join(home, "save-in-a-loop.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "save-in-a-loop.ts")],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  for (let round = 0; round < 4; round++) {
    const folder = newFolder();
    const child = spawn(process.execPath, [script, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const read = loadModel(folder);
    expect(read).toEqual(savedModel(read.settings.seed));
    await new Promise((resolve) => setTimeout(resolve, 20 + round * 7));
    child.kill("SIGKILL");
    await ended;
    const loaded = loadModel(folder);
    expect(loaded).toEqual(savedModel(loaded.settings.seed));
    saveModel(folder, savedModel(1));
    expect(loadModel(folder)).toEqual(savedModel(1));
    expect(fs.readdirSync(folder)).toHaveLength(6);
  }
});

const damage: readonly [what: string, name: string, change: (text: string) => string | Buffer][] = [
  ["a missing field", "program.json", (text) => text.replace('"trainable"', '"untrainable"')],
  ["no JSON", "program.json", (text) => text.slice(0, text.length / 2)],
  ["a newer format", "program.json", (text) => text.replace('"format": 1', '"format": 99')],
  ["another type", "program.json", (text) => text.replace('"batchSize": 32', '"batchSize": "32"')],
  ["a layer that is none", "program.json", (text) => text.replace('"type": "lstm"', '"type": "lstn"')],
  ["sizes that do not fit", "program.json", (text) => text.replace('"units": 2,', '"units": 3,')],
  ["a list for a model", "program.json", () => "[]"],
  [
    "a deep argument",
    "program.json",
    (text) => text.replace('"units": 2', `"units": ${"[".repeat(5000)}${"]".repeat(5000)}`),
  ],
  ["a broken history", "history.json", () => '[{"loss": 1}]'],
  ["a history of another length", "history.json", () => "[]"],
  ["a position before the start", "training.json", (text) => text.replace('"epoch": 1', '"epoch": -1')],
  ["weights cut short", "weights.safetensors", (text) => Buffer.from(text, "latin1").subarray(0, -3)],
  [
    "weights of another shape",
    "weights.safetensors",
    (text) => Buffer.from(text.replace('"shape":[5,3]', '"shape":[3,5]'), "latin1"),
  ],
  [
    "weights of another name",
    "weights.safetensors",
    (text) => Buffer.from(text.replace("dense/bias", "dense/bios"), "latin1"),
  ],
  [
    "weights that are no numbers",
    "weights.safetensors",
    (text) => Buffer.concat([Buffer.from(text, "latin1").subarray(0, -4), Buffer.from([0, 0, 0xc0, 0x7f])]),
  ],
];

it.each(damage)("says in one line that a file is damaged: %s", async (what, name, change) => {
  const folder = newFolder();
  saveModel(folder, savedModel(1));
  const path = join(folder, name);
  fs.writeFileSync(path, change(fs.readFileSync(path, name.endsWith("json") ? "utf8" : "latin1")));
  const said = problemOf(folder).replaceAll(folder, "FOLDER");
  expect(said).not.toContain("\n");
  await expect(`${said}\n`).toMatchFileSnapshot(`golden/damage/${what.replaceAll(" ", "-")}.txt`);
});

it("says in one line that there is no model", () => {
  expect(problemOf(join(home, "nothing"))).toMatch(/there is no such file or folder/);
});

function problemOf(folder: string): string {
  try {
    loadModel(folder);
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
  return "loaded";
}
