/** How a layer is written: one object with its name, documentation, parameters and `build` over symbolic tensors. */
import type { Dim, DType, Graph, NumberArray, Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";
import type { Library } from "./library.ts";
import type { Scene } from "./scenes.ts";
import type { PlainArguments, PlainCall } from "./value.ts";

/** How a weight is made, kept and changed. Regularizer and constraint are calls of library entries; null is none. */
export interface WeightOptions {
  readonly trainable?: boolean;
  readonly dtype?: DType;
  readonly regularizer?: PlainCall | null;
  readonly constraint?: PlainCall | null;
  /** Keras's fans where the shape alone does not tell them. */
  readonly fans?: { readonly fanIn: number; readonly fanOut: number };
}

/** What `build` can ask for. A layer that is used twice gets the same weights twice. */
export interface Build {
  readonly graph: Graph;
  /** True while tracing a training step: dropout drops, batch normalization takes the batch's statistics. */
  readonly training: boolean;
  /** False where the author froze the layer (`trainable=false`): its weights stay, batch normalization infers. */
  readonly trainable: boolean;
  /** A weight by Keras's name (`kernel`) and initializer. Throws ShapeProblem (symbolic) unless every dim is a number. */
  readonly weight: (
    name: string,
    shape: readonly Dim[],
    initializer: PlainCall,
    options?: WeightOptions,
  ) => Tensor;
  /** Replaces a weight that is not trained by gradients (moving averages), from this step on. */
  readonly update: (weight: Tensor, next: Tensor) => void;
  /** Fresh numbers, uniform in [0, 1), different at each step; only while training. A layer's own `seed` replaces the run's. */
  readonly random: (shape: readonly Dim[], seed?: number | null) => Tensor;
  /** Adds a scalar to the loss (activity regularizers). */
  readonly addLoss: (penalty: Tensor) => void;
  /** Runs `build` with weight names below `name/` (`forward_lstm`, `query`). */
  readonly scope: <R>(name: string, build: () => R) => R;
  /** The mask of each input ([batch, time] bool), where it has one. */
  readonly masks: readonly (Tensor | undefined)[];
}

/** A layer's results: the values and, where it makes or keeps one, the mask of the first. */
export interface LayerResult {
  readonly outputs: readonly Tensor[];
  readonly mask?: Tensor;
}

/** A layer as an argument of another (`bidirectional(lstm(64))`): apply it under overrides and masks. */
export interface LayerCall {
  readonly layer: Layer;
  readonly call: PlainCall;
  readonly apply: (
    inputs: readonly Tensor[],
    build: Build,
    options?: {
      overrides?: { readonly [parameter: string]: unknown };
      masks?: readonly (Tensor | undefined)[];
    },
  ) => LayerResult;
}

export interface Layer extends Entry {
  /** Keras's family, for documentation and completion: core, convolution, pooling, … */
  readonly family: string;
  /** How many values it takes. */
  readonly inputs: { readonly least: number; readonly most: number };
  /** The numbers it reads: i32 inputs of an "f32" layer are cast, as in Keras; an "i32" layer refuses others. */
  readonly reads: "f32" | "i32" | "any";
  /** What it does with a mask that comes in: hands it on, uses it up (its result says what follows), or drops it. */
  readonly masking: "pass" | "use" | "drop";
  /** The activation that a call applies as its last act: what the checker reads for NN2xx and NN3xx. */
  readonly lastActivation?: (given: PlainArguments, library: Library) => PlainCall | undefined;
  /** Linear in its input apart from that activation (dense, conv): NN302, NN303. */
  readonly linear: boolean;
  /** What the layer learns from the training rows before training (normalization's mean and variance), by weight name. */
  readonly adapt?: (values: never, rows: NumberArray) => { readonly [weight: string]: NumberArray };
  readonly build: (inputs: readonly Tensor[], values: never, build: Build) => LayerResult;
}

interface Declaration<P extends Parameters> extends EntryDeclaration<P> {
  family: string;
  scene: Scene;
  inputs?: { least: number; most: number };
  reads?: Layer["reads"];
  masking?: Layer["masking"];
  linear?: boolean;
  /** The parameter that holds the activation, usually `activation`. */
  activationParameter?: keyof P & string;
  /** Where the last activation is no parameter of its own (relu, time_distributed). */
  lastActivation?: Layer["lastActivation"];
  adapt?: (values: Arguments<P>, rows: NumberArray) => { readonly [weight: string]: NumberArray };
  build: (
    inputs: readonly Tensor[],
    values: Arguments<P>,
    build: Build,
  ) => Tensor | readonly Tensor[] | LayerResult;
}

/** Declares a layer; the types of `values` in `build` are taken from `parameters`. */
export function defineLayer<P extends Parameters>(declaration: Declaration<P>): Layer {
  const { activationParameter: parameter, ...rest } = declaration;
  const fromParameter = (given: PlainArguments) =>
    (parameter === undefined ? undefined : given[parameter]) as PlainCall;
  return {
    aliases: [],
    inputs: { least: 1, most: 1 },
    reads: "f32",
    masking: "drop",
    linear: false,
    ...(parameter === undefined ? {} : { lastActivation: fromParameter }),
    ...rest,
    build: (inputs, values, build) => asResult(declaration.build(inputs, values, build)),
  };
}

function asResult(result: Tensor | readonly Tensor[] | LayerResult): LayerResult {
  if ("outputs" in result) return result;
  return { outputs: "graph" in result ? [result] : result };
}
