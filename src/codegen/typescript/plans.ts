/** The programs of a model as they will be printed: legalized for a backend, planned, an evaluation calling `predict`. */
import type { Lowered } from "../../lowering/lowered.ts";
import type { BackendName } from "../../runtime/tfjs/backends/backend.ts";
import { legalize } from "../../runtime/tfjs/legalize/index.ts";
import { type Plan, planProgram } from "../../runtime/tfjs/plan.ts";
import type { Program } from "../../tensor/index.ts";
import type { Module } from "./module.ts";
import { separateLayers } from "./separate-layers.ts";
import { withPredict } from "./with-predict.ts";

export interface Plans {
  readonly predict: Plan;
  readonly training?: TrainingPlans;
}

export interface TrainingPlans {
  readonly trainStep: Plan;
  readonly evaluateStep: Plan;
  readonly resetMetrics: Plan;
  readonly readMetrics: Plan;
}

export function makePlans(
  { predict, training }: Lowered,
  backend: BackendName,
  module: Pick<Module, "weights" | "madeAt">,
): Plans {
  const legal = (program: Program) => legalize(program, backend);
  const plan = (program: Program) => planProgram(separateLayers(program, module), backend);
  const predicting = legal(predict);
  if (training === undefined) return { predict: plan(predicting) };
  const evaluating = legal(training.evaluateStep);
  return {
    predict: plan(predicting),
    training: {
      trainStep: plan(legal(training.trainStep)),
      evaluateStep: plan(withPredict(evaluating, predicting) ?? evaluating),
      resetMetrics: plan(legal(training.resetMetrics)),
      readMetrics: plan(legal(training.readMetrics)),
    },
  };
}
