/** Declares a block of a file, and checks what can be checked of it before it is used: its name, parameters and their defaults. */
import { messages } from "../diagnostics/messages.ts";
import type { BlockStatement, Parameter } from "../parser/tree.ts";
import { baseArgumentNames } from "./base-arguments.ts";
import { noteDeclaration } from "./code-index.ts";
import { checkName } from "./declare.ts";
import { evaluate } from "./evaluate.ts";
import { readParameterType } from "./parameter-types.ts";
import { sayProblems } from "./say-problem.ts";
import { markUsed, type Scope, say, spanOf } from "./scope.ts";

export function declareBlock(statement: BlockStatement, scope: Scope): void {
  const { name, parameters } = statement;
  if (name.kind === "Name") {
    checkName(scope, name, "declaration");
    const before = scope.blocks.get(name.text);
    const related =
      before === undefined
        ? []
        : [{ span: spanOf(before.scope, before.statement.name), message: "it is first given here" }];
    if (before !== undefined) {
      say(scope, messages.givenTwice, spanOf(scope, name), { what: "block", name: name.text }, { related });
      markUsed(scope, spanOf(scope, name));
    } else {
      scope.blocks.set(name.text, { statement, scope });
      noteDeclaration(scope.run.index, "block", name.text, spanOf(scope, name));
    }
  }
  scope.run.pending.push(() => {
    for (const parameter of parameters) checkParameter(parameter, scope);
  });
}

function checkParameter({ name, type, value }: Parameter, scope: Scope): void {
  if (baseArgumentNames.includes(name.text)) {
    const why = "every block takes an argument of that name already";
    say(scope, messages.forbiddenName, spanOf(scope, name), { name: name.text, why });
  }
  const kind = readParameterType(type, scope);
  const fallback = value === undefined ? undefined : evaluate(value, scope);
  const result = fallback === undefined ? undefined : kind.parse(fallback, scope.run);
  if (result === undefined || "plain" in result) return;
  sayProblems(result.problems, scope);
}
