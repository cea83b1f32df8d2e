/** How an elementwise function of two operands is written. Both broadcast to a common shape; gradients are summed back. */
import { broadcastPositions } from "../broadcast-positions.ts";
import { broadcastShapes } from "../broadcast-shapes.ts";
import type { Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext, type NumberArray, type Primitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { ShapeProblem } from "../shape-problem.ts";
import type { DType, Type } from "../type.ts";
import { unbroadcast } from "../unbroadcast.ts";
import type { NoAttributes } from "./define-unary.ts";

type Side = (cotangent: Tensor, a: Tensor, b: Tensor, y: Tensor) => Tensor;
type Numbers = (a: number, b: number) => number;

interface BinaryRule {
  readonly name: string;
  readonly accepts: readonly DType[];
  /** The result's dtype where it is not the operands'. */
  readonly result?: DType;
  readonly compute: Numbers;
  /** The same over i32 where float64 would not do. */
  readonly computeWhole?: Numbers;
  /** The gradients of both operands in the result's shape; absent where there is none. */
  readonly left?: Side;
  readonly right?: Side;
}

/** An elementwise primitive of two operands of one dtype. Throws ShapeProblem ("dtype" or "mismatch"). */
export function defineBinary(rule: BinaryRule): Primitive<NoAttributes> {
  const { name, accepts, result, left, right } = rule;
  return definePrimitive({
    name,
    elementwise: true,
    types: (inputs) => {
      const dtype = commonDType(name, accepts, inputs);
      return [{ dtype: result ?? dtype, shape: broadcastShapes(inputs) }];
    },
    gradient: left && right && ((context) => differentiate([left, right], context)),
    cost: () => 0,
    evaluate: ([a, b], _, context) => {
      const array = newArray(context);
      const compute = (a.dtype === "i32" && rule.computeWhole) || rule.compute;
      computeEach(array, a, b, compute);
      return [array];
    },
  });
}

function commonDType(name: string, accepts: readonly DType[], inputs: readonly Type[]): DType {
  for (const input of inputs.keys()) requireDType(name, inputs, input, ...accepts);
  const [a, b] = inputs;
  if (a.dtype === b.dtype) return a.dtype;
  throw new ShapeProblem({
    kind: "dtype",
    found: `${name} gets ${a.dtype} and ${b.dtype}.`,
    expected: "Both operands must hold the same kind of numbers.",
    help: "Cast one of them.",
    types: inputs,
    input: 1,
  });
}

function differentiate(
  sides: readonly Side[],
  context: GradientContext<NoAttributes>,
): readonly (Tensor | undefined)[] {
  const { inputs, outputs, cotangents, needs } = context;
  const [cotangent] = cotangents;
  const [a, b] = inputs;
  return sides.map((side, i) => {
    if (cotangent === undefined || !needs[i]) return undefined;
    return unbroadcast(side(cotangent, a, b, outputs[0]), inputs[i].shape);
  });
}

function computeEach(array: NumberArray, a: NumberArray, b: NumberArray, compute: Numbers): void {
  const inA = broadcastPositions(a.shape, array.shape);
  const inB = broadcastPositions(b.shape, array.shape);
  for (let i = 0; i < array.data.length; i++) array.data[i] = compute(a.data[inA(i)], b.data[inB(i)]);
}
