/** A program made ready for many runs on one backend. */
import * as tf from "@tensorflow/tfjs-core";
import { bindDim, type Dim, type Program } from "../../tensor/index.ts";
import type { EngineState, Executable, RunResult } from "../engine.ts";
import type { Backend } from "./backends/backend.ts";
import { type BoundPlan, bindPlan, type Watch } from "./bind-plan.ts";
import { checkSizes } from "./check-sizes.ts";
import { type TensorState, tensorNamed } from "./engine-state.ts";
import type { Frame } from "./frame.ts";
import { legalize } from "./legalize/index.ts";
import { type Plan, planProgram } from "./plan.ts";
import { type Inputs, readBindings } from "./read-inputs.ts";
import { toArray, toTensor } from "./transfer.ts";

/** How many bindings of the sizes stay ready: full batches, a last one, and both again for other lengths. */
const MOST_BINDINGS = 4;

/** An executable that can also be watched at work. */
export interface TensorExecutable extends Executable {
  readonly run: (state: EngineState, inputs: Inputs, watch?: Watch) => TensorResult;
}

interface TensorResult extends RunResult {
  readonly tensors: ReadonlyMap<string, tf.Tensor>;
}

/** Legalizes and plans the program; `use` makes the engine's backend the active one. */
export function loadProgram(program: Program, backend: Backend, use: () => void): TensorExecutable {
  const plan = planProgram(legalize(program, backend.registered), backend.registered);
  const bound = new Map<string, BoundPlan>();
  return {
    run: (state, inputs, watch) => {
      use();
      const bindings = readBindings(plan.program, inputs);
      const ready = findBound(bound, plan, bindings);
      const { tensors } = state as TensorState;
      const results = inScope(() => {
        const frame = ready.createFrame();
        give(frame, plan.program, inputs, tensors, backend);
        return ready.run(frame, watch);
      });
      return handOver(plan.program, results, tensors, backend);
    },
    dispose: () => {
      for (const each of bound.values()) each.dispose();
      bound.clear();
    },
  };
}

/** The plan for these sizes, from those kept ready or bound now; the one not used for longest makes room. */
function findBound(
  bound: Map<string, BoundPlan>,
  plan: Plan,
  bindings: ReadonlyMap<string, number>,
): BoundPlan {
  const key = [...bindings].join();
  const ready = bound.get(key) ?? bindNow(plan, bindings);
  bound.delete(key);
  bound.set(key, ready);
  if (bound.size > MOST_BINDINGS) {
    const [oldest, plan] = bound.entries().next().value as [string, BoundPlan];
    bound.delete(oldest);
    plan.dispose();
  }
  return ready;
}

function bindNow(plan: Plan, bindings: ReadonlyMap<string, number>): BoundPlan {
  checkSizes(plan.program, bindings);
  return bindPlan(plan, (dim: Dim) => {
    const size = bindDim(dim, bindings);
    if (typeof size === "number") return size;
    throw new Error(`no input of ${plan.program.name} tells the size ${size.key}`);
  });
}

/** Runs with every tensor that it leaves behind disposed, but for those returned: also when it fails. */
function inScope(run: () => tf.Tensor[]): tf.Tensor[] {
  const engine = tf.engine();
  engine.startScope();
  try {
    return run().map((tensor) => tf.keep(tensor));
  } finally {
    engine.endScope();
  }
}

/** Puts inputs and state into the frame. */
function give(
  frame: Frame,
  { inputs, state, values }: Program,
  given: Inputs,
  tensors: ReadonlyMap<string, tf.Tensor>,
  backend: Backend,
): void {
  for (const { name, value } of inputs) {
    const input = given.get(name);
    if (typeof input === "number") {
      frame.hosts[value] = input;
      frame.tensors[value] = tf.scalar(input, values[value].dtype === "f32" ? "float32" : "int32");
    } else if (input !== undefined) frame.tensors[value] = toTensor(input, backend);
  }
  for (const { name, input } of state) frame.tensors[input] = tensorNamed(tensors, name);
}

/** Replaces the state and gives the outputs away. */
function handOver(
  { outputs, state }: Program,
  results: readonly tf.Tensor[],
  tensors: Map<string, tf.Tensor>,
  backend: Backend,
): TensorResult {
  for (const [i, { name }] of state.entries()) {
    tensors.get(name)?.dispose();
    tensors.set(name, results[outputs.length + i]);
  }
  const byName = new Map(outputs.map(({ name }, i) => [name, results[i]]));
  return {
    tensors: byName,
    read: (name) => toArray(tensorNamed(byName, name), backend),
    dispose: () => {
      for (const tensor of byName.values()) tensor.dispose();
    },
  };
}
