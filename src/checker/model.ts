/**
 * A checked model: the typed graph of layers that everything behind the checker reads. Plain data that prints as JSON
 * (it is what `program.json` holds), with every name resolved, every default filled in and every shape known.
 */
import type { Plain, PlainCall } from "../library/value.ts";
import type { WeightSpec } from "../library/weight-spec.ts";
import type { Span } from "../source.ts";
import type { Type } from "../tensor/type.ts";

export interface Model extends LayerGraph {
  readonly name: string;
  readonly doc?: string;
  readonly span: Span;
  readonly inputs: readonly ModelInput[];
  readonly targets: readonly ModelTarget[];
  readonly outputs: readonly ModelOutput[];
  /** All weights in the order of their creation, with Keras's paths. */
  readonly weights: readonly WeightSpec[];
  readonly compile?: CompileSettings;
  readonly train: TrainSettings;
  readonly data?: DataSettings;
  /** Values of `param`s that the model was checked with, defaults included. */
  readonly params: { readonly [name: string]: Plain };
}

/** What flows and through which layers: of a model, or of a block that is a loss. */
export interface LayerGraph {
  /** Every value that flows: inputs first, then the results of applications in order. A value's number is its place here. */
  readonly values: readonly ModelValue[];
  /** One entry for each set of weights; a shared layer stands here once and is applied several times. */
  readonly layers: readonly LayerInstance[];
  /** The uses of layers, in an order in which they can be computed. */
  readonly applications: readonly Application[];
}

/** What the numbers of an input or target mean, where the author said it: for data, checks and class names. */
export type Meaning =
  | { readonly kind: "number"; readonly low?: number; readonly high?: number }
  /** Class numbers `first … first + count - 1`; `names` where the author gave them. */
  | {
      readonly kind: "class";
      readonly count: number;
      readonly first: number;
      readonly names?: readonly string[];
    }
  | { readonly kind: "onehot"; readonly count: number }
  /** 0 or 1; `names` of the two where the author gave them: `binary("benign", "malignant")`. */
  | { readonly kind: "binary"; readonly names?: readonly [string, string] }
  | { readonly kind: "multilabel"; readonly count: number };

/** An input; its type has the batch dim first (`[batch, 28, 28, 1]`). */
export interface ModelInput {
  readonly name: string;
  readonly value: number;
  readonly type: Type;
  readonly meaning: Meaning;
  readonly span: Span;
}

/**
 * The labels of an output: class numbers are i32 `[batch, …dims]`, all else f32 (`onehot(3)` `[batch, 3]`, `binary` `[batch, 1]`,
 * `real[2]` `[batch, 2]`). Where the file has no `target`, the checker makes one from output and loss (`implicit`).
 */
export interface ModelTarget {
  readonly name: string;
  readonly output: string;
  readonly type: Type;
  readonly meaning: Meaning;
  readonly implicit: boolean;
  readonly span: Span;
}

export interface ModelValue {
  readonly type: Type;
  /** The name in the file, where it has one. */
  readonly name?: string;
  /** The place that made it: the input's or the step's. */
  readonly span: Span;
}

/** A layer with its arguments; `name` is Keras's automatic name or the given one, and the stem of its weights' paths. */
export interface LayerInstance {
  readonly name: string;
  readonly type: string;
  readonly call: PlainCall;
  readonly trainable: boolean;
  /** `weights="file.safetensors"`: where its initial weights come from. */
  readonly weightsFile?: string;
  readonly span: Span;
}

export interface Application {
  readonly layer: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Instances of blocks around it, outermost first, each with its place in the file: `{ block: "residual", instance: "residual_1", … }`. */
  readonly blocks: readonly { readonly block: string; readonly instance: string; readonly span: Span }[];
  readonly span: Span;
}

export interface ModelOutput {
  readonly name: string;
  readonly value: number;
}

export interface CompileSettings {
  readonly optimizer: PlainCall;
  readonly losses: readonly OutputLoss[];
  readonly metrics: readonly OutputMetric[];
}

/** The loss of an output: a weighted sum of losses of the library and blocks (`mse * 0.5 + pinball(0.9)`). */
export interface OutputLoss {
  readonly output: string;
  readonly terms: readonly LossTerm[];
  readonly span: Span;
}

export type LossTerm =
  | { readonly factor: number; readonly call: PlainCall }
  | { readonly factor: number; readonly block: LossBlock };

/** A block as a loss: values 0 and 1 are truth and prediction, of one rank; the mean of `result` is the loss. It has no weights. */
export interface LossBlock extends LayerGraph {
  readonly name: string;
  readonly result: number;
}

/** A metric of an output. `label` is the name in logs, as the author wrote it; `call` the resolved metric. */
export interface OutputMetric {
  readonly output: string;
  readonly label: string;
  readonly call: PlainCall;
  readonly weighted: boolean;
  readonly span: Span;
}

/** Keras's `fit`, defaults filled in: epochs 1, batch_size 32, validation_split 0, shuffle true. */
export interface TrainSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly validationSplit: number;
  readonly shuffle: boolean;
  /** Absent: a seed is drawn, printed and saved. */
  readonly seed?: number;
  readonly callbacks: readonly PlainCall[];
  /** Weight of each class number (from 0, whatever the first label is), for the one target with classes. */
  readonly classWeight?: { readonly [classNumber: string]: number };
  readonly weightsFile?: string;
  /** Keras's learning-rate-free settings that the loop reads. */
  readonly validationData?: string;
}

/** Where the examples come from: a file, and for each input and target its columns and preparing steps. */
export interface DataSettings {
  readonly file: string;
  readonly bindings: readonly DataBinding[];
  readonly span: Span;
}

export interface DataBinding {
  /** An input or target. */
  readonly name: string;
  /** One column, or all from one to another in the header's order (`[p00..p77]`): only the file's header can tell which. */
  readonly columns: readonly { readonly first: string; readonly last: string }[];
  /** Layers applied to the columns before the model sees them; those with `adapt` learn from the training rows. */
  readonly steps: readonly PlainCall[];
  readonly span: Span;
}
