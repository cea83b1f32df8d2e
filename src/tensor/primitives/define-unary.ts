/** How an elementwise function of one operand is written: which dtypes, which number, which gradient. */
import type { Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type Primitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import type { DType } from "../type.ts";

/** Attributes of an operation that has none. */
export type NoAttributes = Readonly<Record<string, never>>;

interface UnaryRule {
  readonly name: string;
  readonly accepts: readonly DType[];
  /** The result's dtype where it is not the operand's. */
  readonly result?: DType;
  readonly compute: (x: number) => number;
  /** The operand's gradient from the cotangent, the operand and the result; absent where it is zero everywhere. */
  readonly gradient?: (cotangent: Tensor, x: Tensor, y: Tensor) => Tensor;
}

/** An elementwise primitive of one operand: same shape. Throws ShapeProblem ("dtype"). */
export function defineUnary({
  name,
  accepts,
  result,
  compute,
  gradient,
}: UnaryRule): Primitive<NoAttributes> {
  return definePrimitive({
    name,
    elementwise: true,
    types: (inputs) => {
      requireDType(name, inputs, 0, ...accepts);
      return [{ dtype: result ?? inputs[0].dtype, shape: inputs[0].shape }];
    },
    gradient:
      gradient && (({ inputs, outputs, cotangents }) => differentiate(gradient, inputs, outputs, cotangents)),
    cost: () => 0,
    evaluate: ([{ data }], _, context) => {
      const array = newArray(context);
      for (let i = 0; i < data.length; i++) array.data[i] = compute(data[i]);
      return [array];
    },
  });
}

function differentiate(
  gradient: NonNullable<UnaryRule["gradient"]>,
  [x]: readonly Tensor[],
  [y]: readonly Tensor[],
  [cotangent]: readonly (Tensor | undefined)[],
): readonly (Tensor | undefined)[] {
  return [cotangent && gradient(cotangent, x, y)];
}
