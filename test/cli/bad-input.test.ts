/** Bad input of every sort: one kind message, exit 1 or 2, never a stack trace, nothing written. */
import { execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyFolder, runNnc } from "./run-nnc.ts";

const model = `model M {
  input x: [2]
  target y: class(3)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
`;

const brokenPrograms: Record<string, string> = {
  "an empty file": "",
  "a wrong shape": model.replace("dense(3", "dense(4"),
  "an unknown layer": model.replace("dense(", "dence("),
  "a data path that leaves the project": model.replace(
    "compile",
    'data "../../secret.csv" { x = [a, b]; y = [c] }\n  compile',
  ),
  "a repeat without an end": model.replace("dense(3", "repeat 1e9 { dense(3) }\n  dense(3"),
  "a dim of 2^53": model.replace("[2]", "[9007199254740993]"),
  "a hostile name": model.replaceAll("M {", "__proto__ {").replace("adam", "constructor"),
};

const brokenTables: Record<string, string> = {
  "a missing cell": "a,b,y\n1,,0\n",
  "a ragged row": "a,b,y\n1,2\n",
  "a word for a number": "a,b,y\n1,two,0\n",
  "a label outside of the classes": "a,b,y\n1,2,3\n",
  "a NaN": "a,b,y\n1,NaN,0\n",
  "too few columns": "a,y\n1,0\n",
  "no rows": "a,b,y\n",
  "nothing at all": "",
  "an open quote": 'a,b,y\n1,"2,0\n',
};

for (const [what, text] of Object.entries(brokenPrograms)) {
  it(`refuses ${what} in train, without a trace`, async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "m.nn"), text);
    writeFileSync(join(cwd, "d.csv"), "a,b,y\n1,2,0\n");
    await expectRefusal(["train", "m.nn", "--data", "d.csv"], cwd, ["d.csv", "m.nn"]);
  });
}

for (const [what, text] of Object.entries(brokenTables)) {
  it(`refuses a table with ${what}, naming the file`, async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "m.nn"), model);
    writeFileSync(join(cwd, "d.csv"), text);
    const { err } = await expectRefusal(["train", "m.nn", "--data", "d.csv"], cwd, ["d.csv", "m.nn"]);
    expect(err).toContain("d.csv");
  });
}

for (const words of [
  ["train"],
  ["train", "nowhere.nn"],
  ["train", "m.nn", "--data", "nowhere.csv"],
  ["train", "m.nn", "--data", "d.csv", "--epochs", "0"],
  ["train", "m.nn", "--data", "d.csv", "--engine", "gpu"],
  ["train", "m.nn", "--data", "d.csv", "--validation-split", "1"],
  ["train", "m.nn", "--data", "d.csv", "--resume", "--out", "none"],
  ["train", "m.nn", "--data", "d.csv", "--model", "N"],
  ["train", "m.nn", "--data", "d.csv", "--set", "x"],
  ["train", "m.nn", "--data", "d.csv", "--weights", "none.safetensors"],
  ["train", "m.nn", "other.nn"],
  ["predict", "m.nn"],
  ["predict", "m.nn", "--weights", "d.csv", "--input", "d.csv"],
  ["evaluate", "nowhere"],
  ["check"],
  ["check", "m.nn", "--format", "xml"],
  ["list", "layer"],
  ["explain", "NN9999"],
  ["train", "m.nn", "--data", "d.csv", "--seed", "-1"],
  ["train", "m.nn", "--data", "d.csv", "--seed"],
  ["train", "m.nn", "--data", "--seed", "1"],
  ["train", "m.nn", "--data", ""],
  ["train", "m.nn", "--data", "d.csv", "--seed", "1", "--seed", "1"],
  ["train", "m.nn", "--data", "d.csv", "--no-shuffle=yes"],
  ["summary", "m.nn", "--set", "a=1", "--set", "a=2"],
  ["build", "m.nn", "--out", "/proc/none/x"],
  ["train", "m.nn", "--data", "d.csv", "--out", "/proc/none/x"],
  ["check", "."],
  ["toString"],
  ["check", "m.nn", "--__proto__", "1"],
]) {
  it(`answers \`nnc ${words.join(" ")}\` with a message and writes nothing`, async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, "m.nn"), model);
    writeFileSync(join(cwd, "d.csv"), "a,b,y\n1,2,0\n3,4,1\n");
    await expectRefusal(words, cwd, ["d.csv", "m.nn"]);
  });
}

it("does not wait for a pipe that stands where a file should", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "m.nn"), model);
  writeFileSync(join(cwd, "d.csv"), "a,b,y\n1,2,0\n");
  execFileSync("mkfifo", [join(cwd, "pipe"), join(cwd, "pipe.nn")]);
  for (const words of [
    ["check", "pipe.nn"],
    ["train", "m.nn", "--data", "pipe"],
    ["train", "m.nn", "--data", "d.csv", "--weights", "pipe"],
    ["predict", "m.nn", "--weights", "pipe", "--input", "d.csv"],
  ])
    await expectRefusal(words, cwd, ["d.csv", "m.nn", "pipe", "pipe.nn"]);
});

it("keeps standard output to one object when a --json command fails", async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "m.nn"), brokenPrograms["a wrong shape"]);
  const program = await runNnc(["train", "m.nn", "--data", "d.csv", "--json"], { cwd });
  expect(JSON.parse(program.out).diagnostics[0]).toMatchObject({
    code: "NN105",
    severity: "error",
    file: "m.nn",
  });
  const usage = await runNnc(["train", "none.nn", "--json"], { cwd });
  expect(usage.code).toBe(2);
  expect(JSON.parse(usage.out)).toEqual({
    error: { message: "I cannot read `none.nn`: there is no such file" },
  });
});

it("prints help and version as one object with --json", async () => {
  const { version } = JSON.parse((await runNnc(["--version", "--json"])).out);
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  for (const words of [["--json"], ["--help", "--json"], ["--json", "--help"]])
    expect(JSON.parse((await runNnc(words)).out).text).toMatch(/^nnc: a compiler/);
  for (const words of [
    ["train", "--help", "--json"],
    ["help", "train", "--json"],
  ])
    expect(JSON.parse((await runNnc(words)).out).text).toMatch(/^nnc train FILE\n/);
});

async function expectRefusal(words: readonly string[], cwd: string, files: readonly string[]) {
  const ran = await runNnc(words, { cwd });
  expect(ran.err).not.toBe("");
  expect(ran.err).not.toMatch(/^\s+at |fault of my own|undefined|\[object|argument/m);
  expect([1, 2]).toContain(ran.code);
  expect(readdirSync(cwd).toSorted()).toEqual(files);
  return ran;
}
