/** The arguments that the cross-entropies share. */
import type { Kind } from "../kind.ts";
import { axis } from "../kinds/axis.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";

/** In Keras's order: whether outputs are raw scores, how far labels are drawn towards all classes, the class axis. */
export function crossEntropyParameters(): {
  from_logits: Kind<boolean>;
  label_smoothing: Kind<number>;
  axis: Kind<number>;
} {
  return { from_logits: bool(false), label_smoothing: float(0, { least: 0, most: 1 }), axis: axis(-1) };
}
