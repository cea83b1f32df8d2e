/** What the command line sets (`--set depth=5`): read as a constant expression, like a default in the file. */

import { report } from "../diagnostics/define-message.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Value } from "../library/value.ts";
import { parse } from "../parser/parse.ts";
import { evaluate } from "./evaluate.ts";
import type { Run } from "./run.ts";
import { sayUnknown } from "./say-problem.ts";
import { fileScope, type Scope } from "./scope.ts";

/** The value that is set, if one is; `broken` after a report. Its text becomes a source of its own, for messages. */
export function setParam(
  name: string,
  run: Run,
): { readonly value: Value; readonly scope: Scope } | "broken" | undefined {
  const text = run.set.get(name);
  if (text === undefined) return undefined;
  const source = { file: `--set ${name}`, text: `param ${name} = ${text}` };
  run.sources.set(source.file, source);
  const { tree, diagnostics } = parse(source);
  const [statement, ...more] = tree.statements;
  const scope = fileScope(run, source.file);
  if (
    diagnostics.length === 0 &&
    more.length === 0 &&
    statement?.kind === "Param" &&
    statement.value !== undefined &&
    statement.within === undefined
  ) {
    const value = evaluate(statement.value, scope);
    return value === undefined ? "broken" : { value, scope };
  }
  const span = { file: source.file, start: source.text.length - text.length, end: source.text.length };
  const found = `I cannot read the value that is set for \`${name}\`.`;
  run.report(
    report(messages.wrongArgument, span, {
      found,
      expected: "I expected a number, a name or a list: `--set depth=5`.",
    }),
  );
  return "broken";
}

/** Reports what is set and no file declares. */
export function checkSet(run: Run): void {
  for (const [name, text] of run.set) {
    if (run.params.has(name)) continue;
    const source = { file: `--set ${name}`, text: `param ${name} = ${text}` };
    run.sources.set(source.file, source);
    const span = { file: source.file, start: 6, end: 6 + name.length };
    sayUnknown(fileScope(run, source.file), span, "param", name, [...run.params.keys()]);
  }
}
