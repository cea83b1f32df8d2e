/** Rules of Keras between the arguments of normalization: mean and variance come together, in one shape. */
import type { Span } from "../../source.ts";
import type { EntryProblem } from "../entry-problem.ts";
import type { Plain, PlainArguments } from "../value.ts";

export function normalizationRules(
  { axis, mean, variance }: PlainArguments,
  at: (parameter: string) => Span,
): readonly EntryProblem[] {
  const rule = (parameter: string, found: string, help: string): EntryProblem[] => [
    { problem: "rule", span: at(parameter), found, expected: "Each mean goes with its variance.", help },
  ];
  if (mean === null && variance === null) return [];
  if (mean === null || variance === null) {
    const [given, missing] = mean === null ? ["variance", "mean"] : ["mean", "variance"];
    return rule(
      given,
      `${given} is given without ${missing}.`,
      "Give both, or neither to learn them from the data.",
    );
  }
  const [meanShape, varianceShape] = [shapeOf(mean), shapeOf(variance)];
  if (meanShape.join() !== varianceShape.join()) {
    return rule("variance", "mean and variance have different shapes.", "Give one variance for each mean.");
  }
  const axes = Array.isArray(axis) ? axis.length : 0;
  if (meanShape.length <= axes) return [];
  return rule(
    "mean",
    `mean has ${meanShape.length} axes, but axis names ${axes}.`,
    "Name more axes, or give fewer numbers.",
  );
}

function shapeOf(numbers: Plain): readonly number[] {
  return Array.isArray(numbers) ? [numbers.length, ...shapeOf(numbers[0])] : [];
}
