/** Arithmetic of constant expressions: exact where whole numbers are, and never infinite. */
import type { BinaryOperator } from "../parser/tree.ts";

export type Outcome =
  | { readonly number: number }
  | { readonly boolean: boolean }
  | { readonly problem: string };

/** `a operator b`, or why there is no such number. */
export function compute(operator: BinaryOperator, a: number, b: number): Outcome {
  switch (operator) {
    case "<=":
      return { boolean: a <= b };
    case "<":
      return { boolean: a < b };
    case ">=":
      return { boolean: a >= b };
    case ">":
      return { boolean: a > b };
    case "==":
      return { boolean: a === b };
    case "!=":
      return { boolean: a !== b };
    case "/":
    case "%":
      if (b === 0) return { problem: `${a} ${operator} 0 is a division by zero.` };
      return held(operator === "/" ? a / b : a - b * Math.floor(a / b), operator, a, b);
    case "..":
      return { problem: "A range stands only after `in`, in `class(1..3)` and between columns." };
    default:
      return held({ "+": a + b, "-": a - b, "*": a * b, "**": a ** b }[operator], operator, a, b);
  }
}

/** The functions of constant expressions. */
export const functions: ReadonlyMap<string, (...numbers: number[]) => number> = new Map([
  ["abs", Math.abs],
  ["floor", Math.floor],
  ["ceil", Math.ceil],
  ["min", Math.min],
  ["max", Math.max],
]);

/** Whether a function takes one number; the others take as many as there are. */
export function takesOne(name: string): boolean {
  return name !== "min" && name !== "max";
}

/** A number that float64 holds: finite, and whole numbers exact where they come from whole numbers. */
function held(number: number, operator: string, a: number, b: number): Outcome {
  const sum = `${a} ${operator} ${b}`;
  if (Number.isNaN(number)) return { problem: `${sum} is no number.` };
  if (!Number.isFinite(number)) return { problem: `${sum} is too large: numbers end at about 1.8e308.` };
  const whole = Number.isInteger(a) && Number.isInteger(b) && operator !== "/";
  if (whole && b >= 0 && !Number.isSafeInteger(number))
    return { problem: `${sum} is beyond 2^53, where whole numbers are no longer exact.` };
  return { number: number + 0 };
}
