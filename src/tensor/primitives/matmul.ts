/** Matrix products, batched over leading dims that are equal or broadcast. */
import { broadcastPositions } from "../broadcast-positions.ts";
import { broadcastShapes } from "../broadcast-shapes.ts";
import type { Dim } from "../dim.ts";
import { multiplyDims, sameDim, showDim, showShape, sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { ShapeProblem } from "../shape-problem.ts";
import type { Type } from "../type.ts";
import { unbroadcast } from "../unbroadcast.ts";

export interface MatmulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const matmulPrimitive = definePrimitive<MatmulAttributes>({
  name: "matmul",
  types: (inputs, { transposeA, transposeB }) => {
    for (const input of [0, 1]) requireMatrix(inputs, input);
    const [a, b] = inputs;
    const [rows, inner] = lastTwo(a.shape, transposeA);
    const [innerOfB, columns] = lastTwo(b.shape, transposeB);
    if (!sameDim(inner, innerOfB)) throw innerProblem(inputs, inner, innerOfB, transposeA);
    const batch = broadcastShapes(inputs.map(({ dtype, shape }) => ({ dtype, shape: shape.slice(0, -2) })));
    return [{ dtype: "f32", shape: [...batch, rows, columns] }];
  },
  gradient: matmulGradient,
  cost: ([a], [y], { transposeA }) => multiplyDims(sizeOf(y.shape), lastTwo(a.shape, transposeA)[1]),
  evaluate: ([a, b], { transposeA, transposeB }, context) => {
    const result = newArray(context);
    const [rows, inner] = lastTwo(a.shape, transposeA);
    const columns = lastTwo(b.shape, transposeB)[1];
    const batch = result.shape.slice(0, -2);
    const [blockOfA, blockOfB] = [a, b].map(({ shape }) => broadcastPositions(shape.slice(0, -2), batch));
    const [aRow, aInner] = transposeA ? [1, rows] : [inner, 1];
    const [bInner, bColumn] = transposeB ? [1, inner] : [columns, 1];
    for (let at = 0; at < result.data.length; at++) {
      const block = Math.floor(at / (rows * columns));
      const row = Math.floor(at / columns) % rows;
      const startA = blockOfA(block) * rows * inner + row * aRow;
      const startB = blockOfB(block) * inner * columns + (at % columns) * bColumn;
      let total = 0;
      for (let k = 0; k < inner; k++) total += a.data[startA + k * aInner] * b.data[startB + k * bInner];
      result.data[at] = total;
    }
    return [result];
  },
});

/**
 * a · b for f32 a [..., n, k] and b [..., k, m] (the last two dims swapped where a flag says so): [..., n, m]. Throws
 * ShapeProblem ("rank", "mismatch", "dtype").
 */
export function matmul(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: Partial<MatmulAttributes> = {},
): Tensor {
  return apply(matmulPrimitive, [a, b], { transposeA, transposeB })[0];
}

/** Each side's gradient is again one product: the other side and the cotangent, in the order that puts the dims right. */
function matmulGradient({
  inputs: [a, b],
  cotangents: [cotangent],
  needs,
  attributes,
}: GradientContext<MatmulAttributes>) {
  const { transposeA, transposeB } = attributes;
  if (cotangent === undefined) return [undefined, undefined];
  const ofA = () =>
    transposeA
      ? matmul(b, cotangent, { transposeA: transposeB, transposeB: true })
      : matmul(cotangent, b, { transposeB: !transposeB });
  const ofB = () =>
    transposeB
      ? matmul(cotangent, a, { transposeA: true, transposeB: transposeA })
      : matmul(a, cotangent, { transposeA: !transposeA });
  return [
    needs[0] ? unbroadcast(ofA(), a.shape) : undefined,
    needs[1] ? unbroadcast(ofB(), b.shape) : undefined,
  ];
}

function lastTwo<D>(shape: readonly D[], swapped: boolean): [D, D] {
  const [first, second] = shape.slice(-2);
  return swapped ? [second, first] : [first, second];
}

function requireMatrix(inputs: readonly Type[], input: number): void {
  requireDType("A matrix product", inputs, input, "f32");
  const { shape } = inputs[input];
  if (shape.length >= 2) return;
  throw new ShapeProblem({
    kind: "rank",
    found: `A matrix product gets ${showShape(shape)}, of rank ${shape.length}.`,
    expected: "It needs rows and columns: rank 2 or more.",
    types: inputs,
    input,
  });
}

function innerProblem(inputs: readonly Type[], inner: Dim, innerOfB: Dim, transposeA: boolean): ShapeProblem {
  const [a, b] = inputs;
  return new ShapeProblem({
    kind: "mismatch",
    found: `Rows of ${showDim(inner)} meet columns of ${showDim(innerOfB)}: ${showShape(a.shape)} times ${showShape(b.shape)}.`,
    expected: "A matrix product needs rows and columns of one length.",
    types: inputs,
    input: 0,
    axis: a.shape.length - (transposeA ? 2 : 1),
  });
}
