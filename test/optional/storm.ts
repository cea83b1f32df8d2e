/**
 * `npm run test:storm [seed] [steps]`: 10,000 random edits and requests over a language server, one of the programs with 1,000
 * lines. Ends with 1 where it crashed, left a request unanswered, or reports other things than a fresh compile.
 */
import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { blocks, model } from "../language-server/programs.ts";
import { damages } from "../language-server/storm/damages.ts";
import { storm } from "../language-server/storm/storm.ts";

const [, , seed = String(process.hrtime.bigint() % 1_000_000n), steps = "10000"] = process.argv;
console.log(`seed ${seed}, ${steps} steps`);
const examples = readdirSync("examples")
  .filter((file) => file.endsWith(".nn"))
  .map((file) => readFileSync(`examples/${file}`, "utf8"));
const files = { "blocks.nn": blocks, "three.nn": longProgram() };
const begun = performance.now();
const sizes: string[] = [];
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const watch = (step: number) => {
  if (step % 1000 !== 0) return;
  collect();
  sizes.push((process.memoryUsage().heapUsed / 2 ** 20).toFixed(1));
};
const report = await storm({
  watch,
  seed: Number(seed),
  steps: Number(steps),
  examples: [...examples, model, blocks],
  files,
});
const { edits, requests, cancelled, abandoned, times } = report;
const at = (part: number) => (times[Math.floor(times.length * part)] ?? 0).toFixed(1);
console.log(
  `${edits} edits, ${requests} requests, ${cancelled} of them cancelled (${abandoned} in time), in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
);
console.log(`answered after ${at(0.5)} ms (half), ${at(0.95)} ms (95 %), ${at(0.999)} ms (99.9 %)`);
console.log(`MB that are held after each thousand steps, garbage collected: ${sizes.join(" ")}`);
const found = damages(report);
for (const damage of found) console.error(damage);
console.log(found.length === 0 ? "No damage." : `${found.length} damages.`);
process.exit(found.length === 0 ? 0 : 1);

/** A sound program of about 1,000 lines. */
function longProgram(): string {
  const blocks = Array.from(
    { length: 110 },
    (_, i) => `block part_${i}(width: int) {
  input x
  a = x -> dense(width) -> relu
  b = x -> dense(width)
  (a, b) -> add
}

`,
  );
  const uses = Array.from({ length: 110 }, (_, i) => `  part_${i}(${8 + (i % 4)})\n`);
  return `${blocks.join("")}model Long {\n  input x: [8]\n${uses.join("")}  dense(1)\n  compile { optimizer adam; loss mse }\n}\n`;
}
