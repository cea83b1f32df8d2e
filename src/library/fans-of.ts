/**
 * The fans of a weight's shape as Keras counts them: of a matrix its rows and columns, of a kernel the product of its spatial
 * sizes with the channels on either side, of a vector its length twice.
 */
export function fansOf(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length === 0) return { fanIn: 1, fanOut: 1 };
  if (shape.length === 1) return { fanIn: shape[0], fanOut: shape[0] };
  const [fanIn, fanOut] = shape.slice(-2);
  const receptive = shape.slice(0, -2).reduce((product, n) => product * n, 1);
  return { fanIn: fanIn * receptive, fanOut: fanOut * receptive };
}
