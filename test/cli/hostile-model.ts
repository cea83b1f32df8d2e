/** A saved model whose files somebody changed at random, and what the commands that read it say of it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { philoxUniform } from "../../src/tensor/index.ts";
import { runNnc } from "./run-nnc.ts";

const program = `model Flower {
  input size: [2]
  target kind: class("a", "b")
  dense(3, activation=relu)
  dropout(0.2)
  dense(2, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
  train {
    epochs 2; batch_size 4; validation_split 0.25; seed 5
    callbacks early_stopping(patience=2, restore_best_weights=true), reduce_lr_on_plateau, csv_logger("log.csv")
  }
  data "flowers.csv" { size = [width, height] -> normalization; kind = [kind] }
}
`;
const rows = Array.from({ length: 16 }, (_, i) => `${(i % 2) + i / 9},${i % 5},${"ab"[i % 2]}`);

/** Trains the model to be damaged; the folder holds `flower.nn`, `flowers.csv` and `out`. */
export async function trainVictim(cwd: string): Promise<void> {
  writeFileSync(join(cwd, "flower.nn"), program);
  writeFileSync(join(cwd, "flowers.csv"), `width,height,kind\n${rows.join("\n")}\n`);
  const { code, err } = await runNnc(["train", "flower.nn", "--engine", "tfjs-cpu", "--out", "out"], { cwd });
  if (code !== 0) throw new Error(err);
}

const files = ["program.json", "program.json", "training.json", "history.json", "weights.safetensors"];
const commands = [
  ["predict", "out", "--input", "flowers.csv"],
  ["evaluate", "out", "--data", "flowers.csv"],
  ["build", "flower.nn", "--weights", "out", "--out", "built"],
  ["train", "flower.nn", "--out", "out", "--resume", "--epochs", "3"],
].map((words) => (words[0] === "build" ? words : [...words, "--engine", "tfjs-cpu"]));

/** Damages a copy of the victim by this seed and gives it to a command. What is wrong with what came of it, or undefined. */
export async function attack(victim: string, seed: number): Promise<string | undefined> {
  const cwd = mkdtempSync(`${victim}-`);
  try {
    cpSync(victim, cwd, { recursive: true });
    const draw = drawer(seed);
    const file = draw(files);
    const path = join(cwd, "out", file);
    const before = readFileSync(path);
    const after = file.endsWith("json") ? mutateJson(before.toString(), draw) : mutateBytes(before, draw);
    writeFileSync(path, after);
    const words = draw(commands);
    const { code, err } = await runNnc(words, { cwd });
    const said = /^nnc: [^\n]+$|\[NN\d{3}\]$/m.test(err);
    const calm = [0, 1, 2].includes(code) && !/fault of my own/.test(err) && (code === 0 || said);
    return calm
      ? undefined
      : `seed ${seed}, ${file}, ${words[0]}: exit ${code}\n${err}\n${difference(String(before), String(after))}`;
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

type Draw = <T>(from: readonly T[]) => T;

function drawer(seed: number): Draw {
  const numbers = philoxUniform(seed, 0, 0, 64);
  let at = 0;
  return (from) => from[Math.floor(numbers[at++ % 64] * from.length)];
}

const hostile: readonly unknown[] = [
  ...[null, true, -1, 0, 0.5, 7, 1e300, 2 ** 31, 2 ** 53, "", "x", "__proto__", "constructor", "\u2028\n"],
  ...[[], {}, [[]], [0], { value: 0 }, { number: "NaN" }, JSON.parse('{"__proto__":{"x":1}}')],
];

/** Another value, a place twice, a place less, a name that is none, or the end of the file too early. */
function mutateJson(text: string, draw: Draw): string {
  const how = draw(["value", "value", "value", "twice", "without", "name", "cut"]);
  if (how === "cut") return text.slice(0, draw(Array.from(text, (_, i) => i)));
  const root = { root: JSON.parse(text) };
  const { holder, key } = draw(placesIn(root));
  if (how === "value") holder[key] = draw(hostile);
  else if (how === "without" && Array.isArray(holder)) holder.splice(Number(key), 1);
  else if (how === "without") delete holder[key];
  else if (how === "twice" && Array.isArray(holder)) holder.push(holder[key]);
  else holder[String(draw(["__proto__", "constructor", "x"]))] = holder[key];
  return JSON.stringify(root.root) ?? "";
}

interface Place {
  readonly holder: { [key: string]: unknown };
  readonly key: string;
}

function placesIn(holder: { [key: string]: unknown }): readonly Place[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key },
    ...(typeof value === "object" && value !== null ? placesIn(value as Place["holder"]) : []),
  ]);
}

function mutateBytes(bytes: Buffer, draw: Draw): Buffer {
  const places = Array.from(bytes, (_, i) => i);
  if (draw([true, false])) return bytes.subarray(0, draw(places));
  const changed = Buffer.from(bytes);
  for (let i = 0; i < 3; i++) changed[draw(places)] = draw([0, 1, 0x22, 0x30, 0x7f, 0x80, 0xff]);
  return changed;
}

function difference(before: string, after: string): string {
  const at = [...before].findIndex((letter, i) => letter !== after[i]);
  return `at ${at}: ${before.slice(at - 60, at + 40)} => ${after.slice(at - 60, at + 60)}`;
}
