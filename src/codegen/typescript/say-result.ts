/** What a program hands over, as the caller's own. */
import { type Body, shapeOf } from "./body.ts";
import { code } from "./code.ts";
import { type Expression, flat, isCode } from "./expression.ts";
import { rankedType } from "./layers-of.ts";
import { sayCall, sayName } from "./say-value.ts";

/** The result of that number: outputs first, then state. A tensor that is somebody else's, or handed over twice, is copied. */
export function sayResult(body: Body, number: number): Expression {
  const { value, copy } = body.facts.plan.results[number];
  const fixed = body.facts.fixed.get(value);
  if (fixed !== undefined && !("body" in fixed.work)) return sayCall(body, fixed.work);
  const name = sayName(body, value);
  return copy && isCode(name) ? code`tf.clone(${name})` : name;
}

/** The output of that number, of the type that an interface of the module gives it. */
export function sayOutput(body: Body, number: number): Expression {
  const result = sayResult(body, number);
  const rank = shapeOf(body, body.facts.plan.results[number].value).length;
  return rank === 4 ? result : code`${flat(result)} as ${rankedType(rank)}`;
}
