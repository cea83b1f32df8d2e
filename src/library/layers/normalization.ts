/** Normalization by the mean and variance of the training data. */
import { add, div, maximum, mul, sqrt, sub } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { axes } from "../kinds/axes.ts";
import { bool } from "../kinds/bool.ts";
import { nullable } from "../kinds/nullable.ts";
import { numbers } from "../kinds/numbers.ts";
import { meanAndVarianceOf } from "../layer-parts/mean-and-variance-of.ts";
import { normalizationRules } from "../layer-parts/normalization-rules.ts";
import { normalizationStatistics } from "../layer-parts/normalization-statistics.ts";
import { placeAxis } from "../place-axis.ts";

const EPSILON = 1e-7;

export const normalization = defineLayer({
  name: "normalization",
  keras: "Normalization",
  family: "preprocessing",
  doc: "Brings columns to mean 0 and variance 1: `(x - mean) / sqrt(variance)` for each place along `axis` (one for all with `none`); the shape stays. In a `data` block both are learned from the training rows and saved with the model; or give them as arguments. `invert` goes back.",
  scene: "houses",
  example: 'data "houses.csv" {\n  features = [area, rooms, year] -> normalization\n  price    = [price]\n}',
  parameters: {
    axis: nullable(axes(), [-1]),
    mean: nullable(numbers()),
    variance: nullable(numbers()),
    invert: bool(false),
  },
  masking: "pass",
  rules: normalizationRules,
  adapt: ({ axis, mean }, rows) => {
    const places = (axis ?? []).map((one) => (one < 0 ? one + rows.shape.length : one));
    return mean === null ? meanAndVarianceOf(rows, places) : {};
  },
  build: ([x], values, build) => {
    const places = (values.axis ?? [])
      .map((axis) => placeAxis("normalization", x, axis))
      .sort((a, b) => a - b);
    const { mean, variance } = normalizationStatistics(x, places, values, build);
    const deviation = maximum(sqrt(variance), EPSILON);
    return values.invert ? add(mean, mul(x, deviation)) : div(sub(x, mean), deviation);
  },
});
