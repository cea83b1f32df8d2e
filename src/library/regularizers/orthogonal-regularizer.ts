/** `orthogonal_regularizer`: a price on rows (or columns) that point in similar directions. */
import { abs, cast, iota, matmul, mul, notEqual, sum, type Tensor } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";
import { oneOf } from "../kinds/one-of.ts";
import { requireMatrix } from "../require-matrix.ts";
import { unitVectors } from "../unit-vectors.ts";

export const orthogonalRegularizer = defineRegularizer({
  name: "orthogonal_regularizer",
  keras: "OrthogonalRegularizer",
  doc: "Makes the rows of a matrix (or its columns, with `mode=columns`) point in different directions: `factor` times the mean of the magnitudes of the cosines between them.",
  example: "dense(16, activation=relu, kernel_regularizer=orthogonal_regularizer(0.01))",
  parameters: { factor: float(0.01, { least: 0 }), mode: oneOf(["rows", "columns"], "rows") },
  apply: (weight, { factor, mode }) => {
    const [rows, columns] = requireMatrix(weight, "orthogonal_regularizer");
    const byRows = mode === "rows";
    const vectors = unitVectors(weight, byRows ? 1 : 0);
    const cosines = matmul(vectors, vectors, byRows ? { transposeB: true } : { transposeA: true });
    const count = byRows ? rows : columns;
    const pairs = (count * (count - 1)) / 2;
    return mul(sum(abs(mul(cosines, offDiagonal(cosines)))), (factor * 0.5) / pairs);
  },
});

/** 0 on the diagonal of a square matrix, 1 elsewhere. */
function offDiagonal(matrix: Tensor): Tensor {
  return cast(notEqual(iota(matrix, matrix.shape, 0), iota(matrix, matrix.shape, 1)), "f32");
}
