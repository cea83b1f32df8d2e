/** `sparse_categorical_crossentropy`: how surprising the right class is, labels being class numbers. */
import { expandDims, mul, neg, notEqual, oneHot, select, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { axis } from "../kinds/axis.ts";
import { bool } from "../kinds/bool.ts";
import { int } from "../kinds/int.ts";
import { nullable } from "../kinds/nullable.ts";
import { matchClasses } from "../match-classes.ts";
import { sizeOfAxis } from "../size-of-axis.ts";
import { logProbabilities } from "./categorical-crossentropy.ts";
import { scoreRanges } from "./cross-entropy-parameters.ts";
import { reduction } from "./reduction.ts";

export const sparseCategoricalCrossentropy = defineLoss({
  name: "sparse_categorical_crossentropy",
  keras: "SparseCategoricalCrossentropy",
  doc: "How surprising the right class is, labels being class numbers: `-log(p of the right class)`, p made to sum to 1 and kept 1e-7 away from 0 and 1. With `from_logits` outputs are scores, and p is their softmax, computed without loss of digits. Labels equal to `ignore_class` do not count.",
  scene: "digit",
  example: "loss sparse_categorical_crossentropy",
  parameters: {
    from_logits: bool(false),
    ignore_class: nullable(int()),
    reduction: reduction(),
    axis: axis(-1),
  },
  expects: (values) => ({ truth: "class-number", ranges: scoreRanges(values) }),
  apply: (truth, prediction, { from_logits, ignore_class, axis: along }) => {
    const { classes, scores } = matchClasses(truth, prediction, along);
    const surprise = (labels: typeof classes, output: typeof scores) =>
      neg(sum(mul(oneHot(labels, sizeOfAxis(output, -1)), logProbabilities(output, from_logits, -1)), -1));
    if (ignore_class === null) return surprise(classes, scores);
    // What does not count is computed from sound numbers all the same, so that its gradient is 0 and not NaN.
    const counts = notEqual(classes, ignore_class);
    return select(counts, surprise(select(counts, classes, 0), select(expandDims(counts, -1), scores, 1)), 0);
  },
  counts: (truth, prediction, { ignore_class, axis: along }) =>
    ignore_class === null
      ? undefined
      : notEqual(matchClasses(truth, prediction, along).classes, ignore_class),
});
