/** A plan with numbers for its sizes: functions ready to run, and the tensors that stay the same from run to run. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dim, Program } from "../../tensor/index.ts";
import { explainFailure } from "./explain-failure.ts";
import { type Frame, release, tensorAt } from "./frame.ts";
import { prepareCall } from "./perform.ts";
import type { Plan, Step } from "./plan.ts";
import { prepareLoop } from "./prepare-loop.ts";

export interface BoundPlan {
  /** A frame with the fixed tensors in place. */
  readonly createFrame: () => Frame;
  /** Runs the steps over a frame that holds the given values; the tensors that it returns belong to the caller. */
  readonly run: (frame: Frame, watch?: Watch) => tf.Tensor[];
  readonly dispose: () => void;
}

/** Sees each step when it is done, while what it read is still there. Steps of a loop come with its own frame and body. */
export type Watch = (step: Step, frame: Frame, program: Program) => void;

/** A step made ready; `perform` leaves its results in the frame. */
interface Ready {
  readonly step: Step;
  readonly perform: (frame: Frame, watch?: Watch) => void;
  readonly dispose: () => void;
}

/** Binds a plan. Its fixed tensors are made here and kept until `dispose`. */
export function bindPlan(plan: Plan, sizeOf: (dim: Dim) => number): BoundPlan {
  const constants: Frame = { tensors: new Array(plan.program.values.length), hosts: [] };
  const fixed = plan.fixed.flatMap(({ operation }) => operation.outputs);
  for (const step of plan.fixed) prepareStep(step, sizeOf).perform(constants);
  for (const id of fixed) tf.keep(tensorAt(constants, id));
  const ready = plan.steps.map((step) => prepareStep(step, sizeOf));
  return {
    createFrame: () => ({ tensors: constants.tensors.slice(), hosts: [] }),
    run: (frame, watch) => {
      release(frame, plan.unread);
      runSteps(ready, plan, frame, watch);
      return plan.results.map(({ value, copy }) => {
        const tensor = tensorAt(frame, value);
        return copy ? tf.clone(tensor) : tensor;
      });
    },
    dispose: () => {
      release(constants, fixed);
      for (const { dispose } of ready) dispose();
    },
  };
}

function runSteps(ready: readonly Ready[], { program }: Plan, frame: Frame, watch: Watch | undefined): void {
  let current = ready[0];
  try {
    for (current of ready) {
      current.perform(frame, watch);
      watch?.(current.step, frame, program);
      release(frame, current.step.released);
    }
  } catch (error) {
    throw explainFailure(error, program.origins[current.step.operation.origin], current.step.operation);
  }
}

function prepareStep(step: Step, sizeOf: (dim: Dim) => number): Ready {
  const { work, operation } = step;
  if ("body" in work)
    return { step, ...prepareLoop(work, operation.outputs, bindPlan(work.body, sizeOf), sizeOf) };
  const call = prepareCall(work, sizeOf);
  const { outputs } = operation;
  const perform = (frame: Frame) => {
    const results = call(frame);
    for (let i = 0; i < outputs.length; i++) frame.tensors[outputs[i]] = results[i];
  };
  return { step, perform, dispose: () => {} };
}
