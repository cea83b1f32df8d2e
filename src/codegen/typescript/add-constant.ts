/** `const name = expression;` in a body, typed where what reads it needs to know more than TensorFlow.js says. */
import { type Body, shapeOf } from "./body.ts";
import { ADOPTS_OPERAND, FOUR_DIMS, GIVES_ANY_TYPE } from "./call-facts.ts";
import { type Code, code } from "./code.ts";
import { type Expression, flat, isCode, layout, layoutAfter, WIDTH } from "./expression.ts";
import { nounOf } from "./noun-of.ts";

/** Gives the value a name in this body. Without a wish it is called after what computes it. */
export function addConstant(
  body: Body,
  id: number,
  expression: Expression,
  wish = nounOf(body.facts, id),
  type = body.typeOf(id),
): Code {
  const target = body.targets.get(id);
  const name = target === undefined ? body.names.take(wish) : undefined;
  const head = target ?? code`const ${name ?? code``}`;
  body.lines.push(statement(head, name, type, expression, WIDTH - 2 * body.depth));
  body.waiting.delete(id);
  if (name !== undefined) body.said.set(id, name);
  return name ?? code``;
}

/** The same for a call of a function of the module, whose type is known. */
export function addCall(body: Body, id: number, call: Expression, wish: string): void {
  addConstant({ ...body, typeOf: () => undefined }, id, call, wish);
}

/** Gives a value that waits its name now. */
export function settle(body: Body, id: number, typed: boolean): void {
  const waiting = body.waiting.get(id);
  if (waiting === undefined) throw new Error(`value ${id} does not wait`);
  const type = typed && shapeOf(body, id).length === 4 ? code`tf.Tensor4D` : body.typeOf(id);
  addConstant(body, id, waiting.expression, waiting.name, type);
}

/** A type is declared where the function gives whatever is asked for, and asserted where it gives something else. */
function statement(
  head: Code,
  name: Code | undefined,
  type: Code | undefined,
  expression: Expression,
  width: number,
): Code {
  const equals = name === undefined ? code`` : code` = `;
  if (type === undefined || isKnown(expression, type))
    return code`${layoutAfter(code`${head}${equals}`, expression, width - 1)};`;
  if (givesAnyType(expression)) {
    const declared = name === undefined ? head : code`${head}: ${type}${equals}`;
    return code`${layoutAfter(declared, expression, width - 1)};`;
  }
  const start = code`${head}${equals}`;
  const oneLine = code`${start}${flat(expression)} as ${type};`;
  return oneLine.length <= width ? oneLine : code`${start}${layout(expression, width, width)} as ${type};`;
}

/** Whether TensorFlow.js's types tell the type of the expression: convolutions, and what gives back the type of such a value. */
function isKnown(expression: Expression, type: Code): boolean {
  if (isCode(expression) || !("callee" in expression) || type !== "tf.Tensor4D") return false;
  if (FOUR_DIMS.has(expression.callee)) return true;
  const [first] = expression.args;
  if (!ADOPTS_OPERAND.has(expression.callee) || first === undefined) return false;
  return isCode(first) || isKnown(first, type);
}

function givesAnyType(expression: Expression): boolean {
  if (isCode(expression) || !("callee" in expression)) return false;
  return GIVES_ANY_TYPE.has(expression.callee);
}
