/** From a `.nn` file to a trained model, an evaluation and predictions, on the command line. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { emptyFolder, runNnc } from "./run-nnc.ts";

const flower = `model Flower {
  input size: [2]
  target kind: class("a", "b")
  dense(8, activation=relu)
  dropout(0.2)
  dense(2, activation=softmax)
  compile { optimizer adam(learning_rate=0.02); loss sparse_categorical_crossentropy; metrics accuracy }
}
`;

/** Two clouds of points, one to the left and one to the right. */
const rows = Array.from(
  { length: 40 },
  (_, i) => `${(i % 2 === 0 ? -1 : 1) + (i % 7) / 10},${(i % 5) / 5},${i % 2 === 0 ? "a" : "b"}`,
);
const table = `width,height,kind\n${rows.join("\n")}\n`;

function project(): string {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, "flower.nn"), flower);
  writeFileSync(join(cwd, "flowers.csv"), table);
  return cwd;
}

const trainWords = [
  "train",
  "flower.nn",
  "--data",
  "flowers.csv",
  "--epochs",
  "6",
  "--batch-size",
  "8",
  "--validation-split",
  "0.25",
];
const seeded = [...trainWords, "--seed", "5"];

/** The bytes of a saved model, but for the file that holds seconds. */
function savedBytes(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name !== "training.json");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name)).toString("base64")]));
}

it("trains, evaluates and predicts without train and data blocks", async () => {
  const cwd = project();
  const trained = await runNnc([...seeded, "--out", "out", "--json"], { cwd });
  expect(trained.code).toBe(0);
  const { history, out } = JSON.parse(trained.out);
  expect(out).toBe("out");
  expect(history).toHaveLength(6);
  expect(Object.keys(history[0])).toEqual([
    "epoch",
    "seconds",
    "loss",
    "accuracy",
    "val_loss",
    "val_accuracy",
  ]);
  expect(history[5].loss).toBeLessThan(history[0].loss);

  const evaluated = await runNnc(["evaluate", "out", "--data", "flowers.csv", "--json"], { cwd });
  expect(Object.keys(JSON.parse(evaluated.out))).toEqual(["loss", "accuracy"]);
  expect(JSON.parse(evaluated.out).accuracy).toBeGreaterThan(0.9);

  const predicted = await runNnc(["predict", "out", "--input", "-", "--json"], {
    cwd,
    input: "width,height\n-0.9,0.2\n1.3,0.4\n",
  });
  const byName = await runNnc(["predict", "out", "--input", "-", "--json"], {
    cwd,
    input: "place,height,width\nx,0.2,-0.9\ny,0.4,1.3\n",
  });
  expect(JSON.parse(byName.out)).toEqual(JSON.parse(predicted.out));
  const halfNamed = await runNnc(["predict", "out", "--input", "-"], {
    cwd,
    input: "width,hight\n-0.9,0.2\n",
  });
  expect([halfNamed.code, halfNamed.err]).toEqual([1, expect.stringContaining("has no column `height`")]);
  const { predictions, labels } = JSON.parse(predicted.out);
  expect(labels).toEqual(["a", "b"]);
  expect(predictions.map((row: number[]) => row.length)).toEqual([2, 2]);
});

it("gives the same bytes for the same command, and other bytes for another seed", async () => {
  const cwd = project();
  await runNnc([...seeded, "--out", "one"], { cwd });
  await runNnc([...seeded, "--out", "two"], { cwd });
  await runNnc([...trainWords, "--seed", "6", "--out", "three"], { cwd });
  expect(savedBytes(join(cwd, "two"))).toEqual(savedBytes(join(cwd, "one")));
  expect(savedBytes(join(cwd, "three"))["weights.safetensors"]).not.toBe(
    savedBytes(join(cwd, "one"))["weights.safetensors"],
  );
});

it("finishes the batch at Ctrl-C, exits 130, and a resumed run ends with the same bytes", async () => {
  const cwd = project();
  await runNnc([...seeded, "--out", "whole"], { cwd });
  const interrupted = await runNnc([...seeded, "--out", "cut"], { cwd, interruptAt: "epoch 3/6" });
  expect(interrupted.code).toBe(130);
  expect(savedBytes(join(cwd, "cut"))).not.toEqual(savedBytes(join(cwd, "whole")));
  const resumed = await runNnc([...seeded, "--out", "cut", "--resume"], { cwd });
  expect(resumed).toMatchObject({ code: 0 });
  expect(savedBytes(join(cwd, "cut"))).toEqual(savedBytes(join(cwd, "whole")));
});

it("goes on for more epochs, but not with other settings or another program", async () => {
  const cwd = project();
  await runNnc([...seeded, "--out", "out"], { cwd });
  const longer = await runNnc(
    ["train", "flower.nn", "--data", "flowers.csv", "--epochs", "8", "--out", "out", "--resume", "--json"],
    { cwd },
  );
  expect(JSON.parse(longer.out).history.map(({ epoch }: { epoch: number }) => epoch)).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8,
  ]);
  const other = await runNnc(
    ["train", "flower.nn", "--data", "flowers.csv", "--seed", "9", "--out", "out", "--resume"],
    { cwd },
  );
  expect(other).toMatchObject({ code: 2, err: expect.stringContaining("whose seed is 5, not 9") });
  writeFileSync(join(cwd, "flower.nn"), flower.replace("dense(8", "dense(9"));
  const changed = await runNnc([...seeded, "--out", "out", "--resume"], { cwd });
  expect(changed).toMatchObject({ code: 1, err: expect.stringContaining("NN703") });
});

it("goes on only with the run's own data, weights and number of epochs, and says what it keeps", async () => {
  const cwd = project();
  const short = ["train", "flower.nn", "--data", "flowers.csv", "--seed", "5", "--out", "out"];
  await runNnc([...short, "--epochs", "3", "--engine", "tfjs-cpu"], { cwd });
  const resume = (...words: string[]) => runNnc([...short, "--resume", ...words], { cwd });
  expect(await resume()).toMatchObject({
    code: 0,
    err: expect.stringMatching(
      /seed 5, tfjs-cpu\nall 3 epochs are done; --epochs N with a larger N goes on\n/,
    ),
  });
  expect(await resume("--epochs", "2")).toMatchObject({
    code: 2,
    err: expect.stringContaining("has done 3 epochs, so --epochs 2 asks for nothing"),
  });
  expect(await resume("--weights", "out")).toMatchObject({
    code: 2,
    err: expect.stringContaining("leave --weights out"),
  });
  writeFileSync(join(cwd, "flowers.csv"), table.replace("1,0", "1.5,0"));
  const before = savedBytes(join(cwd, "out"));
  expect(await resume("--epochs", "4")).toMatchObject({
    code: 1,
    err: expect.stringContaining("the data are not those that the run in `out` began with"),
  });
  expect(savedBytes(join(cwd, "out"))).toEqual(before);
  writeFileSync(join(cwd, "flowers.csv"), table);
  expect(await resume("--epochs", "4", "--engine", "tfjs-wasm")).toMatchObject({
    code: 0,
    err: expect.stringContaining("begun on tfjs-cpu, it goes on on tfjs-wasm"),
  });
  writeFileSync(
    join(cwd, "flower.nn"),
    flower.replace(/}\n$/, "  train { batch_size 4; validation_split 0.2 }\n}\n"),
  );
  expect(await resume("--epochs", "5")).toMatchObject({
    code: 0,
    err: expect.stringMatching(
      /batch_size stays 32, as the run began; the file says 4\nvalidation_split stays 0,/,
    ),
  });
});

it("drops the lines of csv_logger that a killed run did not come to save", async () => {
  const cwd = project();
  const logging = (epochs: number) =>
    flower.replace(/}\n$/, `  train { epochs ${epochs}; seed 3; callbacks csv_logger("logs/log.csv") }\n}\n`);
  const words = ["train", "flower.nn", "--data", "flowers.csv", "--out", "out"];
  const log = join(cwd, "logs/log.csv");
  writeFileSync(join(cwd, "flower.nn"), logging(4));
  await runNnc(words, { cwd });
  const whole = readFileSync(log, "utf8");
  await runNnc([...words, "--epochs", "2"], { cwd });
  appendFileSync(log, "2,of a run that was ki");
  await runNnc([...words, "--resume"], { cwd });
  expect(readFileSync(log, "utf8")).toBe(whole);
  expect(whole.split("\n")).toHaveLength(6);
  rmSync(log);
  await runNnc([...words, "--resume", "--epochs", "5"], { cwd });
  expect(readFileSync(log, "utf8")).toMatch(/^epoch,accuracy,loss,val_accuracy,val_loss\n4,[^\n]+\n$/);
});

it("lets callbacks write through no link", async () => {
  const cwd = project();
  const outside = emptyFolder();
  const words = ["train", "flower.nn", "--data", "flowers.csv", "--out", "out"];
  const logging = (path: string) =>
    flower.replace(/}\n$/, `  train { seed 3; callbacks csv_logger("${path}") }\n}\n`);
  writeFileSync(join(outside, "mine.txt"), "mine");
  symlinkSync(join(outside, "mine.txt"), join(cwd, "log.csv"));
  symlinkSync(outside, join(cwd, "logs"));
  for (const [path, said] of [
    ["log.csv", "log.csv: it is a symbolic link, and I follow none when I write (ELOOP)."],
    ["logs/log.csv", "`logs/log.csv`, which is outside of the project folder"],
  ]) {
    writeFileSync(join(cwd, "flower.nn"), logging(path));
    expect(await runNnc(words, { cwd })).toMatchObject({ code: 1, err: expect.stringContaining(said) });
  }
  expect(readdirSync(outside)).toEqual(["mine.txt"]);
  expect(readFileSync(join(outside, "mine.txt"), "utf8")).toBe("mine");
});

it("starts from given weights, and refuses those of another model", async () => {
  const cwd = project();
  await runNnc([...seeded, "--out", "out"], { cwd });
  const again = await runNnc(
    [...seeded, "--weights", "out/weights.safetensors", "--out", "again", "--json"],
    { cwd },
  );
  const first = await runNnc([...seeded, "--out", "fresh", "--json"], { cwd });
  expect(JSON.parse(again.out).history[0].loss).toBeLessThan(JSON.parse(first.out).history[0].loss);
  const evaluated = await runNnc(
    ["evaluate", "flower.nn", "--weights", "out/weights.safetensors", "--data", "flowers.csv"],
    { cwd },
  );
  expect(evaluated).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^40 examples: loss \S+ {2}accuracy/),
  });
  writeFileSync(join(cwd, "flower.nn"), flower.replace("dense(8", "dense(9"));
  const refused = await runNnc([...seeded, "--weights", "out/weights.safetensors"], { cwd });
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining("belongs to another model [NN703]"),
  });
});

const unwritable = { "a file": "flower.nn", "inside a file": "flower.nn/out", "somebody's folder": "mine" };
for (const [what, out] of Object.entries(unwritable)) {
  it(`finds before training that it cannot save in ${what}`, async () => {
    const cwd = project();
    mkdirSync(join(cwd, "mine"));
    writeFileSync(join(cwd, "mine/notes.txt"), "");
    const ran = await runNnc([...trainWords, "--out", out], { cwd });
    expect(ran).toMatchObject({ code: 1, out: "", err: expect.stringMatching(/^nnc: .*\n$/) });
    expect(readdirSync(cwd)).toEqual(["flower.nn", "flowers.csv", "mine"]);
  });
}

it("goes on to the end, and saves, when the reader of its lines goes away", async () => {
  const cwd = project();
  const file = (name: string) => join(cwd, name);
  const words = ["train", file("flower.nn"), "--data", file("flowers.csv"), "--out", file("out")];
  const nnc = spawn(process.execPath, ["scripts/run.js", "src/cli/main.ts", ...words, "--epochs", "6"]);
  nnc.stdout.destroy();
  nnc.stderr.destroy();
  const [code] = await once(nnc, "exit");
  expect(code).toBe(0);
  expect(readdirSync(join(cwd, "out"))).toContain("weights.safetensors");
});

it("says what the data shows, where `nn-allow` does not allow it, and trains", async () => {
  const cwd = emptyFolder();
  const program = `model Person {
  input person: [2]
  // nn-allow NN606: the other answer comes next year
  target paid: binary("no", "yes")
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy }
}
`;
  writeFileSync(join(cwd, "m.nn"), program);
  writeFileSync(join(cwd, "d.csv"), "age,income,paid\n1,1000,yes\n1,2000,yes\n");
  const words = ["train", "m.nn", "--data", "d.csv", "--out", "out"];
  const plain = await runNnc(words, { cwd });
  expect(plain).toMatchObject({ code: 0, err: expect.stringContaining("[NN602]") });
  expect(plain.err).not.toMatch(/NN605|NN606|NN058/);
  expect((await runNnc([...words, "--hints"], { cwd })).err).toContain("[NN605]");
  expect((await runNnc(["check", "m.nn"], { cwd })).out).toBe("m.nn: Person fits together\n");
});

it("does not train on a target that stands among the inputs", async () => {
  const cwd = project();
  const data = '  data "flowers.csv" { size = [height..width]; kind = [kind] }\n}\n';
  const bytes = flower.replace(/\}\n$/, data).replace("[2]", "[3]").replace('class("a", "b")', "class(2)");
  writeFileSync(join(cwd, "flower.nn"), bytes);
  writeFileSync(join(cwd, "flowers.csv"), "height,kind,width\n1,0,2\n2,1,1\n");
  expect(await runNnc(["train", "flower.nn"], { cwd })).toMatchObject({
    code: 1,
    err: expect.stringContaining("[NN604]"),
  });
  expect(readdirSync(cwd)).toEqual(["flower.nn", "flowers.csv"]);
});
