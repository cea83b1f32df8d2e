/** `piecewise_constant_decay`: a list of rates, and the steps at which they change. */
import { fill, lessEqual, select } from "../../tensor/index.ts";
import { defineSchedule } from "../define-schedule.ts";
import type { EntryProblem } from "../entry-problem.ts";
import { float } from "../kinds/float.ts";
import { listOf } from "../kinds/list-of.ts";

export const piecewiseConstantDecay = defineSchedule({
  name: "piecewise_constant_decay",
  keras: "PiecewiseConstantDecay",
  doc: "In steps: `values[0]` up to and including step `boundaries[0]`, then `values[1]` up to and including `boundaries[1]`, and so on; the last value after the last boundary.",
  example: "optimizer sgd(learning_rate=piecewise_constant_decay([1000, 5000], values=[0.1, 0.01, 0.001]))",
  parameters: {
    boundaries: listOf(float(undefined, { least: 0 })),
    values: listOf(float(undefined, { least: 0 })),
  },
  rules: (plain, at) => {
    const [boundaries, values] = [plain.boundaries, plain.values] as [readonly number[], readonly number[]];
    const problems: EntryProblem[] = [];
    if (values.length !== boundaries.length + 1)
      problems.push({
        problem: "rule",
        span: at("values"),
        found: `Here ${boundaries.length === 1 ? "is 1 boundary" : `are ${boundaries.length} boundaries`}, and ${values.length === 1 ? "1 value" : `${values.length} values`}.`,
        expected: "There is one value before the first boundary, and one behind each.",
        help: `Give ${boundaries.length + 1} values, or other boundaries.`,
      });
    if (boundaries.some((step, i) => i > 0 && step <= boundaries[i - 1]))
      problems.push({
        problem: "rule",
        span: at("boundaries"),
        found: `The boundaries ${boundaries.join(", ")} do not rise.`,
        expected: "Each boundary is above the one before it.",
        help: "Sort them, with their values.",
      });
    return problems;
  },
  rate: (step, { boundaries, values }) =>
    boundaries.reduceRight(
      (later, boundary, i) => select(lessEqual(step, boundary), values[i], later),
      fill(step, values[values.length - 1], []),
    ),
});
