/** Reads `target` statements: what the labels of the outputs are. */
import { messages } from "../diagnostics/messages.ts";
import type { TargetStatement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { noteDeclaration } from "./code-index.ts";
import { checkName } from "./declare.ts";
import { type ReadType, readType } from "./read-type.ts";
import { removal } from "./removal.ts";
import { type Scope, say, spanOf } from "./scope.ts";

/** A target as the file declares it; `read` is undefined where its type is wrong. */
export interface DeclaredTarget {
  readonly name: string;
  readonly span: Span;
  readonly typeSpan: Span;
  readonly read: ReadType | undefined;
}

export function readTargets(statements: readonly TargetStatement[], scope: Scope): readonly DeclaredTarget[] {
  const targets = new Map<string, DeclaredTarget>();
  for (const statement of statements) {
    const { name, type } = statement;
    const read = type.kind === "Missing" ? undefined : readLabels({ ...statement, type }, scope);
    if (name.kind === "Missing") continue;
    checkName(scope, name);
    const before = targets.get(name.text);
    const span = spanOf(scope, name);
    const related = before === undefined ? [] : [{ span: before.span, message: "it is first given here" }];
    if (before !== undefined)
      say(
        scope,
        messages.givenTwice,
        span,
        { what: "target", name: name.text },
        { related, fix: removal(scope.run, span, "statement") },
      );
    else {
      noteDeclaration(scope.run.index, "target", name.text, span);
      targets.set(name.text, { name: name.text, span, typeSpan: spanOf(scope, type), read });
    }
  }
  return [...targets.values()];
}

/** Whole numbers and booleans alone do not say what labels mean. */
function readLabels(
  statement: TargetStatement & { type: { kind: "Type" } },
  scope: Scope,
): ReadType | undefined {
  const read = readType(statement, "target", scope);
  if (read === undefined || read.meaning.kind !== "number" || read.type.dtype === "f32") return read;
  const [type, help] =
    read.type.dtype === "bool"
      ? ["bool", "For yes or no, write `binary`."]
      : [
          "i32",
          "For one of several classes write `class(10)`; for numbers that are measured or counted, `real`.",
        ];
  say(scope, messages.wrongArgument, spanOf(scope, statement.type), {
    found: `\`${type}\` does not say what these labels mean.`,
    help,
  });
  return undefined;
}
