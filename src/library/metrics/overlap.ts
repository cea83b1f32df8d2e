/** Intersection over union of regions, which five metrics share. */

import type { Span } from "../../source.ts";
import {
  add,
  cast,
  constant,
  div,
  equal,
  gather,
  greater,
  iota,
  mul,
  select,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import type { Accumulator, MetricState } from "../define-metric.ts";
import type { EntryProblem } from "../entry-problem.ts";
import { EPSILON } from "../losses/epsilon.ts";
import type { PlainArguments } from "../value.ts";

const MATRIX = "total_confusion_matrix";

export function overlapAccumulators(classes: number): readonly Accumulator[] {
  return [{ name: MATRIX, shape: [classes, classes] }];
}

export function addOverlaps(state: MetricState, matrix: Tensor): MetricState {
  return { [MATRIX]: add(state[MATRIX], matrix) };
}

/** The mean over `targets` of hits / (truths + answers - hits), without classes that neither holds. */
export function overlapOf(state: MetricState, targets: readonly number[]): Tensor {
  const matrix = state[MATRIX];
  const diagonal = cast(equal(iota(matrix, matrix.shape, 0), iota(matrix, matrix.shape, 1)), "f32");
  const hits = sum(mul(matrix, diagonal), 0);
  const union = sub(add(sum(matrix, 0), sum(matrix, 1)), hits);
  const chosen = constant(matrix, targets, [targets.length], "i32");
  const [hit, all] = [gather(hits, chosen, 0), gather(union, chosen, 0)];
  const present = greater(all, 1e-9);
  const overlaps = select(present, div(hit, add(all, EPSILON)), 0);
  return div(sum(overlaps), add(sum(cast(present, "f32")), EPSILON));
}

/** Every target must be one of the classes. */
export function targetRules(
  { num_classes = 2, target_class_ids }: PlainArguments,
  at: (name: string) => Span,
): readonly EntryProblem[] {
  const largest = Math.max(...(target_class_ids as readonly number[]));
  if (largest < (num_classes as number)) return [];
  return [
    {
      problem: "rule",
      span: at("target_class_ids"),
      found: `there is a class ${largest} among the targets, but there are ${num_classes} classes`,
      expected: `target classes from 0 to ${(num_classes as number) - 1}`,
      help: "Classes are numbered from 0; change the target, or `num_classes`.",
    },
  ];
}
