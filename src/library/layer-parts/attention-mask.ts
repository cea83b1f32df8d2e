/**
 * What attention may see: the masks of query and value, the author's mask, the causal and the sliding-window mask, all at once.
 * Throws ShapeProblem for masks over time where attention runs along several axes.
 */
import {
  abs,
  and,
  expandDims,
  greaterEqual,
  iota,
  less,
  notEqual,
  reshape,
  ShapeProblem,
  sizeOf,
  sub,
  type Tensor,
} from "../../tensor/index.ts";

interface AttentionMasks {
  /** The rank of the scores: [batch, … other axes, heads, queries, keys]. */
  readonly rank: number;
  readonly query: Tensor;
  readonly value: Tensor;
  /** The axes along which attention runs. */
  readonly places: readonly number[];
  readonly queryMask: Tensor | undefined;
  readonly valueMask: Tensor | undefined;
  readonly keyMask: Tensor | undefined;
}

interface MaskValues {
  readonly attention_mask: Tensor | null;
  readonly use_causal_mask: boolean;
  readonly sliding_window: number | null;
}

/** A bool tensor that broadcasts against the scores, or none where all may be seen. */
export function attentionMask(masks: AttentionMasks, values: MaskValues): Tensor | undefined {
  const { rank, places, queryMask, valueMask, keyMask } = masks;
  const ofPlaces = places.length === 1 ? orderMasks(masks, values) : refuseOrder(masks, values);
  const all = [
    queryMask && expandDims(queryMask, -1),
    valueMask && expandDims(valueMask, -2),
    keyMask && expandDims(keyMask, -2),
    ...ofPlaces,
    givenMask(values.attention_mask, places.length),
  ];
  const known = all.filter((mask) => mask !== undefined).map((mask) => alignToScores(mask, rank));
  return known.length === 0 ? undefined : known.reduce((a, b) => and(a, b));
}

/** Masks that know only the order of places: [queries, keys]. */
function orderMasks(
  { query, value, places: [place] }: AttentionMasks,
  values: MaskValues,
): readonly Tensor[] {
  const row = iota(query, [query.shape[place], 1], 0);
  const column = iota(query, [1, value.shape[place]], 1);
  return [
    ...(values.use_causal_mask ? [greaterEqual(row, column)] : []),
    ...(values.sliding_window === null ? [] : [less(abs(sub(row, column)), values.sliding_window)]),
  ];
}

function refuseOrder({ query, places }: AttentionMasks, values: MaskValues): readonly Tensor[] {
  if (!values.use_causal_mask && values.sliding_window === null) return [];
  throw new ShapeProblem({
    kind: "value",
    found: `\`multi_head_attention\` attends along ${places.length} axes, and is told to look only at what came before.`,
    expected: "A causal or sliding-window mask needs one axis of time.",
    help: "Name that axis: `attention_axes=1`.",
    types: [query],
    input: 0,
  });
}

/** The author's mask [… batch, … queries, … keys], with its axes of queries and of keys folded. Anything but 0 is seen. */
function givenMask(mask: Tensor | null, axes: number): Tensor | undefined {
  if (mask === null) return undefined;
  const seen = mask.dtype === "bool" ? mask : notEqual(mask, 0);
  if (axes === 1) return seen;
  const before = seen.shape.slice(0, -2 * axes);
  return reshape(seen, [
    ...before,
    sizeOf(seen.shape.slice(-2 * axes, -axes)),
    sizeOf(seen.shape.slice(-axes)),
  ]);
}

/** Keras puts missing axes before those of queries and keys, which come last. */
function alignToScores(mask: Tensor, rank: number): Tensor {
  return mask.shape.length >= rank ? mask : alignToScores(expandDims(mask, mask.shape.length - 2), rank);
}
