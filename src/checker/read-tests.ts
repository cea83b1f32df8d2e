/** Reads `test`: an example for the inputs, and what should hold of the outputs. `nnc test` runs what is returned. */
import { messages } from "../diagnostics/messages.ts";
import type { Setting, TestStatement } from "../parser/tree.ts";
import type { Draft } from "./draft.ts";
import type { ModelTarget } from "./model.ts";
import type { DraftOutput } from "./model-outputs.ts";
import type { ModelTest } from "./model-test.ts";
import { readExpectation } from "./read-expectation.ts";
import { readGiven } from "./read-given.ts";
import { readSettings } from "./read-settings.ts";
import { type Scope, say, spanOf } from "./scope.ts";

/** What is known of the model where its tests are read. */
export interface TestContext {
  readonly draft: Draft;
  readonly outputs: readonly DraftOutput[];
  readonly targets: readonly ModelTarget[];
  readonly scope: Scope;
}

export function readTests(statements: readonly TestStatement[], context: TestContext): readonly ModelTest[] {
  return statements.map((statement) => readTest(statement, context));
}

/** Whole only where nothing was reported. */
function readTest(statement: TestStatement, context: TestContext): ModelTest {
  const { scope } = context;
  const settings = readSettings(statement.settings, { form: "test" }, scope);
  const span = spanOf(scope, { start: statement.start, end: statement.start + "test".length });
  const given = readGiven(settings.get("given"), span, context);
  const expect = settings.get("expect");
  if (expect === undefined)
    say(scope, messages.missingDeclaration, span, {
      found: "This test expects nothing.",
      help: `Say what should hold: \`expect ${context.outputs[0]?.name ?? "y"} > 0\`.`,
    });
  return { title: titleOf(statement), span, given, expectations: expectationsOf(expect, context) };
}

function titleOf({ title }: TestStatement): string {
  return title.kind === "String" ? title.value : "";
}

function expectationsOf(expect: Setting | undefined, context: TestContext): ModelTest["expectations"] {
  return (expect?.entries ?? []).flatMap(({ key, value }) => {
    if (key !== undefined) {
      say(context.scope, messages.wrongArgument, spanOf(context.scope, key), {
        found: "An expectation has no name before it.",
        help: "Write comparisons alone, with commas between them.",
      });
      return [];
    }
    const read = readExpectation(value, context);
    return read === undefined ? [] : [read];
  });
}
