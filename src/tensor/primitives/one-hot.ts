/** Class numbers as rows of one 1 among 0s. */
import type { Dim } from "../dim.ts";
import type { Tensor } from "../graph.ts";
import { cast } from "./cast.ts";
import { equal } from "./equal.ts";
import { iota } from "./iota.ts";
import { reshape } from "./reshape.ts";

/** f32 [..., depth] from i32 indices [...]: 1 at each index, 0 elsewhere; an index outside [0, depth) gives a row of 0s. */
export function oneHot(indices: Tensor, depth: Dim): Tensor {
  const rank = indices.shape.length;
  const places = iota(indices, [...indices.shape.map(() => 1), depth], rank);
  return cast(equal(reshape(indices, [...indices.shape, 1]), places), "f32");
}
