/** The projections of multi-head attention, each with Keras's weights of their own scope, as one matrix product. */
import { add, type Dim, dot, multiplyDims, reshape, sizeOf, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import type { Arguments } from "../kind.ts";
import { addPenalty } from "./add-penalty.ts";
import { biasWeight, type kernelAndBias, kernelWeight } from "./kernel-and-bias.ts";

type Values = Arguments<typeof kernelAndBias> & { readonly use_bias: boolean };

/** `x` [batch, …, features] as [batch, …, heads, size]; kernel [features, heads, size], bias [heads, size]. */
export function projectHeads(
  build: Build,
  name: string,
  x: Tensor,
  heads: readonly [number, number],
  values: Values,
): Tensor {
  const features = x.shape.slice(-1);
  return build.scope(name, () => project(build, x, features, heads, values));
}

/** `x` [batch, …, heads, size] as [batch, …, …shape]; kernel [heads, size, …shape], bias [… shape]. */
export function projectOutput(build: Build, x: Tensor, shape: readonly Dim[], values: Values): Tensor {
  const flat = reshape(x, [
    ...x.shape.slice(0, -2),
    multiplyDims(x.shape[x.shape.length - 2], x.shape[x.shape.length - 1]),
  ]);
  return build.scope("attention_output", () => project(build, flat, x.shape.slice(-2), shape, values));
}

/** The last axis of `x`, which is `from` folded, against a kernel [… from, … to]. */
function project(build: Build, x: Tensor, from: readonly Dim[], to: readonly Dim[], values: Values): Tensor {
  const [rows, columns] = [sizeOf(from), sizeOf(to)];
  const fans =
    typeof rows === "number" && typeof columns === "number" ? { fanIn: rows, fanOut: columns } : undefined;
  const kernel = kernelWeight(build, [...from, ...to], values, fans);
  const product = dot(x, reshape(kernel, [rows, columns]));
  const sum = values.use_bias ? add(product, reshape(biasWeight(build, to, values), [columns])) : product;
  const output = reshape(sum, [...x.shape.slice(0, -1), ...to]);
  addPenalty(build, output, values.activity_regularizer);
  return output;
}
