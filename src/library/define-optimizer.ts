/** How an optimizer is written: its slots for a weight and the update of one weight, over symbolic tensors. */
import type { Tensor } from "../tensor/index.ts";
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters } from "./kind.ts";

/** What an update sees. All tensors f32; `weight` is already decayed and `gradient` already clipped. */
export interface UpdateContext<P> {
  readonly values: Arguments<P>;
  readonly weight: Tensor;
  readonly gradient: Tensor;
  /** The slots by name, before this update. */
  readonly slots: { readonly [name: string]: Tensor };
  /** The learning rate of this step, scalar. */
  readonly learningRate: Tensor;
  /** Number of this update, 1 at the first one, scalar f32. */
  readonly step: Tensor;
}

export interface Optimizer extends Entry {
  /** Names of the slots that each trainable weight gets, with the value they start from. */
  readonly slots: (values: never) => readonly { readonly name: string; readonly initial: number }[];
  /** The weight and its slots after the update. */
  readonly update: (context: UpdateContext<never>) => {
    readonly weight: Tensor;
    readonly slots: { readonly [name: string]: Tensor };
  };
}

interface Declaration<P extends Parameters> {
  name: string;
  aliases?: readonly string[];
  keras: string;
  doc: string;
  /** With `...sharedParameters(defaultLearningRate)`: learning_rate, weight_decay, clipnorm, clipvalue, global_clipnorm, use_ema, … */
  parameters: P;
  rules?: Entry["rules"];
  slots: (values: Arguments<P>) => readonly { readonly name: string; readonly initial: number }[];
  update: (context: UpdateContext<P>) => {
    readonly weight: Tensor;
    readonly slots: { readonly [name: string]: Tensor };
  };
}

export function defineOptimizer<P extends Parameters>(declaration: Declaration<P>): Optimizer {
  return { ...declaration, aliases: declaration.aliases ?? [] } as Optimizer;
}
