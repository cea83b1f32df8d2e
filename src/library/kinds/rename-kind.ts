/** A kind under another name, which its messages say too. */
import type { EntryProblem } from "../entry-problem.ts";
import type { Kind } from "../kind.ts";

export function renameKind<T>(kind: Kind<T>, name: string): Kind<T> {
  // What is wrong inside of a call that stands as the value has an entry of its own, and words of its own.
  const renamed = (problem: EntryProblem) =>
    problem.problem === "wrong-kind" && problem.entry === undefined
      ? { ...problem, expected: name }
      : problem;
  return {
    ...kind,
    name,
    parse: (value, context) => {
      const result = kind.parse(value, context);
      return "plain" in result ? result : { problems: result.problems.map(renamed) };
    },
  };
}
