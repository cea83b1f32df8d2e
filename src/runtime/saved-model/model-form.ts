/** The form of a Model in `program.json`: every field checked, since nothing behind the checker doubts a Model. */
import type { LayerGraph, LossBlock, LossTerm, Meaning, Model } from "../../checker/model.ts";
import type { Plain, PlainCall } from "../../library/value.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import type { Span } from "../../source.ts";
import type { Dim, DType, Type } from "../../tensor/index.ts";
import {
  count,
  dictionary,
  type Form,
  flag,
  list,
  number,
  oneOf,
  optional,
  record,
  text,
  wrong,
} from "./check-form.ts";
import { dimForm } from "./dim-form.ts";

/** Deeper than any argument: keeps a hostile file from exhausting the stack. */
const DEEPEST = 64;

const span: Form<Span> = record<Span>({ file: text, start: count, end: count });
const dtype: Form<DType> = oneOf("f32", "i32", "bool");
const type: Form<Type> = record<Type>({ dtype, shape: list<Dim>(dimForm) });
const call: Form<PlainCall> = (value, at) => callAt(value, at, 0);
const nullableCall: Form<PlainCall | null> = (value, at) => (value === null ? null : call(value, at));
const plain: Form<Plain> = (value, at) => plainAt(value, at, 0);

const weightForm: Form<WeightSpec> = record<WeightSpec>({
  path: text,
  shape: list(count),
  dtype,
  trainable: flag,
  initializer: call,
  fans: record<WeightSpec["fans"]>({ fanIn: number, fanOut: number }),
  regularizer: nullableCall,
  constraint: nullableCall,
});

const graph = {
  values: list(record<LayerGraph["values"][number]>({ type, name: optional(text), span })),
  layers: list(
    record<LayerGraph["layers"][number]>({
      name: text,
      type: text,
      call,
      trainable: flag,
      weightsFile: optional(text),
      span,
    }),
  ),
  applications: list(
    record<LayerGraph["applications"][number]>({
      layer: count,
      inputs: list(count),
      outputs: list(count),
      blocks: list(record({ block: text, instance: text, span })),
      span,
    }),
  ),
};

const libraryTerm = record({ factor: number, call });
const blockTerm = record({
  factor: number,
  block: record<LossBlock>({ name: text, ...graph, result: count }),
});
const term: Form<LossTerm> = (value, at) =>
  typeof value === "object" && value !== null && "block" in value
    ? blockTerm(value, at)
    : libraryTerm(value, at);

export const modelForm: Form<Model> = record<Model>({
  name: text,
  doc: optional(text),
  span,
  inputs: list(record<Model["inputs"][number]>({ name: text, value: count, type, meaning, span })),
  targets: list(
    record<Model["targets"][number]>({ name: text, output: text, type, meaning, implicit: flag, span }),
  ),
  ...graph,
  outputs: list(record<Model["outputs"][number]>({ name: text, value: count })),
  weights: list(weightForm),
  compile: optional(
    record<NonNullable<Model["compile"]>>({
      optimizer: call,
      losses: list(record({ output: text, terms: list(term), span })),
      metrics: list(record({ output: text, label: text, call, weighted: flag, span })),
    }),
  ),
  train: record<Model["train"]>({
    epochs: count,
    batchSize: count,
    validationSplit: number,
    shuffle: flag,
    seed: optional(number),
    callbacks: list(call),
    classWeight: optional(dictionary(number)),
    weightsFile: optional(text),
    validationData: optional(text),
  }),
  data: optional(
    record<NonNullable<Model["data"]>>({
      file: text,
      bindings: list(
        record({ name: text, columns: list(record({ first: text, last: text })), steps: list(call), span }),
      ),
      span,
    }),
  ),
  params: dictionary(plain),
});

function meaning(value: unknown, at: string): Meaning {
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  const form =
    typeof kind === "string" && Object.hasOwn(MEANINGS, kind) ? MEANINGS[kind as Meaning["kind"]] : undefined;
  return form === undefined ? wrong(at, "a meaning") : form(value, at);
}

const MEANINGS: { readonly [K in Meaning["kind"]]: Form<Extract<Meaning, { kind: K }>> } = {
  number: record({ kind: oneOf("number"), low: optional(number), high: optional(number) }),
  class: record({ kind: oneOf("class"), count, first: number, names: optional(list(text)) }),
  onehot: record({ kind: oneOf("onehot"), count }),
  binary: record({ kind: oneOf("binary"), names: optional(pair) }),
  multilabel: record({ kind: oneOf("multilabel"), count }),
};

function pair(value: unknown, at: string): readonly [string, string] {
  const [first, second, ...more] = list(text)(value, at);
  return first === undefined || second === undefined || more.length > 0
    ? wrong(at, "two names")
    : [first, second];
}

function plainAt(value: unknown, at: string, depth: number): Plain {
  if (depth > DEEPEST) return wrong(at, "a flat argument");
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map((item, i) => plainAt(item, `${at}[${i}]`, depth + 1));
  if (typeof value === "object" && "value" in value) return record({ value: count })(value, at);
  return callAt(value, at, depth + 1);
}

function callAt(value: unknown, at: string, depth: number): PlainCall {
  const argument: Form<Plain> = (item, place) => plainAt(item, place, depth + 1);
  return record<PlainCall>({ name: text, layerName: optional(text), arguments: dictionary(argument) })(
    value,
    at,
  );
}
