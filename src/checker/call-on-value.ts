/** `h = dense(64)(x)`: a layer called on a value, as in Python. Reported, with the flow that says the same, and understood so. */
import { messages } from "../diagnostics/messages.ts";
import type { Expression, Flow, Statement } from "../parser/tree.ts";
import type { Flowing } from "./around.ts";
import { textAt } from "./run.ts";
import { say, spanOf } from "./scope.ts";

/** A second pair of parentheses touches the call before it: to the parser, which knows no layers, a flow of its own. */
export function isCallOnValue(statement: Statement | undefined, before: Statement | undefined): boolean {
  if (statement?.kind !== "Flow" || before?.kind !== "Flow" || before.end !== statement.start) return false;
  return statement.source.kind === "Group" || statement.source.kind === "Tuple";
}

/** The one flow that the two were meant to be; undefined, after a report, where that cannot be told. */
export function flowOfCall(before: Flow, call: Flow, { scope }: Flowing): Flow | undefined {
  const layer = before.source;
  const names = namesIn(call.source);
  const span = spanOf(scope, { start: call.source.start, end: call.source.end });
  const found = "a second pair of parentheses behind a layer";
  const expected = "the next statement";
  if (before.steps.length > 0 || (layer.kind !== "Call" && layer.kind !== "Name") || names === undefined) {
    const help = "Write what goes into a layer before it, as in `x -> dense(64)`.";
    say(scope, messages.unexpectedText, span, { found, expected, help });
    return undefined;
  }
  const values = names.map((name) => textAt(scope.run, spanOf(scope, name)));
  const source = values.length === 1 ? values[0] : `(${values.join(", ")})`;
  const text = `${source} -> ${textAt(scope.run, spanOf(scope, layer))}`;
  const edits = [{ span: { ...span, start: layer.start }, text }];
  const fix = { title: `Write ${text}`, safe: true, edits };
  say(
    scope,
    messages.unexpectedText,
    span,
    { found, expected, help: `Write what goes in before it: \`${text}\`.` },
    { fix },
  );
  const [only, ...more] = names;
  const given = more.length === 0 ? only : { ...call.source, kind: "Tuple" as const, items: names };
  return { ...call, start: before.start, names: before.names, source: given, steps: [layer, ...call.steps] };
}

/** `(x)`, `(a, b)` or `([a, b])`, all of names. */
function namesIn(source: Expression): readonly Expression[] | undefined {
  if (source.kind === "Group") return namesIn(source.value);
  if (source.kind === "Name") return [source];
  const items = source.kind === "Tuple" || source.kind === "List" ? source.items : [];
  return items.length > 0 && items.every(({ kind }) => kind === "Name") ? items : undefined;
}
