/** Constants and params: evaluated when first asked for, so that their order in a file does not matter. */
import { messages } from "../diagnostics/messages.ts";
import { printPlain } from "../library/print-plain.ts";
import type { Plain, Value } from "../library/value.ts";
import type { ConstStatement, Expression, Name, ParamStatement } from "../parser/tree.ts";
import { declare } from "./declare.ts";
import { evaluate } from "./evaluate.ts";
import { plainOf, readParameterType } from "./parameter-types.ts";
import { readRange } from "./read-type.ts";
import { sayProblems } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";
import { setParam } from "./set-param.ts";
import { isTorn } from "./torn-lines.ts";

export function declareConstant(statement: ConstStatement, scope: Scope): void {
  const { name, value, type } = statement;
  if (name.kind === "Missing") return;
  const torn = isTorn(spanOf(scope, statement), scope.run);
  const read = once(name, scope, () => (torn ? undefined : ofType(evaluate(value, scope), type, scope)));
  declare(scope, name, "constant", { kind: "constant", span: spanOf(scope, name), value: read });
  scope.run.pending.push(read);
}

/** A param: what the command line sets goes before the default. */
export function declareParam(statement: ParamStatement, scope: Scope): void {
  const { name } = statement;
  if (name.kind === "Missing") return;
  const read = once(name, scope, () => readParam(statement, name, scope));
  const bound = declare(scope, name, "param", { kind: "constant", span: spanOf(scope, name), value: read });
  if (!bound) return;
  scope.run.pending.push(read);
  scope.run.params.set(name.text, () => {
    const value = read();
    return value === undefined ? undefined : plainOf(value);
  });
}

function readParam(statement: ParamStatement, name: Name, scope: Scope): Value | undefined {
  if (isTorn(spanOf(scope, statement), scope.run)) return undefined;
  const given = setParam(name.text, scope.run);
  if (given === "broken") return undefined;
  const [value, home] =
    given === undefined ? [defaultOf(statement, name, scope), scope] : [given.value, given.scope];
  const typed = ofType(value, statement.type, scope, home);
  if (typed === undefined || statement.within === undefined) return typed;
  return isWithin(typed, statement.within, name, scope, home) ? typed : undefined;
}

function defaultOf(statement: ParamStatement, name: Name, scope: Scope): Value | undefined {
  if (statement.value !== undefined) return evaluate(statement.value, scope);
  const found = `The param \`${name.text}\` has no value.`;
  const help = `Give it a default (\`param ${name.text} = …\`), or set it: \`--set ${name.text}=…\`.`;
  say(scope, messages.missingDeclaration, spanOf(scope, name), { found, help });
  return undefined;
}

/** The value, if it is of its type; reported where it was written. */
function ofType(
  value: Value | undefined,
  type: ConstStatement["type"],
  scope: Scope,
  home = scope,
): Value | undefined {
  const kind = readParameterType(type, scope);
  if (value === undefined) return undefined;
  const result = kind.parse(value, scope.run);
  if ("plain" in result) return value;
  sayProblems(result.problems, home);
  return undefined;
}

/** A search space: a range, a range on a logarithmic scale, or a list of choices. False after a report. */
function isWithin(value: Value, within: Expression, name: Name, scope: Scope, home: Scope): boolean {
  const space = spaceOf(within, scope);
  if (space === undefined) return true;
  if ("choices" in space) {
    if (space.choices.some((choice) => samePlain(choice, plainOf(value)))) return true;
    return sayOutside(value, space.choices.map(printPlain).join(", "), name, home);
  }
  if (value.kind === "number" && value.number >= space.low && value.number <= space.high) return true;
  return sayOutside(value, `${space.low}..${space.high}`, name, home);
}

type Space = { readonly choices: readonly Plain[] } | { readonly low: number; readonly high: number };

function spaceOf(within: Expression, scope: Scope): Space | undefined {
  const logarithmic =
    within.kind === "Call" && within.name.text === "log" && within.arguments.items.length === 1;
  const space = logarithmic ? within.arguments.items[0].value : within;
  if (space.kind !== "List") return readRange(space, scope);
  const choices = evaluate(space, scope);
  return choices?.kind === "list" ? { choices: choices.items.map(plainOf) } : undefined;
}

function samePlain(a: Plain, b: Plain): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function sayOutside(value: Value, space: string, name: Name, home: Scope): false {
  const found = `${printPlain(plainOf(value))} is not among the values of \`${name.text}\`.`;
  say(home, messages.wrongArgument, value.span, {
    found,
    expected: `They are: ${space}.`,
    help: "Choose one of them, or widen what stands after `in`.",
  });
  return false;
}

/** Constants that need constants, one inside the other: deeper ones come from no human hand. */
const deepestConstants = 500;

/** Computes a constant at most once; one that needs itself is reported. */
function once(name: Name, scope: Scope, compute: () => Value | undefined): () => Value | undefined {
  const { evaluating } = scope.run;
  let state: "fresh" | "busy" | "done" = "fresh";
  let value: Value | undefined;
  return () => {
    if (state === "done") return value;
    if (state === "busy" || evaluating.length > deepestConstants)
      return sayEndless(name, state === "busy", scope);
    state = "busy";
    evaluating.push(name.text);
    value = compute();
    evaluating.pop();
    state = "done";
    return value;
  };
}

function sayEndless(name: Name, circle: boolean, scope: Scope): undefined {
  const { evaluating } = scope.run;
  const span = spanOf(scope, name);
  const way = [...evaluating.slice(evaluating.lastIndexOf(name.text)), name.text];
  const what = `constants that need each other, more than ${deepestConstants} deep`;
  if (circle) say(scope, messages.circle, span, { what: "The constant", way });
  else say(scope, messages.tooMuch, span, { what, limit: deepestConstants });
}
