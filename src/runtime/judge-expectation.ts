/** Judges one expectation of a `test` by the outputs that the model gave for its example. */
import type { Expectation, Term } from "../checker/model-test.ts";
import { compute, functions, takesOne } from "../checker/numbers.ts";

/** What the model said of one example. */
export interface Answers {
  /** By output, row-major. */
  readonly numbers: ReadonlyMap<string, readonly number[]>;
  /** The likeliest class by output, where its target has classes: its number and, where there is one, its name. */
  readonly classes: ReadonlyMap<string, { readonly number: number; readonly name?: string }>;
}

/** Equality is that of 32-bit numbers, which is what outputs are. `problem`: why it cannot be judged. */
export function judgeExpectation(
  expectation: Expectation,
  answers: Answers,
): { readonly held: boolean; readonly problem?: string } {
  if (expectation.kind === "class") {
    const likeliest = answers.classes.get(expectation.output);
    const asked = expectation.class;
    const same = asked === (typeof asked === "string" ? likeliest?.name : likeliest?.number);
    return { held: same === expectation.equal };
  }
  const { operator, left, right } = expectation;
  const exact = operator === "==" || operator === "!=";
  const sides = [left, right].map((term) => calculate(term, answers));
  const [a, b] = sides.map((side) => ("problem" in side || !exact ? side : side.map(Math.fround)));
  const result = pairwise(operator, a, b);
  if ("problem" in result) return { held: false, problem: result.problem };
  return { held: operator === "!=" ? result.some((each) => each === 1) : result.every((each) => each === 1) };
}

type Calculated = readonly number[] | { readonly problem: string };

function calculate(term: Term, answers: Answers): Calculated {
  switch (term.kind) {
    case "numbers":
      return term.numbers;
    case "output":
      return answers.numbers.get(term.name) ?? { problem: `there is no output ${term.name}` };
    case "operation":
      return pairwise(term.operator, calculate(term.left, answers), calculate(term.right, answers));
    case "function":
      return applied(
        term.name,
        term.arguments.map((each) => calculate(each, answers)),
      );
  }
}

function pairwise(operator: Parameters<typeof compute>[0], a: Calculated, b: Calculated): Calculated {
  if ("problem" in a) return a;
  if ("problem" in b) return b;
  const length = commonLength([a, b]);
  if (length === undefined) return { problem: `${a.length} numbers cannot be compared with ${b.length}` };
  const results = Array.from({ length }, (_, i) => compute(operator, at(a, i), at(b, i)));
  const broken = results.find((result) => "problem" in result);
  if (broken !== undefined) return broken;
  return results.map((result) =>
    "number" in result ? result.number : Number("boolean" in result && result.boolean),
  );
}

/** What takes several numbers (`max(scores)`) takes all of a single output at once. */
function applied(name: string, terms: readonly Calculated[]): Calculated {
  const broken = terms.find((term) => "problem" in term);
  if (broken !== undefined) return broken;
  const apply = functions.get(name) ?? Number;
  const lists = terms as readonly (readonly number[])[];
  if (lists.length === 1 && !takesOne(name)) return [lists[0].reduce((best, number) => apply(best, number))];
  const length = commonLength(lists);
  if (length === undefined) return { problem: "outputs of different sizes cannot be brought together" };
  return Array.from({ length }, (_, i) => apply(...lists.map((list) => at(list, i))));
}

/** The length of lists that are equally long, but for those of a single number, which stands beside each of the others. */
function commonLength(lists: readonly (readonly number[])[]): number | undefined {
  const lengths = new Set(lists.map(({ length }) => length).filter((length) => length !== 1));
  return lengths.size > 1 ? undefined : ([...lengths][0] ?? 1);
}

function at(list: readonly number[], i: number): number {
  return list[list.length === 1 ? 0 : i];
}
