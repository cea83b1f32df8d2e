/** The orthogonal matrix near a given one, approximately, by the iteration of Newton and Schulz with tuned coefficients. */
import { add, div, matmul, mul, sqrt, square, sum, type Tensor, transpose } from "../../tensor/index.ts";

interface NewtonSchulz {
  readonly ns_steps: number;
  readonly muon_a: number;
  readonly muon_b: number;
  readonly muon_c: number;
}

/** x = a x + (b x xᵀ + c (x xᵀ)²) x, again and again, from the matrix divided by its length; f32 of the same shape. */
export function nearestOrthogonal(
  matrix: Tensor,
  { ns_steps, muon_a, muon_b, muon_c }: NewtonSchulz,
): Tensor {
  const [rows, columns] = matrix.shape as readonly number[];
  const tall = rows > columns;
  const wide = tall ? transpose(matrix, [1, 0]) : matrix;
  let x = div(wide, add(sqrt(sum(square(wide))), 1e-7));
  for (let i = 0; i < ns_steps; i++) {
    const product = matmul(x, x, { transposeB: true });
    const polynomial = add(mul(product, muon_b), mul(matmul(product, product), muon_c));
    x = add(mul(x, muon_a), matmul(polynomial, x));
  }
  return tall ? transpose(x, [1, 0]) : x;
}
