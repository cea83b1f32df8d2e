/** The state of a training run: its type, and how it begins. */

import type { Library } from "../../library/library.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import type { SlotSpec, TrainingPrograms } from "../../lowering/lowered.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { groupBy } from "./group-by.ts";
import { member, propertyKey } from "./identifier.ts";
import { createInitializers, filled } from "./initializers.ts";
import { float32Literal } from "./literal.ts";
import type { Module } from "./module.ts";
import {
  printRecord,
  printShapeTree,
  type ShapesOf,
  type ShapeTree,
  sameTree,
  shapeTree,
} from "./shape-tree.ts";
import { type StatePart, statePartsOf } from "./state-parts.ts";

/** The shapes of slots and accumulators, and the type of all. */
export function printState(module: Module, programs: TrainingPrograms): readonly Code[] {
  const parts = slotParts(module, programs);
  const [all, trained] = [weightTree(module, () => true), weightTree(module, ({ trainable }) => trainable)];
  const alike = [
    { name: code`weightShapes`, tree: all },
    { name: code`trainedShapes`, tree: trained },
  ];
  const differ = !sameTree(all, trained) && remembers(module);
  const fields = parts.map(
    ({ part }) => code`readonly ${propertyKey(part)}: Tensors<typeof ${shapesName(part)}>;`,
  );
  return [
    ...(differ ? [printTrained(trained)] : []),
    ...parts.map((part) => printShapes(part, alike)),
    joinCode([
      docComment("Everything that a training run carries from step to step."),
      code`export type State = {`,
      indent(joinCode([code`readonly weights: Weights;`, ...fields])),
      code`};`,
    ]),
  ];
}

function weightTree(module: Module, filter: (weight: WeightSpec) => boolean): ShapeTree {
  return shapeTree(module.weights.filter(filter).map(({ path, shape }) => [path, shape] as const));
}

/** Whether the optimizer remembers something of every weight that it trains. */
function remembers(module: Module): boolean {
  const trained = module.weights.filter(({ trainable }) => trainable);
  const kept = groupBy([...module.slots.values()], ({ slot }) => slot);
  return [...kept.values()].some((slots) => slots.length === trained.length);
}

function printTrained(trained: ShapeTree): Code {
  return joinCode([
    docComment("The shape of each weight that training changes by its gradient."),
    code`${layoutAfter(code`const trainedShapes = `, printShapeTree(trained), WIDTH - 10)} as const;`,
  ]);
}

/** Everything of the state but the weights. */
function slotParts(
  module: Module,
  { slots, accumulators }: TrainingPrograms,
): readonly StatePart<SlotSpec>[] {
  return statePartsOf(module, [...slots, ...accumulators]);
}

const DOCS: ReadonlyMap<string, string> = new Map([
  ["optimizer", "The shape of what the optimizer remembers."],
  ["metrics", "The shape of what the metrics have counted."],
  ["health", "The first step whose loss was no finite number; -1 until then."],
]);

function printShapes({ part, entries }: StatePart<SlotSpec>, alike: readonly ShapesOf[]): Code {
  const tree = shapeTree(entries.map(([name, { shape }]) => [name, shape] as const));
  const shapes = printShapeTree(tree, alike);
  return joinCode([
    docComment(DOCS.get(part) ?? part),
    code`${layoutAfter(code`const ${shapesName(part)} = `, shapes, WIDTH - 10)} as const;`,
  ]);
}

function shapesName(part: string): Code {
  if (part === "metrics") return code`metricShapes`;
  return part === "health" ? code`healthShapes` : code`optimizerShapes`;
}

/** `initialize`, and the initializers that it calls. */
export function printInitialize(
  module: Module,
  programs: TrainingPrograms,
  library: Library,
): readonly Code[] {
  const initializers = createInitializers(module.names, library);
  const weights = module.weights.map((weight): [string, Expression] => {
    const shape = weight.path.split("/").reduce(member, code`weightShapes`);
    return [weight.path, initializers.startOf(weight, shape)];
  });
  const parts = slotParts(module, programs).map(
    ({ part, entries }) => [part, startOf(shapesName(part), entries)] as const,
  );
  const state: Expression = printRecord([["weights", printRecord(weights)], ...parts]);
  const seed = module.weights.some(({ initializer }) => initializers.draws(initializer))
    ? code`seed`
    : code`_seed`;
  return [
    ...initializers.print(),
    joinCode([
      docComment("The state in which training begins: the weights that nnc draws from the same seed."),
      code`export function initialize(${seed}: number): State {`,
      code`  ${layoutAfter(code`return `, state, WIDTH - 3)};`,
      code`}`,
    ]),
  ];
}

type Entries = readonly (readonly [name: string, spec: SlotSpec])[];

/** One call for all that begin with one number, otherwise each by itself. */
function startOf(shapes: Code, entries: Entries): Expression {
  const [[name, { dtype, shape, initial }]] = entries;
  if (name === "") return filled(initial, shape, dtype);
  if (entries.every(([, spec]) => spec.dtype === "f32" && spec.initial === initial))
    return { callee: code`fillTensors`, args: [shapes, float32Literal(initial)] };
  const parts = [...new Set(entries.map(([each]) => each.split("/")[0]))];
  return {
    fields: parts.map((part) => [propertyKey(part), startOf(member(shapes, part), below(entries, part))]),
  };
}

/** The entries whose names begin so, with the rest of their names. */
function below(entries: Entries, part: string): Entries {
  return entries.flatMap(([name, spec]) => {
    const [first, ...rest] = name.split("/");
    return first === part ? [[rest.join("/"), spec] as const] : [];
  });
}
