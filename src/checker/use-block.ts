/** A use of a block: its parameters bound, its body written out and checked anew; the values that come out. */
import { messages } from "../diagnostics/messages.ts";
import type { Kind } from "../library/kind.ts";
import { readArguments } from "../library/read-arguments.ts";
import type { Value } from "../library/value.ts";
import type { Parameter } from "../parser/tree.ts";
import type { Around, Flowing, StepCall } from "./around.ts";
import { type BaseArguments, takeBaseArguments } from "./base-arguments.ts";
import { checkBody } from "./check-body.ts";
import { noteUse } from "./code-index.ts";
import { declare } from "./declare.ts";
import { nextName } from "./draft.ts";
import { evaluate, type GivenArgument } from "./evaluate.ts";
import { sharedKey } from "./layer-of.ts";
import { mayOpen, spend } from "./limits.ts";
import { readParameterType } from "./parameter-types.ts";
import { counted } from "./say-problem.ts";
import {
  type BlockDeclaration,
  type FlowValue,
  innerScope,
  markBlockUsed,
  markUsed,
  type Scope,
  say,
  spanOf,
} from "./scope.ts";
import { useArguments } from "./use-arguments.ts";

export function useBlock(
  declaration: BlockDeclaration,
  step: StepCall,
  given: readonly GivenArgument[],
  inputs: readonly FlowValue[],
  flowing: Flowing,
): readonly FlowValue[] {
  const { draft, scope, around } = flowing;
  markUsed(declaration.scope, spanOf(declaration.scope, declaration.statement.name), step.nameSpan);
  const own = Object.fromEntries(declaration.statement.parameters.map((one) => [one.name.text, one]));
  const { base, others } = takeBaseArguments(given, own, step.name, scope);
  noteArguments(others, declaration, scope);
  const inner = innerScope(declaration.scope, [...scope.uses, step.span]);
  bindParameters(declaration, step, others, scope, inner);
  if (!mayOpen(declaration, step.span, flowing) || !spend(draft, scope, "blocks", step.span)) {
    markBlockUsed(declaration);
    draft.broken = true;
    return [undefined];
  }
  scope.run.opened.add(declaration.statement);
  const body: Flowing = {
    draft,
    scope: inner,
    around: insideBlock(declaration, step, base, around, flowing),
    current: undefined,
    inputs: [],
    arriving: [...inputs],
    round: "",
  };
  checkBody(declaration.statement.body.statements, body, "block");
  return resultOf(declaration, step, inputs, body, flowing);
}

/** The names of arguments are those of the block's parameters. */
function noteArguments(
  given: readonly GivenArgument[],
  { statement, scope: home }: BlockDeclaration,
  { run }: Scope,
): void {
  for (const { name, nameSpan } of given) {
    const parameter = statement.parameters.find((one) => one.name.text === name);
    if (nameSpan !== undefined && parameter !== undefined)
      noteUse(run.index, nameSpan, { kind: "declared", declared: spanOf(home, parameter.name) });
  }
}

function insideBlock(
  { statement }: BlockDeclaration,
  step: StepCall,
  base: BaseArguments,
  around: Around,
  flowing: Flowing,
): Around {
  const key = sharedKey(step, flowing);
  const given = base.name ?? around.name;
  const outer = around.instances.at(-1)?.instance;
  const stem =
    given === undefined ? around.prefix + step.name : outer === undefined ? given : `${outer}_${given}`;
  const { draft } = flowing;
  const instance =
    (key === undefined ? undefined : draft.sharedInstances.get(key)) ?? nextName(draft, stem, step.span);
  if (key !== undefined) draft.sharedInstances.set(key, instance);
  const weightsFile = base.weightsFile ?? around.weightsFile;
  return {
    instances: [...around.instances, { block: step.name, instance, span: step.span }],
    open: [...around.open, statement],
    prefix: given === undefined ? around.prefix : `${instance}_`,
    trainable: around.trainable && (base.trainable ?? true),
    ...(weightsFile === undefined ? {} : { weightsFile }),
    ...(key === undefined ? {} : { shared: key }),
  };
}

function bindParameters(
  { statement, scope: home }: BlockDeclaration,
  step: StepCall,
  given: readonly GivenArgument[],
  scope: Scope,
  inner: Scope,
): void {
  const kinds = statement.parameters.map((parameter): [string, Kind<unknown>] => [
    parameter.name.text,
    kindOf(parameter, home),
  ]);
  const entry = { name: step.name, parameters: Object.fromEntries(kinds) };
  const names = kinds.map(([name]) => name);
  const plain = useArguments(given, entry.parameters, scope, (whole) =>
    readArguments(entry, whole, step.span, scope.run),
  );
  const values = placed(given, names);
  for (const parameter of statement.parameters) {
    const { name, value: fallback } = parameter;
    const own = values.get(name.text);
    const value =
      plain === undefined
        ? undefined
        : (own ?? (fallback === undefined ? undefined : evaluate(fallback, home)));
    declare(inner, name, "parameter", { kind: "constant", span: spanOf(inner, name), value: () => value });
  }
}

/** The kind of a parameter as the library reads it. A default of the file stands for one of the library's. */
function kindOf({ type, value }: Parameter, home: Scope): Kind<unknown> {
  const kind = readParameterType(type, home);
  if (value === undefined) return { ...kind, default: undefined };
  const own = evaluate(value, home);
  const plain = own === undefined ? undefined : kind.parse(own, home.run);
  return { ...kind, default: plain !== undefined && "plain" in plain ? plain.plain : null };
}

function placed(
  given: readonly GivenArgument[],
  names: readonly string[],
): ReadonlyMap<string, Value | undefined> {
  let position = 0;
  return new Map(given.map(({ name = names[position++], value }) => [name, value]));
}

function resultOf(
  { statement, scope: home }: BlockDeclaration,
  step: StepCall,
  inputs: readonly FlowValue[],
  body: Flowing,
  { scope }: Flowing,
): readonly FlowValue[] {
  const expected = body.inputs.length;
  if (expected !== inputs.length && inputs.every((value) => value !== undefined)) {
    body.draft.broken = true;
    const related = [{ span: spanOf(home, statement.name), message: "its inputs are declared here" }];
    const found = `\`${step.name}\` gets ${counted(inputs.length, "value")}.`;
    const help =
      expected === 0
        ? "Begin the block with `input x`."
        : expected > 1
          ? `Give it all of them: \`(${body.inputs.map(({ name }) => name).join(", ")}) -> ${step.name}\`.`
          : "Give it one value.";
    say(
      scope,
      messages.numberOfValues,
      step.span,
      { found, expected: `It has ${counted(expected, "input")}.`, help },
      { related },
    );
    return [undefined];
  }
  if (body.outputs !== undefined) return body.outputs.flatMap(({ values }) => values);
  return body.current ?? body.inputs.flatMap(({ values }) => values);
}
