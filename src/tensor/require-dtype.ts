/** The check of an operand's dtype that the type rules share. */
import { ShapeProblem } from "./shape-problem.ts";
import type { DType, Type } from "./type.ts";

const WORDS: Readonly<Record<DType, string>> = {
  f32: "real numbers (f32)",
  i32: "whole numbers (i32)",
  bool: "true or false (bool)",
};

/** Throws ShapeProblem ("dtype") unless input number `input` has one of the dtypes; `who` names the operation in the message. */
export function requireDType(
  who: string,
  inputs: readonly Type[],
  input: number,
  ...allowed: readonly DType[]
): void {
  const { dtype } = inputs[input];
  if (allowed.includes(dtype)) return;
  throw new ShapeProblem({
    kind: "dtype",
    found: `${who} gets ${WORDS[dtype]}.`,
    expected: `It needs ${allowed.map((name) => WORDS[name]).join(" or ")}.`,
    types: inputs,
    input,
  });
}
