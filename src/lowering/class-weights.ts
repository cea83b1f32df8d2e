/** The weight of each example by its class, from a table that stands in the program as a constant. */
import type { Model, ModelTarget } from "../checker/model.ts";
import { argMax, cast, constant, gather, squeeze, type Tensor } from "../tensor/index.ts";

/** Weights by class number, from 0 whatever the first label is; classes not named weigh 1. */
export type ClassWeight = { readonly [classNumber: string]: number };

/** The target that class weights speak of: the first one with classes. */
export function weightedTarget(model: Model): ModelTarget | undefined {
  return model.targets.find(
    ({ meaning: { kind } }) => kind === "class" || kind === "onehot" || kind === "binary",
  );
}

/** One weight for each label: [batch], or the labels' shape where an example has several (a class per pixel). */
export function sampleWeights({ meaning }: ModelTarget, truth: Tensor, weights: ClassWeight): Tensor {
  const count = meaning.kind === "class" || meaning.kind === "onehot" ? meaning.count : 2;
  const table = Array.from({ length: count }, (_, i) => (Object.hasOwn(weights, i) ? weights[i] : 1));
  return gather(constant(truth, table, [count]), classOf(meaning.kind, truth), 0);
}

function classOf(kind: ModelTarget["meaning"]["kind"], truth: Tensor): Tensor {
  if (kind === "class") return truth;
  if (kind === "onehot") return argMax(truth, -1);
  const labels = truth.shape.length > 1 && truth.shape.at(-1) === 1 ? squeeze(truth, -1) : truth;
  return cast(labels, "i32");
}
