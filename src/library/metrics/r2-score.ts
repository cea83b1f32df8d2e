/** `r2_score`: how much of the truth's variance the output explains. */
import {
  add,
  and,
  cast,
  dimension,
  div,
  equal,
  fill,
  greater,
  less,
  mean,
  mul,
  select,
  sizeOf,
  square,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import { alignWeight } from "../align-weight.ts";
import { defineMetric, type MetricState } from "../define-metric.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { matchPair } from "../match-pair.ts";
import { columnsOf } from "./columns-of.ts";
import { logName } from "./log-name.ts";

export const r2Score = defineMetric({
  name: "r2_score",
  keras: "R2Score",
  doc: "The share of the truth's variance that the output explains, at most 1: `1 - Σ(y - p)² / Σ(y - mean(y))²` over the samples of an epoch, for each output; averaged, averaged by variance, or one by one (`class_aggregation=none`). With `num_regressors` the adjusted score.",
  scene: "price",
  example: "metrics r2_score",
  parameters: {
    class_aggregation: nullable(oneOf(["uniform_average", "variance_weighted_average"]), "uniform_average"),
    num_regressors: nonNegativeInt(0),
    name: logName(),
  },
  expects: () => ({ truth: "real", ranges: "any" }),
  accumulators: (_values, prediction) => {
    const columns = [columnsOf("r2_score", prediction)];
    const each = ["squared_sum", "sum", "residual", "count"].map((name) => ({ name, shape: columns }));
    return [{ name: "num_samples", shape: [] }, ...each];
  },
  update: ({ state, truth, prediction, weight }) => {
    const [y, p] = matchPair(truth, prediction);
    const weigh = (x: Tensor) => (weight === undefined ? x : mul(x, alignWeight(weight, x)));
    const grown = (name: string, x: Tensor) => add(state[name], sum(x, 0));
    const ones = fill(y, 1, y.shape);
    return {
      num_samples: add(state.num_samples, cast(dimension(y, sizeOf(y.shape)), "f32")),
      squared_sum: grown("squared_sum", weigh(square(y))),
      sum: grown("sum", weigh(y)),
      residual: grown("residual", weigh(square(sub(y, p)))),
      count: grown("count", weigh(ones)),
    };
  },
  result: (state, { class_aggregation, num_regressors }) => {
    const total = sub(state.squared_sum, mul(state.sum, div(state.sum, state.count)));
    const scores = scoresOf(state.residual, total);
    const score =
      class_aggregation === null
        ? scores
        : class_aggregation === "uniform_average"
          ? mean(scores)
          : div(sum(mul(total, scores)), sum(total));
    return num_regressors === 0 ? score : adjusted(score, state, num_regressors);
  },
  better: "higher",
});

/** 1 - residual / total; 0 where the truth does not vary and is missed all the same. */
function scoresOf(residual: Tensor, total: Tensor): Tensor {
  const hopeless = and(equal(total, 0), greater(residual, 0));
  return select(hopeless, 0, sub(1, div(residual, select(hopeless, 1, total))));
}

/** 1 - (1 - r²)(n - 1) / (n - p - 1), and r² itself while there are too few samples for that. */
function adjusted(score: Tensor, { num_samples: count }: MetricState, regressors: number): Tensor {
  const enough = less(regressors, sub(count, 1));
  const freedom = select(enough, sub(count, regressors + 1), 1);
  return select(enough, sub(1, div(mul(sub(1, score), sub(count, 1)), freedom)), score);
}
