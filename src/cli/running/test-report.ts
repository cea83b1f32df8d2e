/** The results of tests for a person: a line each, with what the model said where an expectation does not hold. */
import type { ModelTest } from "../../checker/model-test.ts";
import type { Answers } from "../../runtime/judge-expectation.ts";
import { count } from "../count.ts";
import { showNumbers } from "./show-numbers.ts";

export interface TestResult {
  readonly model: string;
  readonly test: ModelTest;
  /** The expectations that do not hold, as written; `problem`: why one could not be judged. */
  readonly failures: readonly { readonly expected: string; readonly problem?: string }[];
  readonly answers: Answers;
}

export function testReport(results: readonly TestResult[], { untrained }: { untrained: boolean }): string {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const note = untrained ? "; the model is untrained, --weights DIR tests a trained one" : "";
  const closing = `${count(results.length, "test")}: ${results.length - failed} passed, ${failed} failed${note}`;
  return [...results.flatMap(linesOf), closing, ""].join("\n");
}

function linesOf({ model, test, failures, answers }: TestResult): readonly string[] {
  const title = `${model}: ${test.title}`;
  if (failures.length === 0) return [`ok    ${title}`];
  return [
    `FAIL  ${title}`,
    ...failures.map(({ expected, problem }) =>
      [`      expected ${expected}`, ...(problem === undefined ? [] : [problem])].join(": "),
    ),
    ...[...answers.numbers.keys()].map((output) => `      ${said(output, answers)}`),
  ];
}

function said(output: string, { numbers, classes }: Answers): string {
  const likeliest = classes.get(output);
  const named = likeliest === undefined ? "" : `${likeliest.name ?? likeliest.number}: `;
  return `${output} is ${named}${showNumbers(numbers.get(output) ?? [])}`;
}
