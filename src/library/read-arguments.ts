/**
 * Reads the arguments of a call against an entry's parameters: positional ones fill the parameters in order, named ones by
 * name, defaults fill the rest. All problems of the call come at once; only a call without any is given as plain data.
 */
import type { Span } from "../source.ts";
import { completeCall, completeDefault } from "./complete-call.ts";
import type { WithParameters } from "./entry.ts";
import type { EntryProblem } from "./entry-problem.ts";
import type { Kind, KindContext } from "./kind.ts";
import type { ArgumentValue, Plain, PlainArguments, Value } from "./value.ts";

export type ReadArguments =
  | { readonly plain: PlainArguments }
  | { readonly problems: readonly EntryProblem[] };

/** `span` is the place of the whole call: where a missing argument is reported. */
export function readArguments(
  entry: WithParameters,
  given: readonly ArgumentValue[],
  span: Span,
  context: KindContext,
): ReadArguments {
  const problems: EntryProblem[] = [];
  const values = placeArguments(entry, given, problems, context);
  const plain: { [parameter: string]: Plain } = Object.create(null);
  for (const [name, kind] of Object.entries(entry.parameters)) {
    const value = values.get(name);
    const result =
      value === undefined
        ? completeDefault(kind, context.library)
        : readValue(value, kind, entry, name, problems, context);
    if (result !== undefined) plain[name] = result;
    else if (value === undefined)
      problems.push({ problem: "missing-argument", span, entry: entry.name, name, kind: kind.name });
  }
  if (problems.length === 0)
    problems.push(...(entry.rules?.(plain, (name) => values.get(name)?.span ?? span) ?? []));
  return problems.length > 0 ? { problems } : { plain };
}

function readValue(
  value: Value,
  kind: Kind<unknown>,
  entry: WithParameters,
  name: string,
  problems: EntryProblem[],
  context: KindContext,
): Plain | undefined {
  const result = kind.parse(value, context);
  if ("plain" in result) return completeCall(result.plain, kind.category, context.library);
  for (const problem of result.problems)
    problems.push(problem.problem === "wrong-kind" ? { entry: entry.name, name, ...problem } : problem);
  return undefined;
}

/** Which parameter each argument is for; what finds no place is a problem. */
function placeArguments(
  entry: WithParameters,
  given: readonly ArgumentValue[],
  problems: EntryProblem[],
  context: KindContext,
): Map<string, Value> {
  const names = Object.keys(entry.parameters);
  const places = new Map<string, Value>();
  let position = 0;
  for (const { name = names[position++], nameSpan, value } of given) {
    const span = nameSpan ?? value.span;
    const first = name === undefined ? undefined : places.get(name);
    if (name !== undefined && nameSpan !== undefined && names.includes(name))
      context.found?.(nameSpan, { kind: "argument", entry, name });
    if (name === undefined)
      problems.push({ problem: "too-many-arguments", span, entry: entry.name, most: names.length });
    else if (!names.includes(name))
      problems.push({ problem: "unknown-argument", span, entry: entry.name, name, candidates: names });
    else if (first)
      problems.push({ problem: "duplicate-argument", span, entry: entry.name, name, first: first.span });
    else places.set(name, value);
  }
  return places;
}
