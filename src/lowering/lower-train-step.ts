/** The train step: forward, loss, gradients, the optimizer's update, metrics, and a note of the first step that went wrong. */
import type { Model } from "../checker/model.ts";
import { traceForward } from "../checker/trace-forward.ts";
import { applyOptimizer } from "../library/apply-optimizer.ts";
import type { Library } from "../library/library.ts";
import { lossScale } from "../library/loss-scale.ts";
import { createTrace, type Trace } from "../library/trace.ts";
import type { PlainCall } from "../library/value.ts";
import {
  addInput,
  and,
  createGraph,
  type Graph,
  gradients,
  isFinite as isFiniteTensor,
  less,
  mul,
  not,
  type Program,
  select,
  simplify,
  type Tensor,
  toProgram,
  withOrigin,
} from "../tensor/index.ts";
import { addStateInputs, stateOf, stateSlots } from "./accumulators.ts";
import { type ClassWeight, sampleWeights, weightedTarget } from "./class-weights.ts";
import type { SlotSpec } from "./lowered.ts";
import { FIRST_BAD_STEP, LEARNING_RATE, OPTIMIZER } from "./optimizer-state.ts";
import { addTargets, batchSize } from "./step-parts.ts";
import { outputsInStep, traceLoss } from "./trace-loss.ts";
import { traceMetrics } from "./trace-metrics.ts";
import { weightSlots } from "./weight-slots.ts";

export interface TrainStepOptions {
  readonly model: Model;
  readonly library: Library;
  readonly optimizer: PlainCall;
  readonly slots: readonly SlotSpec[];
  readonly accumulators: readonly SlotSpec[];
  readonly classWeight?: ClassWeight;
}

export function lowerTrainStep({
  model,
  library,
  optimizer,
  slots,
  accumulators,
  classWeight,
}: TrainStepOptions): Program {
  const graph = createGraph("trainStep");
  const random = { seed: hostNumber(graph), step: hostNumber(graph) };
  const trace = createTrace({ graph, training: true, random });
  const forward = traceForward(model, library, trace);
  const targets = addTargets(model, graph);
  const weighted = classWeight === undefined ? undefined : weightedTarget(model);
  const outputs = outputsInStep(model, forward, targets.tensors, (target, truth) =>
    target === weighted && classWeight !== undefined
      ? withOrigin(graph, { phase: "loss", type: "class weights" }, () =>
          sampleWeights(target, truth, classWeight),
        )
      : undefined,
  );
  const loss = traceLoss(model, library, trace, outputs);
  const optimizerState = addStateInputs(graph, slots);
  const metricState = addStateInputs(graph, accumulators);
  const updated = update(trace, library, optimizer, loss.total, random.step, optimizerState);
  const metrics = traceMetrics(model, library, metricState, {
    outputs,
    loss,
    batch: batchSize(model, graph),
  });
  const health = firstBadStep(stateOf(optimizerState, FIRST_BAD_STEP), loss.total, random.step);
  const program = toProgram(graph, {
    inputs: [
      ...forward.inputs,
      ...targets.ports,
      { name: "seed", value: random.seed.id, host: true },
      { name: "step", value: random.step.id, host: true },
    ],
    outputs: [{ name: "loss", value: loss.total.id }],
    state: [
      ...weightSlots(model, trace, updated.weights),
      ...stateSlots(optimizerState, new Map([...updated.slots, [FIRST_BAD_STEP, health]])),
      ...stateSlots(metricState, metrics),
    ],
  });
  return simplify(program);
}

function hostNumber(graph: Graph): Tensor {
  return addInput(graph, { dtype: "i32", shape: [] });
}

/** Weights and slots after the step, slots under their names in the state. */
function update(
  { graph, weights }: Trace,
  library: Library,
  optimizer: PlainCall,
  loss: Tensor,
  step: Tensor,
  state: ReadonlyMap<string, Tensor>,
): { readonly weights: ReadonlyMap<string, Tensor>; readonly slots: ReadonlyMap<string, Tensor> } {
  const trained = [...weights.values()].filter(({ spec }) => spec.trainable);
  const scale = lossScale(optimizer);
  const slopes = withOrigin(graph, { phase: "loss" }, () =>
    gradients(
      scale === 1 ? loss : mul(loss, scale),
      trained.map(({ tensor }) => tensor),
    ),
  );
  const inStep = trained.map(({ spec: { path, constraint }, tensor }, i) => ({
    path,
    tensor,
    constraint,
    gradient: slopes[i],
  }));
  const slots = new Map([...state].map(([name, tensor]) => [name.slice(OPTIMIZER.length), tensor]));
  const learningRate = state.get(LEARNING_RATE);
  const next = withOrigin(graph, { phase: "update" }, () =>
    applyOptimizer({
      optimizer,
      library,
      weights: inStep,
      slots,
      step,
      ...(learningRate === undefined ? {} : { learningRate }),
    }),
  );
  return {
    weights: next.weights,
    slots: new Map([...next.slots].map(([name, tensor]) => [OPTIMIZER + name, tensor])),
  };
}

/** The step at which the loss first was no finite number, -1 until then. */
function firstBadStep(before: Tensor, loss: Tensor, step: Tensor): Tensor {
  return withOrigin(loss.graph, { phase: "metric" }, () =>
    select(and(less(before, 0), not(isFiniteTensor(loss))), step, before),
  );
}
