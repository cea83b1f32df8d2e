/**
 * The Q of a tall matrix's QR decomposition by Householder reflections (Golub and Van Loan, "Matrix Computations", 5.2), with
 * the signs that make the diagonal of R positive: of a normal random matrix, a uniformly distributed orthonormal basis.
 */

/** `matrix`: rows × columns numbers, row-major, rows ≥ columns. The result holds Q column by column: column c begins at c · rows. */
export function orthonormalColumns(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const reflectors = transpose(matrix, rows, columns);
  const signs = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    signs[c] = makeReflector(columnFrom(reflectors, c, c, rows));
    for (let later = c + 1; later < columns; later++) {
      reflect(columnFrom(reflectors, c, c, rows), columnFrom(reflectors, later, c, rows));
    }
  }
  const basis = new Float64Array(rows * columns);
  for (let c = 0; c < columns; c++) {
    basis[c * rows + c] = signs[c];
    for (let k = Math.min(c, columns - 1); k >= 0; k--) {
      reflect(columnFrom(reflectors, k, k, rows), columnFrom(basis, c, k, rows));
    }
  }
  return basis;
}

/** Turns a column into the unit vector v whose reflection 1 - 2vvᵀ sends it onto the first axis; returns the sign of R there. */
function makeReflector(column: Float64Array): number {
  const norm = Math.sqrt(dotProduct(column, column));
  if (norm === 0) return 1;
  const sign = column[0] < 0 ? 1 : -1;
  column[0] -= sign * norm;
  const length = Math.sqrt(dotProduct(column, column));
  for (let i = 0; i < column.length; i++) column[i] /= length;
  return sign;
}

/** vector -= 2 · reflector · (reflector · vector) */
function reflect(reflector: Float64Array, vector: Float64Array): void {
  const twice = 2 * dotProduct(reflector, vector);
  for (let i = 0; i < vector.length; i++) vector[i] -= twice * reflector[i];
}

/** In four sums, which the processor can add up side by side. */
function dotProduct(a: Float64Array, b: Float64Array): number {
  const whole = a.length - (a.length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i] * b[i];
    s1 += a[i + 1] * b[i + 1];
    s2 += a[i + 2] * b[i + 2];
    s3 += a[i + 3] * b[i + 3];
  }
  for (let i = whole; i < a.length; i++) s0 += a[i] * b[i];
  return s0 + s1 + s2 + s3;
}

/** The part of a column from row `from` on. */
function columnFrom(matrix: Float64Array, column: number, from: number, rows: number): Float64Array {
  return matrix.subarray(column * rows + from, (column + 1) * rows);
}

function transpose(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const transposed = new Float64Array(matrix.length);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) transposed[c * rows + r] = matrix[r * columns + c];
  return transposed;
}
