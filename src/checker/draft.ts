/** A model while it is being checked: everything of the Model so far, and the trace that gives its shapes. */
import { createTrace, type Trace } from "../library/trace.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import type { Span } from "../source.ts";
import { addInput, createGraph, type Tensor, type Type } from "../tensor/index.ts";
import type { GivenArgument } from "./evaluate.ts";
import type { Traced } from "./layer-memory.ts";
import type { Application, LayerInstance, Meaning, ModelInput, ModelValue } from "./model.ts";
import type { FlowValue, Scope } from "./scope.ts";

export interface DraftLayer extends LayerInstance {
  /** Whether some of its arguments are at fault: only its shapes are sure, and no rule judges it. */
  readonly doubtful: boolean;
  /** Its arguments as the author wrote them. */
  readonly given: readonly GivenArgument[];
  /** Values of the flow among its arguments (`attention_mask=m`). */
  readonly reads: readonly number[];
}

export interface DraftValue extends ModelValue {
  /** Made when it is first asked for, where the layer that gives it was only looked up. */
  readonly tensor: Tensor | undefined;
  readonly mask: Tensor | undefined;
}

/** A step as it was traced once: what went in, what came out, and the applications from `first` up to `end` that it stands for. */
export interface TracedStep {
  readonly span: Span;
  readonly nameSpan: Span;
  readonly inputs: readonly FlowValue[];
  readonly outputs: readonly FlowValue[];
  readonly first: number;
  readonly end: number;
}

/** A statement as it was met once: the names visible there, and the values that a bare layer behind it would continue from. */
export interface TracedStatement {
  readonly span: Span;
  readonly scope: Scope;
  readonly after: readonly FlowValue[] | undefined;
}

export interface Draft {
  readonly name: string;
  /** The layers that were not only looked up. */
  readonly trace: Trace;
  /** By path, in the order of the layers that have them. */
  readonly weights: Map<string, WeightSpec>;
  readonly inputs: ModelInput[];
  readonly values: DraftValue[];
  readonly layers: DraftLayer[];
  readonly applications: Application[];
  /** How often each stem has been given, and every name that is taken. */
  readonly names: { readonly counts: Map<string, number>; readonly taken: Map<string, Span> };
  /** Layers that several uses share, by the place and use that first made them. */
  readonly shared: Map<string, number>;
  /** Names of instances of blocks inside shared layers, likewise. */
  readonly sharedInstances: Map<string, string>;
  /** Things declared inside the model, for the report of what nobody uses. */
  readonly declared: { readonly what: string; readonly name: string; readonly span: Span }[];
  /** Places where values get names, steps and statements in the order in which they were met, for editors. */
  readonly named: { readonly span: Span; readonly value: FlowValue }[];
  readonly steps: TracedStep[];
  readonly statements: TracedStatement[];
  /** How many layer statements have been met: each gives its layers a number. */
  declarations: number;
  /** Counts against the limits. */
  readonly spent: { layers: number; rounds: number; blocks: number };
  /** Set once a limit is passed: the rest of the model is left out. */
  exhausted: boolean;
  /** Whether some value is unknown: what depends on the whole graph is then not judged. */
  broken: boolean;
  /** Whether a value is read above the line that makes it: the last line is then not the last of the flow. */
  misordered: boolean;
}

export function createDraft(name: string): Draft {
  return {
    name,
    trace: createTrace({ graph: createGraph("predict"), training: false }),
    weights: new Map(),
    inputs: [],
    values: [],
    layers: [],
    applications: [],
    names: { counts: new Map(), taken: new Map() },
    shared: new Map(),
    sharedInstances: new Map(),
    declared: [],
    named: [],
    steps: [],
    statements: [],
    declarations: 0,
    spent: { layers: 0, rounds: 0, blocks: 0 },
    exhausted: false,
    broken: false,
    misordered: false,
  };
}

/** A new value of the flow; its number. */
export function addValue(draft: Draft, { type, tensor, mask }: Traced, span: Span): number {
  return draft.values.push({ type, span, tensor, mask }) - 1;
}

/** A new input and its value's number. */
export function addModelInput(draft: Draft, name: string, type: Type, meaning: Meaning, span: Span): number {
  const value = addValue(draft, { type }, span);
  nameValue(draft, value, name);
  draft.inputs.push({ name, value, type, meaning, span });
  return value;
}

/** A value in the trace of the draft. */
export function tensorOf({ values, trace }: Draft, value: number): Tensor {
  const known = values[value];
  if (known.tensor !== undefined) return known.tensor;
  const tensor = addInput(trace.graph, known.type);
  values[value] = { ...known, tensor };
  return tensor;
}

/** The first name that a value gets is the one it is known by. */
export function nameValue(draft: Draft, value: number, name: string): void {
  const before = draft.values[value];
  if (before.name === undefined) draft.values[value] = { ...before, name };
}

/** A name with Keras's counting: `dense`, `dense_1`, … */
export function nextName(draft: Draft, stem: string, span: Span): string {
  const { counts, taken } = draft.names;
  for (;;) {
    const count = counts.get(stem) ?? 0;
    counts.set(stem, count + 1);
    const name = count === 0 ? stem : `${stem}_${count}`;
    if (taken.has(name)) continue;
    taken.set(name, span);
    return name;
  }
}

/** Whether the model goes on: not once a limit is passed. */
export function isOpen({ exhausted }: Draft): boolean {
  return !exhausted;
}
