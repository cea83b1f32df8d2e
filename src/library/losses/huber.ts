/** `huber`: squares of small differences, sizes of large ones. */
import { abs, lessEqual, mean, mul, select, square, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { float } from "../kinds/float.ts";
import { matchPair } from "../match-pair.ts";
import { reduction } from "./reduction.ts";

export const huber = defineLoss({
  name: "huber",
  keras: "Huber",
  doc: "Squares of small errors and sizes of large ones, so that outliers count less: the mean of `½ e²` where |e| = |p - y| is at most `delta`, and of `delta · |e| - ½ delta²` beyond ([Huber 1964](https://doi.org/10.1214/aoms/1177703732)).",
  scene: "price",
  example: "loss huber(delta=2)",
  parameters: { delta: float(1, { above: 0 }), reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction, { delta }) => {
    const [y, p] = matchPair(truth, prediction);
    const error = sub(p, y);
    const size = abs(error);
    const beyond = sub(mul(size, delta), 0.5 * delta * delta);
    return mean(select(lessEqual(size, delta), mul(square(error), 0.5), beyond), -1);
  },
});
