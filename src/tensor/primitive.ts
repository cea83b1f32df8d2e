/** How a primitive is written: its type rule, gradient, cost and reference evaluation side by side, in one file. */
import type { Dim } from "./dim.ts";
import type { Graph, Tensor } from "./graph.ts";
import type { Attributes, Program } from "./program.ts";
import type { DType, Type } from "./type.ts";

/** A concrete array, row-major; bools are 0 and 1. The reference evaluator computes f32 in float64 when it is asked to. */
export interface NumberArray {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array | Int32Array | Uint8Array;
}

/** What a gradient rule sees. `cotangents` and `outputs` run in parallel; `needs[i]` says whether input i wants a gradient. */
export interface GradientContext<A> {
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly cotangents: readonly (Tensor | undefined)[];
  readonly needs: readonly boolean[];
  readonly attributes: A;
  /** Reverse accumulation through the operations of a graph so far: for the bodies of loops. */
  readonly backpropagate: Backpropagate;
}

/**
 * Appends to `graph` the gradients of what `seeds` weighs (a cotangent for each value number) with respect to values of the
 * same graph. Undefined where a value does not reach any seed.
 */
export type Backpropagate = (
  graph: Graph,
  seeds: ReadonlyMap<number, Tensor>,
  withRespectTo: readonly Tensor[],
) => readonly (Tensor | undefined)[];

/** What the reference evaluation sees besides the arrays: bound output types, and whether to compute in float64. */
export interface EvaluationContext {
  readonly types: readonly { readonly dtype: DType; readonly shape: readonly number[] }[];
  readonly float64: boolean;
  /** Runs the body of a loop over its inputs in order. */
  readonly run: (body: Program, inputs: readonly NumberArray[]) => readonly NumberArray[];
}

/** A primitive operation. Throws `ShapeProblem` from `types` where the inputs do not fit. */
export interface Primitive<A = Attributes> {
  readonly name: string;
  /** Each element of the one result depends on the elements at its place alone; operands broadcast. */
  readonly elementwise?: true;
  readonly types: (inputs: readonly Type[], attributes: A) => readonly Type[];
  /** One gradient for each input, written in primitives; absent where the primitive has none (argMax, comparisons). */
  readonly gradient?: (context: GradientContext<A>) => readonly (Tensor | undefined)[];
  /** Multiply-adds of one run (products, convolutions, windows, reductions); 0 for what only moves or maps elements. */
  readonly cost: (
    inputs: readonly Type[],
    outputs: readonly Type[],
    attributes: A,
    costOf: (body: Program) => Dim,
  ) => Dim;
  /** Plain loops, slow and obviously right: the judge of every engine and pass. All dims in attributes are numbers here. */
  readonly evaluate: (
    inputs: readonly NumberArray[],
    attributes: A,
    context: EvaluationContext,
  ) => readonly NumberArray[];
}

/** A named composition that engines may have a faster kernel for; everything else expands it into primitives. */
export interface Composite<A = Attributes> {
  readonly name: string;
  readonly expand: (inputs: readonly Tensor[], attributes: A) => readonly Tensor[];
  /** Its own rule, since that is better than the expansion's (relu: ct · step(y)). */
  readonly gradient: (context: GradientContext<A>) => readonly (Tensor | undefined)[];
}

/** Declares a primitive; the type of its attributes is taken from its functions. */
export function definePrimitive<A>(primitive: Primitive<A>): Primitive<A> {
  return primitive;
}

/** Declares a composite. */
export function defineComposite<A>(composite: Composite<A>): Composite<A> {
  return composite;
}
