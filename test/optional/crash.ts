/**
 * `npm run test:crash`: trains with everything that is written while training, and lets each call of the file system fail in its
 * turn: with an error, with the process's end, with the process's end in the midst of a write. Afterwards `--resume` (or the same
 * command, where nothing was saved yet) must end with the bytes of a run that nothing happened to, and leave nothing behind.
 */
import {
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadModel } from "../../src/runtime/saved-model/saved-model-file.ts";
import { runNnc } from "../cli/run-nnc.ts";
import { type Fault, withFault } from "../runtime/saved-model/faulty-disk.ts";

const program = `model Flower {
  input size: [2]
  target kind: class("a", "b")
  dense(4, activation=relu)
  dropout(0.2)
  dense(2, activation=softmax)
  compile { optimizer adam(learning_rate=0.5, use_ema=true); loss sparse_categorical_crossentropy; metrics accuracy }
  train {
    epochs 3; batch_size 16; validation_split 0.25; seed 5
    callbacks early_stopping(patience=1, start_from_epoch=1, restore_best_weights=true), reduce_lr_on_plateau(patience=1, factor=0.5),
      csv_logger("logs/log.csv"), model_checkpoint("best/{epoch:02d}", save_best_only=true),
      model_checkpoint("last.safetensors", save_weights_only=true)
  }
}
`;
const rows = Array.from({ length: 40 }, (_, i) => `${(i % 2) + (i % 7) / 3},${(i % 5) / 5},${"ab"[i % 2]}`);
const home = mkdtempSync(join(tmpdir(), "nnc-crash-"));
const words = ["train", "flower.nn", "--data", "flowers.csv", "--engine", "tfjs-cpu", "--out", "out"];

function project(): string {
  const cwd = mkdtempSync(join(home, "project-"));
  writeFileSync(join(cwd, "flower.nn"), program);
  writeFileSync(join(cwd, "flowers.csv"), `width,height,kind\n${rows.join("\n")}\n`);
  return cwd;
}

/** Every file below a folder; of `training.json` all but the seconds. */
function bytesBelow(folder: string, path = ""): readonly string[] {
  return readdirSync(join(folder, path))
    .sort()
    .flatMap((name) => {
      const file = join(path, name);
      if (lstatSync(join(folder, file)).isDirectory()) return [`${file}/`, ...bytesBelow(folder, file)];
      const content = readFileSync(join(folder, file), "latin1");
      return [`${file}: ${name === "training.json" ? withoutSeconds(content) : content}`];
    });
}

function withoutSeconds(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value) => (key === "seconds" ? undefined : value));
}

/** What is wrong after this fault. */
async function faultsAfter(fault: Fault, whole: readonly string[]): Promise<readonly string[]> {
  const cwd = project();
  const { result, calls } = await withFault(fault, () => runNnc(words, { cwd }));
  const found: string[] = [];
  const dead = fault.how === "kill" || fault.how === "torn";
  if (!dead && result.code !== 0 && !/^nnc: I could not [^\n]+\(E[A-Z]+\)\.?\n$/m.test(result.err))
    found.push(`said: ${result.err}`);
  const out = join(cwd, "out");
  if (!dead)
    for (const line of bytesBelow(cwd))
      if (/unfinished/.test(line.split(":")[0])) found.push(`left ${line.split(":")[0]}`);
  let resumes = false;
  if (existsSync(out)) {
    try {
      loadModel(out);
      resumes = true;
    } catch (error) {
      found.push(`no model: ${(error as Error).message}`);
    }
  }
  const again = await runNnc(resumes ? [...words, "--resume"] : words, { cwd });
  if (again.code !== 0) found.push(`does not go on: ${again.err}`);
  const ended = bytesBelow(cwd);
  const differing = [
    ...ended.filter((line) => !whole.includes(line)),
    ...whole.filter((line) => !ended.includes(line)),
  ];
  found.push(...differing.map((line) => `differs: ${line.slice(0, 200)}`));
  rmSync(cwd, { recursive: true, force: true });
  return found.map(
    (what) => `${fault.how} at call ${fault.at} (${calls[fault.at - 1]?.replace(cwd, "")}): ${what}`,
  );
}

const reference = project();
const { result, calls } = await withFault(undefined, () => runNnc(words, { cwd: reference }));
console.log(`${calls.length} calls; ${result.out}`);
const whole = bytesBelow(reference);
const hows = process.argv.length > 2 ? process.argv.slice(2) : ["kill", "torn", "EIO", "ENOSPC", "EACCES"];
let damages = 0;
for (const how of hows) {
  for (let at = 1; at <= calls.length; at++) {
    if (how === "torn" && !/^(write|append)/.test(calls[at - 1])) continue;
    const found = await faultsAfter({ at, how }, whole);
    damages += found.length;
    for (const damage of found) console.error(damage);
  }
  console.log(`${how}: done, ${damages} damages so far`);
}
rmSync(home, { recursive: true, force: true });
process.exit(damages === 0 ? 0 : 1);
