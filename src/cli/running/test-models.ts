/** The work of `nnc test`. */
import type { Model } from "../../checker/model.ts";
import type { ModelTest } from "../../checker/model-test.ts";
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import type { Lowered } from "../../lowering/lowered.ts";
import { loadExamples } from "../../runtime/data/load-examples.ts";
import type { Engine } from "../../runtime/engine.ts";
import { type Answers, judgeExpectation } from "../../runtime/judge-expectation.ts";
import { predictDataset } from "../../runtime/predict-dataset.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import { createEngine } from "../../runtime/tfjs/create-engine.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag } from "../flags.ts";
import { loadModels } from "../load-program.ts";
import { printJson } from "../print-json.ts";
import { UsageError } from "../usage-error.ts";
import { classNames, likeliestClasses } from "./likeliest-classes.ts";
import { type OpenedModel, untrained, withWeights } from "./open-model.ts";
import { orErrors } from "./or-errors.ts";
import { chosenEngine } from "./run-flags.ts";
import { type TestResult, testReport } from "./test-report.ts";

/** Throws UsageError where there is nothing to run, ProgramErrors and Problem. */
export async function testModels(invocation: Invocation): Promise<ExitCode> {
  const [file] = invocation.operands;
  const { models, tests } = loadModels(file, invocation);
  const tested = models.flatMap((model, i) => (tests[i].length > 0 ? [{ model, tests: tests[i] }] : []));
  if (tested.length === 0)
    throw new UsageError(
      `\`${file}\` holds no tests; \`test "title" { given …; expect … }\` in a model is one`,
    );
  const engine = await createEngine(chosenEngine(invocation));
  const results: TestResult[] = [];
  for (const { model, tests: own } of tested) {
    const opened = open(model, invocation);
    const lowered = lower(model, library);
    for (const test of own) results.push(await run(test, opened, lowered, engine));
  }
  engine.dispose();
  return report(results, invocation);
}

function open(model: Model, invocation: Invocation): OpenedModel {
  const from = textFlag(invocation, "weights");
  return from === undefined
    ? untrained(model, invocation)
    : withWeights(model, from, invocation.terminal.cwd);
}

async function run(
  test: ModelTest,
  opened: OpenedModel,
  lowered: Lowered,
  engine: Engine,
): Promise<TestResult> {
  const { model, preparation, weights } = opened;
  const examples = { file: `test "${test.title}"`, text: JSON.stringify([test.given]) };
  const dataset = orErrors(loadExamples({ model, library, examples, preparation, withTargets: false }));
  const outputs = await predictDataset(engine, lowered, weights, dataset, 1);
  const answers = answersOf(opened, outputs);
  const failures = test.expectations.flatMap((expectation) => {
    const { held, problem } = judgeExpectation(expectation, answers);
    return held ? [] : [{ expected: expectation.text, ...(problem === undefined ? {} : { problem }) }];
  });
  return { model: model.name, test, failures, answers };
}

function answersOf({ model, preparation }: OpenedModel, outputs: Arrays): Answers {
  const classes = [...outputs].flatMap(([output, values]) => {
    const target = model.targets.find((each) => each.output === output);
    const place = likeliestClasses(model, output, values)?.[0];
    if (target === undefined || place === undefined) return [];
    const name = classNames(model, output, preparation)?.[place];
    const first = target.meaning.kind === "class" ? target.meaning.first : 0;
    return [[output, { number: first + place, ...(name === undefined ? {} : { name }) }] as const];
  });
  const numbers = [...outputs].map(([output, { data }]) => [output, [...data]] as const);
  return { numbers: new Map(numbers), classes: new Map(classes) };
}

function report(results: readonly TestResult[], invocation: Invocation): ExitCode {
  const { terminal } = invocation;
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  if (isSet(invocation, "json"))
    printJson(terminal, {
      tests: results.map(({ model, test, failures }) => ({
        model,
        name: test.title,
        passed: failures.length === 0,
        failures,
      })),
      passed: results.length - failed,
      failed,
    });
  else terminal.out(testReport(results, { untrained: textFlag(invocation, "weights") === undefined }));
  return failed === 0 ? 0 : 1;
}
