/** The body of a function while it is printed: how each value is said in it, and the lines so far. */

import type { Plan, Step } from "../../runtime/tfjs/plan.ts";
import type { Dim, Phase, Program } from "../../tensor/index.ts";
import type { Code } from "./code.ts";
import type { Expression } from "./expression.ts";
import type { Names } from "./identifier.ts";
import type { Kept, Tape } from "./kept.ts";
import type { Module } from "./module.ts";
import type { Block } from "./unit.ts";

export interface Body {
  readonly module: Module;
  readonly facts: Facts;
  readonly names: Names;
  /** How a value is said: a name, or a member of something. */
  readonly said: Map<number, Code>;
  /** Values with one reader, printed where that stands: what they are, until then. */
  readonly waiting: Map<number, Waiting>;
  /** What layers with weights are called in the function of a block: `conv2d_1`, whatever their numbers in the model. */
  readonly local: ReadonlyMap<string, string>;
  /** The node of a layer's weights: `weights.dense_1`. */
  readonly layer: (name: string) => Code;
  /** A part of the state: `metrics`. */
  readonly part: (name: string) => Code;
  /** The weights of a block instance where they are at hand as one record. */
  readonly block?: (block: Block) => Code | undefined;
  /** In training, the records of the weights of block instances so far, by the blocks' keys. */
  readonly weightsOf: Map<string, Code>;
  /** Numbers known on the host, by the values that they are. */
  readonly hosts: ReadonlyMap<number, Code>;
  /** The type that a value must be known by, where TensorFlow.js leaves it open. */
  readonly typeOf: (id: number) => Code | undefined;
  /** What a symbol of sizes is called here. */
  readonly size: (symbol: string) => Code;
  /** Values that end the body, and what their statement begins with: `return `, `x = `. */
  readonly targets: ReadonlyMap<number, Code>;
  /** Names for values that are more to others than to what makes them. */
  readonly wishes: ReadonlyMap<number, string>;
  /** What leaves a function that instances share: the names that it has outside are not its names inside. */
  readonly outward: ReadonlySet<number>;
  /** Trees of tensors, one for each weight, by their names: the paths of the weights. */
  readonly trees: Map<Code, readonly string[]>;
  /** What is said as a member of such a tree: which, and the path. */
  readonly owners: Map<Code, { readonly tree: Code; readonly path: string }>;
  /** Shapes that are those of a parameter, so that the text holds for any shape: what says them, by the shape. */
  readonly shapes: ReadonlyMap<string, Code>;
  /** Tensors of the function's own whose sizes tell how many elements there are. */
  readonly measures: readonly Measure[];
  /** The rows of values over which loops run, as lists. */
  readonly rows: Map<number, Code>;
  /** What only sizes make and has a name here, by its text. */
  readonly constants: Map<Code, Code>;
  /** The rows that loops leave to other loops. */
  readonly tapes: Map<number, Tape>;
  /** What the functions of blocks and layers have kept, by the blocks' keys. */
  readonly kept: Map<string, Kept>;
  readonly lines: Code[];
  /** How deep the body stands, in levels of indentation. */
  readonly depth: number;
  /** In a function that several instances share, layers go by what they are, not by their numbers. */
  readonly shared: boolean;
  /** Whether what a `repeat` wrote is folded into loops again: not in training, whose backward part reads what is inside. */
  readonly folds: boolean;
  /** Whether this is a training step. */
  readonly trains: boolean;
  /** In the function of a layer values need not say whose they are. */
  readonly inLayer: boolean;
  /** Inside a loop nothing is remarked: its own section has said what it is. */
  readonly quiet: boolean;
  /** The last remark, and the phase that it spoke of. */
  readonly remarked: { text?: string; phase?: Phase };
}

export interface Measure {
  readonly said: Code;
  readonly size: Dim;
}

export interface Waiting {
  readonly expression: Expression;
  readonly name: string;
}

/** What is known of a program before any of it is printed; the same for the body and for the functions that it calls. */
export interface Facts {
  readonly program: Program;
  readonly plan: Plan;
  /** Steps that depend on nothing but sizes, by what they make. */
  readonly fixed: ReadonlyMap<number, Step>;
  /** The step that makes a value. */
  readonly makers: ReadonlyMap<number, Step>;
  /** Who reads a value: one entry for each read. */
  readonly readers: ReadonlyMap<number, readonly Step[]>;
  /** Outputs and new state. */
  readonly results: ReadonlySet<number>;
  /** The names of the state that values stand for on the way in, and of what they become on the way out. */
  readonly stateIn: ReadonlyMap<number, string>;
  readonly stateOut: ReadonlyMap<number, string>;
  readonly outputs: ReadonlyMap<number, string>;
  /** The paths of weights by the values that are their gradients. */
  readonly gradients: ReadonlyMap<number, string>;
  /** Rows of loops that only other loops read. */
  readonly tapes: ReadonlySet<number>;
  /** Values that must be known to have four dims. */
  readonly fourDims: Set<number>;
}

/** The rank and sizes of a value. */
export function shapeOf({ facts }: Pick<Body, "facts">, id: number): readonly Dim[] {
  return facts.program.values[id].shape;
}

/** A text that is the same for the same shape. */
export function shapeKey(shape: readonly Dim[]): string {
  return shape.map((dim) => (typeof dim === "number" ? dim : dim.key)).join();
}
