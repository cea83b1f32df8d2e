/** What the picture of a model shows, before it has places: a box for each input, use of a layer and output. */
import { elementsOf } from "../../src/checker/cost-of-model.ts";
import type { Application, LayerInstance, Model, OutputLoss } from "../../src/checker/model.ts";
import { completeCall, isCall } from "../../src/library/complete-call.ts";
import type { Kind } from "../../src/library/kind.ts";
import type { Library } from "../../src/library/library.ts";
import { printPlain } from "../../src/library/print-plain.ts";
import type { Plain } from "../../src/library/value.ts";
import { type Dim, showDim } from "../../src/tensor/index.ts";
import type { BoxContent } from "./drawing.ts";

export interface ModelGraph {
  readonly boxes: ReadonlyMap<string, BoxContent & { readonly frame?: string }>;
  readonly ways: readonly { readonly from: string; readonly to: string; readonly label: string }[];
  /** Uses of blocks by their paths (`stage_1/residual`), outer ones first. */
  readonly frames: ReadonlyMap<string, { readonly label: string; readonly around?: string }>;
}

/** A text that is longer than this is cut: a box is no paragraph. */
const longestDetail = 34;

export function graphOfModel(model: Model, library: Library): ModelGraph {
  const boxes: [string, BoxContent & { readonly frame?: string }][] = [
    ...model.inputs.map(({ name, value, span }) => {
      const shape = showSizes(model, value);
      return [
        `input ${name}`,
        { kind: "input", title: name, detail: shape, ...range(span) } as const,
      ] as const;
    }),
    ...model.applications.map((application, place) => layerBox(model, application, place, library)),
    ...model.outputs.map(({ name, value }) => {
      const loss = model.compile?.losses.find(({ output }) => output === name);
      const span = loss?.span ?? model.values[value].span;
      return [
        `output ${name}`,
        { kind: "output", title: name, detail: showLoss(loss), ...range(span) } as const,
      ] as const;
    }),
  ].map(([id, box]) => [id, box]);
  return { boxes: new Map(boxes), ways: waysOf(model), frames: framesOf(model) };
}

function layerBox(model: Model, { layer, blocks, span }: Application, place: number, library: Library) {
  const instance = model.layers[layer];
  const { name, type } = instance;
  const shared = model.applications.findIndex((other) => other.layer === layer) !== place;
  const count = elementsOf(model.weights.filter(({ path }) => path.startsWith(`${name}/`)));
  const frame = blocks.map((block) => block.instance).join("/");
  const box = {
    kind: "layer",
    title: type,
    detail: argumentsOf(instance, library),
    ...(count === 0 ? {} : { parameters: shared ? "shared" : count.toLocaleString("en-US") }),
    ...(frame === "" ? {} : { frame }),
    ...range(span),
  } as const;
  return [layerId(place), box] as const;
}

function waysOf(model: Model): ModelGraph["ways"] {
  const sources = new Map<number, string>([
    ...model.inputs.map(({ name, value }) => [value, `input ${name}`] as const),
    ...model.applications.flatMap(({ outputs }, place) =>
      outputs.map((value) => [value, layerId(place)] as const),
    ),
  ]);
  const way = (value: number, to: string) => {
    const from = sources.get(value);
    return from === undefined ? [] : [{ from, to, label: showSizes(model, value) }];
  };
  return [
    ...model.applications.flatMap(({ inputs }, place) =>
      inputs.flatMap((value) => way(value, layerId(place))),
    ),
    ...model.outputs.flatMap(({ name, value }) => way(value, `output ${name}`)),
  ];
}

function framesOf({ applications }: Model): ModelGraph["frames"] {
  const frames = new Map<string, { readonly label: string; readonly around?: string }>();
  for (const { blocks } of applications) {
    let around: string | undefined;
    for (const { block, instance } of blocks) {
      const id: string = around === undefined ? instance : `${around}/${instance}`;
      if (!frames.has(id)) frames.set(id, { label: block, ...(around === undefined ? {} : { around }) });
      around = id;
    }
  }
  return frames;
}

function layerId(place: number): string {
  return `layer ${place}`;
}

/** The shape of one example: the batch is everywhere, so it is left out. */
function showSizes({ values }: Model, value: number): string {
  const [, ...sizes] = values[value].type.shape;
  return `[${sizes.map((dim: Dim) => showDim(dim)).join(", ")}]`;
}

/** What the author said that is not the default anyway; leading arguments need no name. */
function argumentsOf({ type, call }: LayerInstance, library: Library): string {
  const kinds = library.layers.find(type)?.parameters ?? {};
  const said = Object.entries(call.arguments)
    .filter(([name, value]) => !isDefault(value, kinds[name], library))
    .map(([name, value]) => (kinds[name]?.default === undefined ? show(value) : named(name, value)));
  const text = said.join(" · ");
  return text.length > longestDetail ? `${text.slice(0, longestDetail - 1)}…` : text;
}

function named(name: string, value: Plain): string {
  if (typeof value === "boolean") return value ? name : `no ${name.replace(/^use_/, "")}`;
  return typeof value === "number" || value === null ? `${name} ${show(value)}` : show(value);
}

/** A use of an entry shows its name; `[3, 3]` is how every window is written, so `3 × 3` says it shorter. */
function show(value: Plain): string {
  if (Array.isArray(value) && value.length > 1 && value.every((each) => typeof each === "number"))
    return value.join("×");
  if (isCall(value)) return value.name;
  return printPlain(value);
}

function isDefault(value: Plain, kind: Kind<unknown> | undefined, library: Library): boolean {
  if (kind?.default === undefined) return false;
  return JSON.stringify(value) === JSON.stringify(completeCall(kind.default, kind.category, library));
}

function showLoss(loss: OutputLoss | undefined): string {
  if (loss === undefined) return "";
  return loss.terms
    .map((term) => {
      const { name } = "call" in term ? term.call : term.block;
      return term.factor === 1 ? name : `${term.factor} · ${name}`;
    })
    .join(" + ");
}

function range({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}
