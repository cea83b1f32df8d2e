/** What the rules ask about a model: who makes and reads each value, how an output ends, and what its author wrote. */
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import type { Layer } from "../library/define-layer.ts";
import type { Library } from "../library/library.ts";
import type { PlainCall } from "../library/value.ts";
import type { Span } from "../source.ts";
import { argumentIn } from "./argument-in.ts";
import type { CheckedModel } from "./check-model.ts";
import type { AppliedActivation, Head, HeadContext } from "./heads.ts";
import type { Application, LayerInstance, Model } from "./model.ts";
import { readersOf } from "./readers-of.ts";
import { type Part, removal } from "./removal.ts";
import { type Run, textAt } from "./run.ts";
import { writtenArguments } from "./written-arguments.ts";

/** A law that a model should keep: what breaks it is reported. One file each in `rules/`. */
export type Rule = (model: Model, context: RuleContext) => readonly Diagnostic[];

export interface RuleContext {
  readonly library: Library;
  /** Whether parts of the model are unknown; then nothing is said of what depends on the whole. */
  readonly broken: boolean;
  /** The application that made a value; undefined for inputs. */
  readonly maker: (value: number) => Application | undefined;
  readonly readers: (value: number) => readonly Application[];
  /** The applications of the layers of which a rule speaks. The entries are asked, so that a rule costs nothing where none is meant. */
  readonly applicationsOf: (isMeant: (entry: Layer) => boolean) => readonly Application[];
  readonly layerOf: (application: Application) => LayerInstance;
  readonly entryOf: (application: Application) => Layer;
  /** Whether only the shapes of its layer are sure. */
  readonly doubtful: (application: Application) => boolean;
  /** The arguments of an application's layer that the author wrote. */
  readonly written: (application: Application) => ReturnType<typeof writtenArguments>;
  /** How values end that have been asked for. */
  readonly heads: (Head | undefined)[];
  /** The activations that calls of layers apply last, as far as they have been asked for. */
  readonly lastActivations: Map<PlainCall, AppliedActivation | undefined>;
  readonly text: (span: Span) => string;
  readonly argumentIn: (span: Span, name: string) => Span | undefined;
  /** The fix that takes a part of the text out. */
  readonly removal: (span: Span, part: Part) => Fix | undefined;
  /** Of files that the model names; also true where there is no disk to ask. */
  readonly hasFile: (path: string) => boolean;
  /** Where a setting stands (`optimizer`, `batch_size`, `callbacks.0`); the model's name where it is not written. */
  readonly place: (setting: string) => Span;
}

export function ruleContext({ model, draft, places }: CheckedModel, run: Run): RuleContext {
  const readers = readersOf(draft);
  return {
    ...headContext(model, run.library, ({ layer }) => draft.layers[layer].doubtful),
    broken: draft.broken,
    readers: (value) => readers[value] ?? noReaders,
    applicationsOf: applicationsIn(model, run.library),
    written: ({ layer }) => writtenArguments(draft.layers[layer], run),
    text: (span) => textAt(run, span),
    argumentIn: (span, name) => argumentIn(run, span, name),
    removal: (span, part) => removal(run, span, part),
    hasFile: (path) => run.hasFile?.(path) ?? true,
    place: (setting) => places.get(setting) ?? model.span,
  };
}

function applicationsIn({ applications, layers }: Model, library: Library): RuleContext["applicationsOf"] {
  const groups = new Map<string, Application[]>();
  for (const application of applications) {
    const { type } = layers[application.layer];
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [application]);
    else group.push(application);
  }
  const byEntry = [...groups].map(([type, group]) => ({ entry: library.layers.find(type) as Layer, group }));
  return (isMeant) => {
    const meant = byEntry.filter(({ entry }) => isMeant(entry)).map(({ group }) => group);
    return meant.length === 1 ? meant[0] : meant.flat();
  };
}

/** What is known of how the outputs of a model end. */
export function headContext(
  model: Model,
  library: Library,
  doubtful: HeadContext["doubtful"] = () => false,
): HeadContext {
  const makers: (Application | undefined)[] = [];
  for (const application of model.applications)
    for (const value of application.outputs) makers[value] = application;
  const entries = model.layers.map(({ type }) => library.layers.find(type) as Layer);
  const layerOf = ({ layer }: Application) => model.layers[layer];
  return {
    library,
    maker: (value) => makers[value],
    layerOf,
    doubtful,
    entryOf: ({ layer }) => entries[layer],
    heads: [],
    lastActivations: new Map(),
  };
}

const noReaders: readonly Application[] = [];
