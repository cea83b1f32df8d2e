/** What is known of the generated module as a whole: the model, where things stand in its file, the functions gathered so far. */
import type { Model } from "../../checker/model.ts";
import type { Library } from "../../library/library.ts";
import { slotSpecs } from "../../library/slot-specs.ts";
import type { SlotEntry } from "../../library/slot-table.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import { OPTIMIZER } from "../../lowering/optimizer-state.ts";
import { positionAt, type Source, type Span } from "../../source.ts";
import type { Origin, Type } from "../../tensor/index.ts";
import { createFunctions, type Functions } from "./functions.ts";
import type { Names } from "./identifier.ts";

export interface Module {
  readonly model: Model;
  readonly weights: readonly WeightSpec[];
  readonly isWeight: (state: string) => boolean;
  /** The optimizer's slots by their names in the state. */
  readonly slots: ReadonlyMap<string, SlotEntry>;
  /** Where a piece of state stands in the module: a slot below its own name, by the path of its weight. */
  readonly statePath: (state: string) => string;
  readonly names: Names;
  readonly functions: Functions;
  /** The author's text of a place; empty where its file is not at hand. */
  readonly textAt: (span: Span) => string;
  /** The author's text of a place on one line, with the file's name and line: `dense(16), iris.nn:6`. */
  readonly quote: (span: Span) => string;
  /** What a place makes: the author's name for it, where it has one, and its shape. */
  readonly madeAt: (origin: Origin) => { readonly name?: string; readonly type: Type } | undefined;
  /** The layers with weights of a block's instance, by the names of the instances around and of its own, with slashes between. */
  readonly layersIn: (key: string) => readonly string[];
  /** Where a block is used, by the names of the instances around and of its own. */
  readonly blockPlace: (
    instances: readonly string[],
  ) => { readonly name: string; readonly span: Span } | undefined;
}

export interface ModuleOptions {
  readonly model: Model;
  readonly sources: ReadonlyMap<string, Source>;
  readonly library: Library;
  readonly names: Names;
}

export function createModule({ model, sources, library, names }: ModuleOptions): Module {
  const paths = new Set(model.weights.map(({ path }) => path));
  const blocks = new Map(
    model.applications.flatMap(({ blocks }) =>
      blocks.map(
        ({ block, span }, i) =>
          [
            blocks
              .slice(0, i + 1)
              .map(({ instance }) => instance)
              .join("/"),
            { name: block, span },
          ] as const,
      ),
    ),
  );
  const layers = new Set(model.weights.map(({ path }) => path.split("/")[0]));
  const slots = optimizerSlots(model, library);
  return {
    model,
    weights: model.weights,
    isWeight: (state) => paths.has(state),
    slots,
    statePath: (state) => slotPath(slots.get(state)) ?? state,
    names,
    functions: createFunctions(names),
    textAt: ({ file, start, end }) => sources.get(file)?.text.slice(start, end) ?? "",
    quote: (span) => quote(span, sources),
    madeAt: makersIn(model),
    layersIn: (key) => {
      const inside = model.applications.filter(({ blocks }) =>
        `${blocks.map(({ instance }) => instance).join("/")}/`.startsWith(`${key}/`),
      );
      const names = inside.map(({ layer }) => model.layers[layer].name.split("/")[0]);
      return [...new Set(names)].filter((name) => layers.has(name));
    },
    blockPlace: (instances) => blocks.get(instances.join("/")),
  };
}

/** Tells what a place makes. */
export function makersIn(model: Model): Module["madeAt"] {
  const places = new Map(
    model.applications.map(({ layer, outputs, blocks, span }) => {
      const instances = blocks.map(({ instance }) => instance);
      return [placeKey(model.layers[layer].name, instances, span), model.values[outputs[0]]] as const;
    }),
  );
  return ({ layer = "", blocks = [], span }) =>
    span === undefined ? undefined : places.get(placeKey(layer, blocks, span));
}

function optimizerSlots({ compile, weights }: Model, library: Library): ReadonlyMap<string, SlotEntry> {
  if (compile === undefined) return new Map();
  const trained = weights.filter(({ trainable }) => trainable);
  return new Map(
    slotSpecs(compile.optimizer, trained, library).map((slot) => [`${OPTIMIZER}${slot.name}`, slot]),
  );
}

/** `adam/dense_kernel_momentum` → `optimizer/adam/momentum/dense/kernel`; undefined for what belongs to no weight. */
function slotPath(entry: SlotEntry | undefined): string | undefined {
  if (entry?.path === undefined) return undefined;
  return `${OPTIMIZER}${entry.name.split("/")[0]}/${entry.slot}/${entry.path}`;
}

function placeKey(layer: string, instances: readonly string[], { file, start, end }: Span): string {
  return JSON.stringify([layer, instances, file, start, end]);
}

function quote({ file, start, end }: Span, sources: ReadonlyMap<string, Source>): string {
  const name = file.split(/[\\/]/).at(-1) ?? file;
  const text = sources.get(file)?.text;
  if (text === undefined) return name;
  return `${text.slice(start, end)}, ${name}:${positionAt(text, start).line}`;
}
