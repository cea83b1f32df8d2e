/**
 * Milliseconds a training step, ours against the same models written by hand for TensorFlow.js, on the same backend in one run:
 * `npm run bench [-- engine,engine] [-- model,model]`. Both sides take turns, block by block, so that a busy machine is as bad for one as
 * for the other; the least and the median over the blocks are shown.
 */
import type { EngineName } from "../src/runtime/engine-names.ts";
import { backends } from "../src/runtime/tfjs/backends/index.ts";
import { createEngine } from "../src/runtime/tfjs/create-engine.ts";
import { type Contestant, stepsABlock, type Task, tasks } from "./train/contestant.ts";
import { createOwn } from "./train/own.ts";
import { createPeer } from "./train/peer.ts";

const BLOCKS = 12;

const [engineNames = "tfjs-wasm,tfjs-node", modelNames] = process.argv.slice(2);

for (const name of engineNames.split(",") as EngineName[]) {
  const chosen = tasks.filter(
    (task) => modelNames === undefined || modelNames.split(",").includes(task.name),
  );
  await compareOn(name, chosen).catch((error) => console.log(`${name}: ${error.message}`));
}

async function compareOn(name: EngineName, chosen: readonly Task[]): Promise<void> {
  const engine = await createEngine(name);
  console.log(
    `\n${name}: ms a step, least and median of ${BLOCKS} blocks of ${stepsABlock} steps of 32 examples`,
  );
  console.log(`${"".padEnd(14)}${"nnc".padStart(16)}${"by hand".padStart(18)}${"times faster".padStart(18)}`);
  for (const task of chosen) {
    const own = createOwn(engine, task);
    const peer = await createPeer(backends[name].registered, task);
    const [ours, theirs] = await takeTurns([own, peer]);
    for (const each of [own, peer]) each.dispose();
    const ratios = ours.map((time, i) => (theirs[i] / time).toFixed(1).padStart(9)).join("");
    console.log(
      `${task.name.padEnd(14)}${show(ours)}  ${show(theirs)}${Number.isNaN(theirs[0]) ? "" : ratios}`,
    );
  }
  engine.dispose();
}

/** Least and median time of a step of each; NaN for one that cannot train here. */
async function takeTurns(
  contestants: readonly Contestant[],
): Promise<readonly (readonly [number, number])[]> {
  const times = contestants.map((): number[] => []);
  for (let block = -1; block < BLOCKS; block++)
    for (const [i, { train }] of contestants.entries()) {
      const start = performance.now();
      const done = await train(stepsABlock).then(
        () => true,
        () => false,
      );
      const time = (performance.now() - start) / stepsABlock;
      if (block >= 0) times[i].push(done ? time : Number.NaN);
    }
  return times.map((list) => {
    const sorted = list.toSorted((a, b) => a - b);
    return [sorted[0], sorted[Math.floor(sorted.length / 2)]];
  });
}

function show([least, median]: readonly [number, number]): string {
  if (Number.isNaN(least)) return "cannot train".padStart(16);
  return `${least.toFixed(2).padStart(8)}${median.toFixed(2).padStart(8)}`;
}
