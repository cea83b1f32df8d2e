/** The choice between two values, element by element. */
import { broadcastPositions } from "../broadcast-positions.ts";
import { broadcastShapes } from "../broadcast-shapes.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { lift, liftPair, type Operand } from "../operand.ts";
import { definePrimitive, type GradientContext } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { unbroadcast } from "../unbroadcast.ts";
import type { NoAttributes } from "./define-unary.ts";

export const selectPrimitive = definePrimitive<NoAttributes>({
  name: "select",
  elementwise: true,
  types: (inputs) => {
    requireDType("select", inputs, 0, "bool");
    requireDType("select", inputs, 2, inputs[1].dtype);
    return [{ dtype: inputs[1].dtype, shape: broadcastShapes(inputs) }];
  },
  gradient,
  cost: () => 0,
  evaluate: (inputs, _, context) => {
    const array = newArray(context);
    const [condition, a, b] = inputs;
    const [inCondition, inA, inB] = inputs.map(({ shape }) => broadcastPositions(shape, array.shape));
    for (let i = 0; i < array.data.length; i++)
      array.data[i] = condition.data[inCondition(i)] ? a.data[inA(i)] : b.data[inB(i)];
    return [array];
  },
});

/** a where the condition (bool) holds, else b. Elementwise, broadcasting; two numbers are f32. */
export function select(condition: Tensor, a: Operand, b: Operand): Tensor {
  const bothNumbers = typeof a === "number" && typeof b === "number";
  const choices = bothNumbers ? [a, b].map((value) => lift(value, condition.graph, "f32")) : liftPair(a, b);
  return apply(selectPrimitive, [condition, ...choices], {})[0];
}

function gradient({
  inputs: [condition, a, b],
  cotangents: [cotangent],
  needs,
}: GradientContext<NoAttributes>) {
  if (cotangent === undefined) return [];
  return [
    undefined,
    needs[1] ? unbroadcast(select(condition, cotangent, 0), a.shape) : undefined,
    needs[2] ? unbroadcast(select(condition, 0, cotangent), b.shape) : undefined,
  ];
}
