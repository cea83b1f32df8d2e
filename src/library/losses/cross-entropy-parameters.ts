/** The arguments that the cross-entropies share. */
import type { OutputRange } from "../define-activation.ts";
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

/** The outputs that fit a cross-entropy over classes. What sums to 1 along another axis than the last is not seen statically. */
export function scoreRanges({
  from_logits,
  axis,
}: {
  readonly from_logits: boolean;
  readonly axis: number;
}): readonly OutputRange[] {
  if (from_logits) return ["real"];
  return axis === -1 ? ["distribution"] : ["distribution", "probability"];
}
