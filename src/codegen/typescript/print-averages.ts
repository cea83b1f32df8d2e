/** `averagedWeights`: what takes the weights' place when training ends, where the optimizer averages them. */

import type { TrainingPrograms } from "../../lowering/lowered.ts";
import { type Code, code, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { groupBy } from "./group-by.ts";
import { member } from "./identifier.ts";
import type { Module } from "./module.ts";
import { printTrees } from "./print-trees.ts";

export function printAverages(module: Module, { averages }: TrainingPrograms): Code {
  const slots = new Map(averages.map(({ weight, slot }) => [weight, slot]));
  const owners = new Map<Code, { readonly tree: Code; readonly path: string }>();
  const values = module.weights.map(({ path }): [string, Expression] => {
    const slot = slots.get(path);
    const place = slot === undefined ? `weights/${path}` : module.statePath(slot);
    const said = place.split("/").reduce(member, code`state`);
    const tree = place
      .slice(0, -path.length - 1)
      .split("/")
      .reduce(member, code`state`);
    owners.set(said, { tree, path });
    return [path, said];
  });
  const trees = groupBy(owners.values(), ({ tree }) => tree);
  const paths = new Map([...trees].map(([tree, each]) => [tree, each.map(({ path }) => path)]));
  return joinCode([
    docComment(
      "The weights to keep when training ends: their moving averages. The tensors stay those of the state.",
    ),
    code`export function averagedWeights(state: State): Weights {`,
    code`  ${layoutAfter(code`return `, printTrees(values, { trees: paths, owners }), WIDTH - 3)};`,
    code`}`,
  ]);
}
