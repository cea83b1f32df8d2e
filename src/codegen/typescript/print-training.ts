/** The training half of a module: the state, its beginning, the steps. What does not train does not need it. */
import type { Library } from "../../library/library.ts";
import type { SlotSpec, TrainingPrograms } from "../../lowering/lowered.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { member, propertyKey } from "./identifier.ts";
import { createInitializers, filled } from "./initializers.ts";
import type { Module } from "./module.ts";
import type { TrainingPlans } from "./plans.ts";
import { printAverages } from "./print-averages.ts";
import { printReadMetrics } from "./print-read-metrics.ts";
import { printStep } from "./print-step.ts";
import { printInterface } from "./print-types.ts";
import { printRecord, printShapeTree, shapeTree } from "./shape-tree.ts";
import { statePartsOf } from "./state-parts.ts";

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
      code`export interface Batch {`,
      code`  readonly inputs: Inputs;`,
      code`  readonly targets: Targets;`,
      code`}`,
    ]),
    printState(module, programs),
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
  code`export interface StepOptions {`,
  code`  /** How many updates there were before this one. */`,
  code`  readonly step: number;`,
  code`  /** From which random numbers (dropout and the like) are drawn: the same seed and step, the same numbers. */`,
  code`  readonly seed: number;`,
  code`}`,
]);

const STEP_RESULT = joinCode([
  code`/** The loss of a batch, and the state after it. */`,
  code`export interface StepResult {`,
  code`  readonly loss: Tensor<[]>;`,
  code`  readonly state: State;`,
  code`}`,
]);

/** Everything of the state but the weights. */
function slotsOf({ slots, accumulators }: TrainingPrograms): readonly SlotSpec[] {
  return [...slots, ...accumulators];
}

function printState(module: Module, programs: TrainingPrograms): Code {
  const parts = statePartsOf(module, slotsOf(programs)).map(({ part, entries }) => {
    const shapes = printShapeTree(shapeTree(entries.map(([name, { shape }]) => [name, shape] as const)));
    return code`${layoutAfter(code`readonly ${propertyKey(part)}: Tensors<`, shapes, WIDTH - 6)}>;`;
  });
  return joinCode([
    docComment("Everything that a training run carries from step to step."),
    code`export type State = {`,
    indent(joinCode([code`readonly weights: Weights;`, ...parts])),
    code`};`,
  ]);
}

function printInitialize(module: Module, programs: TrainingPrograms, library: Library): readonly Code[] {
  const initializers = createInitializers(module.names, library);
  const weights = module.weights.map((weight): [string, Expression] => {
    const shape = weight.path.split("/").reduce(member, code`weightShapes`);
    return [weight.path, initializers.startOf(weight, shape)];
  });
  const parts = statePartsOf(module, slotsOf(programs)).map(
    ({ part, entries }) =>
      [
        part,
        printRecord(
          entries.map(([name, { shape, dtype, initial }]) => [name, filled(initial, shape, dtype)]),
        ),
      ] as const,
  );
  const state: Expression = printRecord([["weights", printRecord(weights)], ...parts]);
  const drawn = module.weights.some(
    ({ initializer }) => !["zeros", "ones", "constant"].includes(initializer.name),
  );
  return [
    ...initializers.print(),
    joinCode([
      docComment("The state in which training begins: the weights that nnc draws from the same seed."),
      code`export function initialize(${drawn ? code`seed` : code`_seed`}: number): State {`,
      code`  ${layoutAfter(code`return `, state, WIDTH - 3)};`,
      code`}`,
    ]),
  ];
}
