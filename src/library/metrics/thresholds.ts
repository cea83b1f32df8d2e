/** The argument `thresholds`: one number or a list, and what `none` stands for. */
import type { Kind } from "../kind.ts";
import { float } from "../kinds/float.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";

export function thresholds(): Kind<readonly number[] | null> {
  return nullable(listOf(float(undefined, { least: 0, most: 1 }), undefined, { single: true }));
}

/** `count` thresholds that divide 0..1 evenly; of one, the middle. */
export function evenThresholds(count: number): readonly number[] {
  return count === 1 ? [0.5] : Array.from({ length: count }, (_, i) => i / (count - 1));
}
