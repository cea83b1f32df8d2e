/** How an optimizer is written: its slots for a weight and the update of one weight, over symbolic tensors. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry, EntryDeclaration } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

/** Tensors by the name of their slot. */
export type SlotTensors = { readonly [name: string]: Tensor };

/** A number that an optimizer keeps for each element of a weight, or of a shape of its own. */
export interface Slot {
  readonly name: string;
  readonly initial: number;
  readonly shape?: readonly number[];
}

/** What is known of a weight when its slots are made. */
export interface WeightToLearn {
  readonly path: string;
  readonly shape: readonly number[];
}

/** What all weights share in a step. Scalars, f32. */
interface StepContext<V> {
  readonly values: V;
  readonly learningRate: Tensor;
  /** Number of this update, 1 at the first one. */
  readonly step: Tensor;
  /** The optimizer's global slots, before this update. */
  readonly globals: SlotTensors;
}

/** What an update sees. All tensors f32; `weight` is already decayed and `gradient` already clipped. */
interface UpdateContext<V, S> {
  readonly values: V;
  readonly path: string;
  readonly weight: Tensor;
  readonly gradient: Tensor;
  /** The weight's slots by name, before this update. */
  readonly slots: SlotTensors;
  /** The learning rate of this step, scalar. */
  readonly learningRate: Tensor;
  /** What `prepare` made. */
  readonly shared: S;
}

/** A weight and its slots after an update. */
export interface Updated {
  readonly weight: Tensor;
  readonly slots: SlotTensors;
}

export interface Optimizer extends Entry {
  /** The slots that a trainable weight gets. */
  readonly slots: (values: never, weight: WeightToLearn) => readonly Slot[];
  /** Slots that there are once, whatever the weights. */
  readonly globals: (values: never) => readonly Slot[];
  /** What is computed once a step for all weights (bias corrections), and the global slots after the update. */
  readonly prepare: (context: StepContext<never>) => {
    readonly shared: unknown;
    readonly globals?: SlotTensors;
  };
  readonly update: (context: UpdateContext<never, never>) => Updated;
  /** Decoupled weight decay of a weight; null is none. */
  readonly weightDecay: (values: never, weight: WeightToLearn) => number | null;
}

/** `parameters` with weight_decay and `...sharedParameters()`, in Keras's order. */
interface Declaration<P extends Parameters, S> extends EntryDeclaration<P> {
  slots: (values: Arguments<P>, weight: WeightToLearn) => readonly Slot[];
  globals?: (values: Arguments<P>) => readonly Slot[];
  prepare?: (context: StepContext<Arguments<P>>) => { readonly shared: S; readonly globals?: SlotTensors };
  update: (context: UpdateContext<Arguments<P>, S>) => Updated;
  /** `weight_decay` for all weights unless told otherwise. */
  weightDecay?: (values: Arguments<P>, weight: WeightToLearn) => number | null;
}

export function defineOptimizer<P extends Parameters, S = undefined>(
  declaration: Declaration<P, S>,
): Optimizer {
  return {
    aliases: [],
    scene: "price",
    rules: clippingRules,
    globals: () => [],
    prepare: () => ({ shared: undefined }),
    weightDecay: ({ weight_decay }: { weight_decay: number | null }) => weight_decay,
    ...declaration,
  } as Optimizer;
}

/** Gradients are clipped in one way only. */
const clippingRules: Entry["rules"] = (plain, at) => {
  const given = ["clipnorm", "clipvalue", "global_clipnorm"].filter((name) => plain[name] !== null);
  if (given.length < 2) return [];
  return [
    {
      problem: "rule",
      span: at(given[1]),
      found: `gradients would be clipped twice, by ${given.join(" and by ")}`,
      expected: "only one of clipnorm, clipvalue and global_clipnorm",
      help: `Keep one of them and remove the ${given.length === 2 ? "other" : "others"}.`,
    },
  ];
};
