/** The layers whose weights some steps read, and what they are called where instances of a block share a function. */
import type { Step } from "../../runtime/tfjs/plan.ts";
import type { Body } from "./body.ts";
import { type Code, trusted } from "./code.ts";
import type { Expression } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { type ShapeTree, shapeTree } from "./shape-tree.ts";
import { type Block, stepsOf } from "./unit.ts";

/** The layers of an instance that have weights, in the order of the file: the same in its forward and in its backward part. */
export function layersIn({ module }: Body, block: Block): readonly string[] {
  return block.layer === undefined ? module.layersIn(block.key) : [firstPart(block.layer)];
}

/** The beginning of a name that has slashes: weights stand below it. */
export function firstPart(name: string): string {
  return name.split("/")[0];
}

/** Names of layers (the beginnings of their weights' paths) that the steps read weights of, in the order of first use. */
export function layersOf({ facts, module }: Body, steps: readonly Step[]): readonly string[] {
  const names = steps
    .flatMap(({ operation }) => operation.inputs)
    .flatMap((id) => facts.stateIn.get(id) ?? []);
  return [...new Set(names.filter(module.isWeight).map(firstPart))];
}

/** Whether the block's steps read weights of its own layers. */
export function readsOwnWeights(body: Body, block: Block): boolean {
  const own = layersIn(body, block);
  return layersOf(body, stepsOf(block)).some((layer) => own.includes(layer));
}

/** The name without its number: `conv2d_4` → `conv2d`. */
export function localName(layer: string): string {
  return layer.replace(/_\d+$/, "") || layer;
}

/** What each layer of a block is called inside of it: `conv2d`, `conv2d_1`, whatever their numbers in the model. */
export function localLayers(layers: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  return new Map(
    layers.map((layer): [string, string] => {
      const stem = localName(layer);
      const count = counts.get(stem) ?? 0;
      counts.set(stem, count + 1);
      return [layer, count === 0 ? stem : `${stem}_${count}`];
    }),
  );
}

/** The weights that a block instance is given: a record of its layers. */
export function weightsOf(body: Body, block: Block): Expression {
  const atHand = body.block?.(block);
  if (atHand !== undefined) return atHand;
  const local = localLayers(layersIn(body, block));
  if (block.layer !== undefined) return body.layer([...local.keys()][0]);
  return {
    fields: [...local].map(([layer, name]): readonly [Code, Expression] => [
      propertyKey(name),
      body.layer(layer),
    ]),
  };
}

/** The shapes of these weights, by the names that they have inside the block, or inside the layer. */
export function weightShapes(body: Body, local: ReadonlyMap<string, string>, ofLayer?: string): ShapeTree {
  const shapes = body.module.weights.flatMap(({ path, shape }): [string, readonly number[]][] => {
    const [layer, ...rest] = path.split("/");
    const name = local.get(layer);
    const parts = ofLayer === undefined && name !== undefined ? [name, ...rest] : rest;
    return name === undefined ? [] : [[parts.join("/"), shape]];
  });
  return shapeTree(shapes);
}

/** TensorFlow.js's type for tensors of a rank. */
export function rankedType(rank: number): Code {
  return trusted(rank === 0 ? "tf.Scalar" : `tf.Tensor${rank}D`);
}

/** The types that TensorFlow.js's functions tell apart. */
export function tensorType(rank: number): Code {
  return trusted(rank === 4 ? "tf.Tensor4D" : "tf.Tensor");
}
