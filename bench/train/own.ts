/** Our side: the model of `models.nn` of that name, compiled, lowered and run by the engine. */
import { readFileSync } from "node:fs";
import { compile } from "../../src/compile.ts";
import { library } from "../../src/library/index.ts";
import { initialSlots, initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import type { NumberArray } from "../../src/tensor/index.ts";
import { batchSize, type Contestant, examplesOf, stepsABlock, type Task } from "./contestant.ts";

const file = "bench/train/models.nn";

export function createOwn(engine: Engine, task: Task): Contestant {
  const lowered = lowerNamed(task.name);
  const { training } = lowered;
  if (training === undefined) throw new Error(`${task.name} has no compile`);
  const slots = initialSlots([...training.slots, ...training.accumulators]);
  const state = engine.createState(new Map([...initialWeights(lowered, library, 1), ...slots]));
  const executable = engine.load(training.trainStep);
  const batches = batchesOf(task);
  let step = 0;
  return {
    train: async (steps) => {
      for (let i = 0; i < steps; i++) {
        const inputs = new Map<string, NumberArray | number>([
          ...batches[i % batches.length],
          ["seed", 1],
          ["step", step++],
        ]);
        executable.run(state, inputs).dispose();
      }
      // A native backend may still be working: what is read is done.
      await state.read(state.names()[0]);
    },
    dispose: () => {
      executable.dispose();
      state.dispose();
    },
  };
}

function lowerNamed(name: string) {
  const { models, diagnostics } = compile({ file, text: readFileSync(file, "utf8") });
  const [problem] = diagnostics;
  if (problem !== undefined) throw new Error(problem.message);
  const model = models.find((each) => each.name === name);
  if (model === undefined) throw new Error(`${file} has no ${name}`);
  return lower(model, library);
}

function batchesOf(task: Task): readonly ReadonlyMap<string, NumberArray>[] {
  const { x, y } = examplesOf(task);
  return Array.from({ length: stepsABlock }, (_, i) => {
    const part = (data: Float32Array) =>
      data.slice((i * data.length) / stepsABlock, ((i + 1) * data.length) / stepsABlock);
    const shape = [batchSize, ...task.shape];
    const input: NumberArray =
      task.words === undefined
        ? { dtype: "f32", shape, data: part(x) }
        : { dtype: "i32", shape, data: Int32Array.from(part(x)) };
    return new Map([
      ["inputs/x", input],
      ["targets/y", { dtype: "f32", shape: [batchSize, task.classes], data: part(y) }],
    ]);
  });
}
