/** Reads the arguments of a use, broken ones included: all that can be said of the others is said. */
import type { EntryProblem } from "../library/entry-problem.ts";
import type { ArgumentValue } from "../library/value.ts";
import type { GivenArgument } from "./evaluate.ts";
import { sayProblems } from "./say-problem.ts";
import type { Scope } from "./scope.ts";

type Read<T> = { readonly plain: T } | { readonly problems: readonly EntryProblem[] };

/**
 * What `read` (a reader of the library) makes of the arguments, or undefined after a report or where one is broken. Positional
 * arguments behind a broken one are given the names of their parameters, so that they still get there.
 */
export function useArguments<T>(
  given: readonly GivenArgument[],
  parameters: { readonly [name: string]: unknown },
  scope: Scope,
  read: (whole: readonly ArgumentValue[]) => Read<T>,
): T | undefined {
  const whole = given.every(isWhole) ? given : undefined;
  const result = read(whole ?? wholeArguments(given, Object.keys(parameters)));
  if ("plain" in result) return whole === undefined ? undefined : result.plain;
  const broken = brokenNames(given, Object.keys(parameters));
  const { problems } = result;
  const oneTooMany = problems.find(({ problem }) => problem === "too-many-arguments");
  const own = problems.filter((problem) => {
    if (problem.problem === "too-many-arguments") return problem === oneTooMany;
    return problem.problem !== "missing-argument" || !broken.has(problem.name);
  });
  sayProblems(own, scope);
  return undefined;
}

function isWhole(argument: GivenArgument): argument is ArgumentValue {
  return argument.value !== undefined;
}

function wholeArguments(
  given: readonly GivenArgument[],
  parameters: readonly string[],
): readonly ArgumentValue[] {
  const firstBroken = given.findIndex(({ value }) => value === undefined);
  return given.flatMap(({ value, name, nameSpan }, i) => {
    if (value === undefined) return [];
    const place =
      name ?? (firstBroken !== -1 && i > firstBroken ? parameters[positionOf(given, i)] : undefined);
    return [
      {
        value,
        ...(place === undefined ? {} : { name: place }),
        ...(nameSpan === undefined ? {} : { nameSpan }),
      },
    ];
  });
}

function brokenNames(
  given: readonly GivenArgument[],
  parameters: readonly string[],
): ReadonlySet<string | undefined> {
  const names = given.map(({ name }, i) => name ?? parameters[positionOf(given, i)]);
  return new Set(names.filter((_, i) => given[i].value === undefined));
}

/** How many arguments without a name stand before this one. */
function positionOf(given: readonly GivenArgument[], index: number): number {
  return given.slice(0, index).filter(({ name }) => name === undefined).length;
}
