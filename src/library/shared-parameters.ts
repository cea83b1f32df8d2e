/** The arguments that all optimizers have, as Keras orders and defaults them. */
import type { Kind } from "./kind.ts";
import { bool } from "./kinds/bool.ts";
import { float } from "./kinds/float.ts";
import { int } from "./kinds/int.ts";
import { nullable } from "./kinds/nullable.ts";
import { positiveInt } from "./kinds/positive-int.ts";

/** What is read of them in a step, whatever the optimizer. */
export interface SharedValues {
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly global_clipnorm: number | null;
  readonly use_ema: boolean;
  readonly ema_momentum: number;
  readonly ema_overwrite_frequency: number | null;
  readonly loss_scale_factor: number | null;
  readonly gradient_accumulation_steps: number | null;
}

/** All of them but `learning_rate` and `weight_decay`, whose places and defaults differ. */
export function sharedParameters(): { [K in keyof SharedValues]: Kind<SharedValues[K]> } {
  return {
    clipnorm: nullable(float(undefined, { above: 0 })),
    clipvalue: nullable(float(undefined, { above: 0 })),
    global_clipnorm: nullable(float(undefined, { above: 0 })),
    use_ema: bool(false),
    ema_momentum: float(0.99, { least: 0, most: 1 }),
    ema_overwrite_frequency: nullable(positiveInt()),
    loss_scale_factor: nullable(float(undefined, { above: 0 })),
    gradient_accumulation_steps: nullable(int(undefined, { least: 2 })),
  };
}

/** Decoupled weight decay: each update first takes this fraction, times the learning rate, off every weight. */
export function weightDecay(): Kind<number | null> {
  return nullable(float(undefined, { least: 0 }));
}
