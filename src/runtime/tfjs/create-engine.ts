/**
 * The engine on TensorFlow.js. Several engines, of one backend or of several, may live in one process: TensorFlow.js has one active
 * backend, and each run makes its own the active one. Loading it is asynchronous; using it is not.
 */
import * as tf from "@tensorflow/tfjs-core";
import type { Engine } from "../engine.ts";
import type { EngineName } from "../engine-names.ts";
import { RunProblem } from "../run-problem.ts";
import { backends } from "./backends/index.ts";
import { createTensorState } from "./engine-state.ts";
import { findNonFinite } from "./find-non-finite.ts";
import { loadProgram, type TensorExecutable } from "./load-program.ts";
import { toTensor } from "./transfer.ts";

/** The engine of that name, its backend loaded. Throws RunProblem when the backend can't be had here. */
export async function createEngine(name: EngineName): Promise<Engine> {
  const backend = backends[name];
  // Without this TensorFlow.js prints advice of its own to the console.
  tf.enableProdMode();
  await backend.load();
  if (!(await tf.setBackend(backend.registered)))
    throw new RunProblem(`The engine ${name} does not start here.`);
  const use = () => {
    if (tf.getBackend() !== backend.registered) tf.setBackend(backend.registered);
  };
  const loaded = new Set<TensorExecutable>();
  return {
    name,
    load: (program) => {
      use();
      const executable = loadProgram(program, backend, use);
      loaded.add(executable);
      const dispose = () => {
        // An engine outlives many runs, and holds on to none that is over.
        loaded.delete(executable);
        executable.dispose();
      };
      return { ...executable, dispose };
    },
    createState: (initial) => {
      use();
      const tensors = [...initial].map(([key, values]) => [key, toTensor(values, backend)] as const);
      return createTensorState(new Map(tensors), backend, use);
    },
    findNonFinite: (program, state, inputs) => {
      const executable = loadProgram(program, backend, use);
      try {
        return findNonFinite(executable, state, inputs);
      } finally {
        executable.dispose();
      }
    },
    dispose: () => {
      for (const executable of loaded) executable.dispose();
      loaded.clear();
    },
  };
}
