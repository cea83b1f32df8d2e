/** What may stand between the parentheses of a call: values of the parameter at the cursor, and the names of the others. */
import { watchedNames } from "../../checker/log-names.ts";
import type { Model } from "../../checker/model.ts";
import type { Scope } from "../../checker/scope.ts";
import type { Kind } from "../../library/kind.ts";
import type { Value, ValueContent } from "../../library/value.ts";
import type { TypeExpression } from "../../parser/tree.ts";
import { baseArgumentDocs } from "../base-argument-docs.ts";
import { describeArgument } from "../hover/describe-argument.ts";
import { type Called, calledBy, kindOfType } from "./callee.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Callee, Context } from "./context.ts";
import { standIn } from "./cursor-path.ts";
import { entryCandidate } from "./entry-candidate.ts";
import { functionCandidates } from "./expression-candidates.ts";
import type { Here } from "./here.ts";
import { constantCandidates, flowCandidates, visibleNames } from "./value-candidates.ts";

type InCall = Extract<Context, { kind: "argument" | "argument-value" }>;

export function argumentCandidates(
  context: InCall,
  here: Here,
  before: number,
  model: Model | undefined,
): readonly Candidate[] {
  const called = calledBy(context.callee, here.scope);
  if (called === undefined) return [...constantCandidates(here, before, 0), ...functionCandidates(1)];
  if (context.kind === "argument-value") {
    const parameter = called.parameters.find(({ name }) => name === context.name);
    if (parameter !== undefined) return valuesOf(parameter.kind, here, before, model);
    return context.name === "trainable" && called.isStep ? [literal("true"), literal("false")] : [];
  }
  const parameter = context.position < 0 ? undefined : called.parameters[context.position];
  const values = parameter === undefined ? [] : valuesOf(parameter.kind, here, before, model);
  if (context.nested) return values;
  // What may be left out is mostly given by its name.
  const ranked =
    parameter?.needed === false ? values.map((one) => ({ ...one, rank: one.rank + behindNames })) : values;
  return [...ranked, ...nameCandidates(context.callee, called, here.scope)];
}

const behindNames = 100;

/** Those that have not been given; what has to be given comes first. */
function nameCandidates({ call }: Callee, called: Called, scope: Scope): readonly Candidate[] {
  const { items } = call.arguments;
  const positional = items.filter(({ name, value }) => name === undefined && !isStandIn(value)).length;
  const named = new Set(items.flatMap(({ name }) => (name === undefined ? [] : [name.text])));
  const free = called.parameters.filter(({ name }, i) => i >= positional && !named.has(name));
  const own = free.map(({ name, kind, needed, otherwise }) => ({
    label: `${name}=`,
    kind: kinds.argument,
    rank: needed ? 20 : isFixed(kind, scope) ? 50 : 30,
    detail: otherwise === undefined ? kind.name : `${kind.name} = ${otherwise}`,
    documentation: describeArgument({ name, kind, otherwise }, called.name),
  }));
  const base = called.isStep ? Object.keys(baseArgumentDocs).filter((name) => !named.has(name)) : [];
  return [
    ...own,
    ...base.map((name) => ({
      label: `${name}=`,
      kind: kinds.argument,
      rank: 40,
      detail: "every layer",
      documentation: baseArgumentDocs[name],
    })),
  ];
}

function isStandIn(value: { readonly kind: string; readonly text?: string }): boolean {
  return value.kind === "Name" && value.text === standIn;
}

/** What a kind accepts, asked of the kind itself. */
export function valuesOf(
  kind: Kind<unknown>,
  here: Here,
  before: number,
  model: Model | undefined,
): readonly Candidate[] {
  const { scope } = here;
  if (kind.isLogName === true) return logNameCandidates(model, scope);
  const words = (kind.words ?? []).map((label) => ({ label, kind: kinds.word, rank: 0 }));
  const literals = (["true", "false", "none"] as const)
    .filter((word) => accepts(kind, literalValues[word], scope))
    .map(literal);
  const constants = constantCandidates(here, before, 8).filter(({ label }) =>
    acceptsConstant(kind, label, here, before),
  );
  const tensor = { kind: "tensor", value: 0, name: "" } as const;
  const values =
    kind.words === undefined &&
    kind.category === undefined &&
    accepts(kind, tensor, scope) &&
    !accepts(kind, { kind: "string", text: "a" }, scope)
      ? flowCandidates(here, before, 2)
      : [];
  const calculated = accepts(kind, { kind: "number", number: 1 }, scope) ? functionCandidates(60) : [];
  return [...words, ...literals, ...values, ...entriesOf(kind, scope), ...constants, ...calculated];
}

/** What a constant or parameter of a type may be; numbers are calculated too. */
export function typedCandidates(type: TypeExpression, here: Here, before: number): readonly Candidate[] {
  const kind = kindOfType(type, here.scope);
  return valuesOf(kind, here, before, undefined);
}

/** What a run of the model produces; the numbers of the validation first, which is what one mostly waits for. */
function logNameCandidates(model: Model | undefined, { run: { library } }: Scope): readonly Candidate[] {
  const names = model?.compile === undefined ? [] : watchedNames(model, library);
  return names.map((label) => ({
    label,
    kind: kinds.word,
    rank: label.startsWith("val_") ? 0 : 1,
    detail: "number of the log",
  }));
}

function entriesOf(kind: Kind<unknown>, scope: Scope): readonly Candidate[] {
  const { category } = kind;
  if (category === undefined) return [];
  return scope.run.library[category].entries
    .filter(({ name }) => accepts(kind, { kind: "name", name }, scope))
    .map((entry) => entryCandidate(category, entry, 4));
}

const literalValues = {
  true: { kind: "boolean", boolean: true },
  false: { kind: "boolean", boolean: false },
  none: { kind: "none" },
} as const satisfies { readonly [word: string]: ValueContent };

/** `none` leaves something out, so it comes behind everything that puts something in. */
function literal(label: string): Candidate {
  return { label, kind: kinds.keyword, rank: label === "none" ? 6 : 1 };
}

const probes: readonly ValueContent[] = [
  { kind: "number", number: 1 },
  { kind: "number", number: 0.5 },
  { kind: "string", text: "a" },
  { kind: "list", items: [{ kind: "number", number: 1, span: { file: "", start: 0, end: 0 } }] },
  { kind: "boolean", boolean: true },
  { kind: "boolean", boolean: false },
];

/** Whether a parameter takes nothing but what it is anyway: Keras has it, and there is nothing to choose here. */
function isFixed(kind: Kind<unknown>, scope: Scope): boolean {
  if (kind.category !== undefined || kind.words !== undefined) return (kind.words?.length ?? 2) < 2;
  const taken = probes.filter((content) => accepts(kind, content, scope));
  return taken.length === 0 || (taken.length === 1 && taken[0].kind === "boolean");
}

/** What is missing inside of a call does not speak against it. */
function accepts(kind: Kind<unknown>, content: ValueContent, { run: { library } }: Scope): boolean {
  const value: Value = { ...content, span: { file: "", start: 0, end: 0 } };
  const result = kind.parse(value, { library });
  return "plain" in result || result.problems.every(({ problem }) => problem === "missing-argument");
}

function acceptsConstant(kind: Kind<unknown>, name: string, { scope }: Here, before: number): boolean {
  const binding = visibleNames(scope, before).find((one) => one.name === name)?.binding;
  const value = binding?.kind === "constant" ? binding.value() : undefined;
  return value === undefined || accepts(kind, value, scope);
}
