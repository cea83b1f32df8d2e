/** How often each class is taken for which: what the overlaps of regions are made of. */
import {
  add,
  and,
  broadcastTo,
  cast,
  fill,
  greaterEqual,
  less,
  mul,
  notEqual,
  reshape,
  scatterAdd,
  select,
  type Tensor,
} from "../../tensor/index.ts";
import { alignWeight } from "../align-weight.ts";
import { matchPair } from "../match-pair.ts";

interface ClassPairs {
  /** Class numbers, of one shape, i32 or f32. */
  readonly truth: Tensor;
  readonly prediction: Tensor;
  readonly weight?: Tensor;
  readonly classes: number;
  /** Positions of this class do not count. */
  readonly ignored: number | null;
}

/** f32 [classes, classes]: at (i, j) the weight of what is i and taken for j. Numbers of no class do not count. */
export function confusionMatrix({ truth, prediction, weight, classes, ignored }: ClassPairs): Tensor {
  const [y, p] = matchPair(truth, prediction).map((x) => cast(x, "i32"));
  const inside = (x: Tensor) => and(greaterEqual(x, 0), less(x, classes));
  const known = and(inside(y), inside(p));
  const counts = ignored === null ? known : and(known, notEqual(y, ignored));
  const given = weight === undefined ? fill(y, 1, y.shape) : broadcastTo(alignWeight(weight, y), y.shape);
  const place = select(counts, add(mul(y, classes), p), 0);
  const sums = scatterAdd(
    reshape(place, [-1]),
    reshape(select(counts, given, 0), [-1]),
    classes * classes,
    0,
  );
  return reshape(sums, [classes, classes]);
}
