/** The arguments that every layer and block takes: `name`, `trainable`, `weights`. */

import { messages } from "../diagnostics/messages.ts";
import type { Kind } from "../library/kind.ts";
import { bool } from "../library/kinds/bool.ts";
import { fileName } from "../library/kinds/file-name.ts";
import { string } from "../library/kinds/string.ts";
import type { Span } from "../source.ts";
import { noteUse } from "./code-index.ts";
import type { GivenArgument } from "./evaluate.ts";
import { projectPath } from "./project-path.ts";
import { sayProblem } from "./say-problem.ts";
import { type Scope, say } from "./scope.ts";

export interface BaseArguments {
  readonly name?: string;
  readonly nameSpan?: Span;
  readonly trainable?: boolean;
  readonly weightsFile?: string;
}

const kinds: ReadonlyMap<string, Kind<unknown>> = new Map<string, Kind<unknown>>([
  ["name", string()],
  ["trainable", bool()],
  ["weights", fileName()],
]);

export const baseArgumentNames: readonly string[] = [...kinds.keys()];

/** Takes the base arguments out; `own` are the parameters that the layer has itself, which go first. */
export function takeBaseArguments(
  given: readonly GivenArgument[],
  own: { readonly [parameter: string]: unknown },
  entry: string,
  scope: Scope,
): { readonly base: BaseArguments; readonly others: readonly GivenArgument[] } {
  if (!given.some(hasBaseName)) return { base: noBase, others: given };
  const isBase = (one: GivenArgument) => hasBaseName(one) && !Object.hasOwn(own, one.name ?? "");
  const found = new Map<string, { plain: unknown; span: Span }>();
  for (const { name = "", nameSpan, value } of given.filter(isBase)) {
    if (nameSpan !== undefined) noteUse(scope.run.index, nameSpan, { kind: "base-argument", name });
    if (value === undefined || nameSpan === undefined) continue;
    const before = found.get(name);
    if (before !== undefined) {
      sayProblem({ problem: "duplicate-argument", span: nameSpan, entry, name, first: before.span }, scope);
      continue;
    }
    const plain = readBase(name, value, entry, scope);
    if (plain !== undefined) found.set(name, { plain, span: value.span });
  }
  return { base: baseOf(found, scope), others: given.filter((argument) => !isBase(argument)) };
}

const noBase: BaseArguments = {};

function hasBaseName({ name }: GivenArgument): boolean {
  return name !== undefined && kinds.has(name);
}

function readBase(
  name: string,
  value: NonNullable<GivenArgument["value"]>,
  entry: string,
  scope: Scope,
): unknown {
  const result = kinds.get(name)?.parse(value, scope.run);
  if (result === undefined || "plain" in result) return result?.plain;
  for (const problem of result.problems) {
    sayProblem(problem.problem === "wrong-kind" ? { entry, name, ...problem } : problem, scope);
  }
  return undefined;
}

function baseOf(found: ReadonlyMap<string, { plain: unknown; span: Span }>, scope: Scope): BaseArguments {
  const [name, trainable, weights] = baseArgumentNames.map((argument) => found.get(argument));
  const layerName = name === undefined ? undefined : readLayerName(String(name.plain), name.span, scope);
  const path = weights === undefined ? undefined : projectPath(String(weights.plain), weights.span, scope);
  return {
    ...(layerName === undefined ? {} : { name: layerName, nameSpan: name?.span }),
    ...(trainable === undefined ? {} : { trainable: trainable.plain === true }),
    ...(path === undefined ? {} : { weightsFile: path }),
  };
}

/** Layer names become paths of weights and names in generated code: letters, digits, `_`, `-` and `.`. */
function readLayerName(name: string, span: Span, scope: Scope): string | undefined {
  if (
    /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) &&
    name.length <= 200 &&
    !["__proto__", "constructor", "prototype"].includes(name)
  )
    return name;
  const why = "a layer's name is made of letters, digits, `_`, `-` and `.`, and begins with a letter";
  say(scope, messages.forbiddenName, span, { name, why });
  return undefined;
}
