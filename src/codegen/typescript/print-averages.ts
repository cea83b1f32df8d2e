/** `averagedWeights`: what takes the weights' place when training ends, where the optimizer averages them. */
import type { TrainingPrograms } from "../../lowering/lowered.ts";
import { type Code, code, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { member } from "./identifier.ts";
import type { Module } from "./module.ts";
import { printRecord } from "./shape-tree.ts";

export function printAverages(module: Module, { averages }: TrainingPrograms): Code {
  const slots = new Map(averages.map(({ weight, slot }) => [weight, slot]));
  const values = module.weights.map(({ path }): [string, Expression] => {
    const state = slots.get(path) ?? `weights/${path}`;
    return [path, state.split("/").reduce(member, code`state`)];
  });
  return joinCode([
    docComment(
      "The weights to keep when training ends: their moving averages. The tensors stay those of the state.",
    ),
    code`export function averagedWeights(state: State): Weights {`,
    code`  ${layoutAfter(code`return `, printRecord(values), WIDTH - 3)};`,
    code`}`,
  ]);
}
