/** The problem of a value that its parameter does not take; entry and parameter are filled in by `readArguments`. */
import type { EntryProblem } from "../entry-problem.ts";
import type { Value } from "../value.ts";
import { describeValue } from "./describe-value.ts";

export function wrongKind(value: Value, expected: string, candidates?: readonly string[]): EntryProblem {
  const found = describeValue(value);
  return {
    problem: "wrong-kind",
    span: value.span,
    expected,
    found,
    ...(candidates === undefined ? {} : { candidates }),
  };
}
