/** The two sizes of a weight that has to be a matrix. */
import { ShapeProblem, showShape, type Tensor } from "../tensor/index.ts";

/** Throws ShapeProblem ("rank") where the weight has another number of dims; weights have sizes that are numbers. */
export function requireMatrix(weight: Tensor, user: string): readonly [rows: number, columns: number] {
  const [rows, columns] = weight.shape;
  if (weight.shape.length === 2 && typeof rows === "number" && typeof columns === "number")
    return [rows, columns];
  throw new ShapeProblem({
    kind: "rank",
    found: `\`${user}\` is for matrices, but this weight is ${showShape(weight.shape)}.`,
    expected: "A weight with two dims.",
    types: [weight],
    input: 0,
  });
}
