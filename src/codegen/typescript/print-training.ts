/** The training half of a module: the state, its beginning, the steps. What does not train does not need it. */
import type { Library } from "../../library/library.ts";
import type { TrainingPrograms } from "../../lowering/lowered.ts";
import { type Code, code, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import type { Module } from "./module.ts";
import type { TrainingPlans } from "./plans.ts";
import { printAverages } from "./print-averages.ts";
import { printReadMetrics } from "./print-read-metrics.ts";
import { printInitialize, printState } from "./print-state.ts";
import { printStep } from "./print-step.ts";
import { printInterface } from "./print-types.ts";

export interface Training {
  readonly programs: TrainingPrograms;
  readonly plans: TrainingPlans;
  readonly library: Library;
}

export function printTraining(module: Module, { programs, plans, library }: Training): readonly Code[] {
  const { targets } = module.model;
  return [
    printInterface(code`Targets`, "What the outputs should be, for each example of a batch.", targets),
    joinCode([
      docComment("Examples to learn from."),
      code`export type Batch = {`,
      code`  readonly inputs: Inputs;`,
      code`  readonly targets: Targets;`,
      code`};`,
    ]),
    ...printState(module, programs),
    STEP_OPTIONS,
    STEP_RESULT,
    ...printInitialize(module, programs, library),
    printStep(module, {
      name: code`trainStep`,
      doc: "One update from a batch. Takes the state over: go on with the one that it returns.",
      plan: plans.trainStep,
    }),
    printStep(module, {
      name: code`evaluateStep`,
      doc: "Adds the loss and the metrics of a batch, in inference mode, to those of the state, which it takes over.",
      plan: plans.evaluateStep,
    }),
    printStep(module, {
      name: code`resetMetrics`,
      doc: "Begins the metrics anew, before an epoch or an evaluation. Takes the state over.",
      plan: plans.resetMetrics,
    }),
    printReadMetrics(module, plans.readMetrics),
    ...(programs.averages.length === 0 ? [] : [printAverages(module, programs)]),
  ];
}

const STEP_OPTIONS = joinCode([
  code`/** What a step is told beside its batch. */`,
  code`export type StepOptions = {`,
  code`  /** How many updates there were before this one. */`,
  code`  readonly step: number;`,
  code`  /** From which random numbers (dropout and the like) are drawn: the same seed and step, the same numbers. */`,
  code`  readonly seed: number;`,
  code`};`,
]);

const STEP_RESULT = joinCode([
  code`/** The loss of a batch, and the state after it. */`,
  code`export type StepResult = {`,
  code`  readonly loss: Tensor<[]>;`,
  code`  readonly state: State;`,
  code`};`,
]);
