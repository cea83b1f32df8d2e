/** Reads one side of an expectation: outputs, constants, and what is calculated of them, number by number. */
import { messages } from "../diagnostics/messages.ts";
import type { Binary, Call, Expression, Name } from "../parser/tree.ts";
import { evaluate } from "./evaluate.ts";
import { exampleSize } from "./example-size.ts";
import type { DraftOutput } from "./model-outputs.ts";
import type { Term } from "./model-test.ts";
import { functions, takesOne } from "./numbers.ts";
import { noteOutput } from "./per-output.ts";
import type { TestContext } from "./read-tests.ts";
import { sayUnknown } from "./say-problem.ts";
import { findName, say, spanOf } from "./scope.ts";

/** `size`: how many numbers it will be; absent where only data tells. */
interface SizedTerm {
  readonly term: Term;
  readonly size?: number;
}

/** Undefined after a report. */
export function readTerm(expression: Expression, context: TestContext): SizedTerm | undefined {
  switch (expression.kind) {
    case "Group":
      return readTerm(expression.value, context);
    case "Unary":
      return calculated(
        "-",
        { term: { kind: "numbers", numbers: [0] }, size: 1 },
        readTerm(expression.value, context),
      );
    case "Binary":
      return readOperation(expression, context);
    case "Call":
      return readFunction(expression, context);
    case "Name":
      return readName(expression, context);
    default:
      return readConstant(expression, context);
  }
}

function calculated(
  operator: Binary["operator"],
  left: SizedTerm | undefined,
  right: SizedTerm | undefined,
): SizedTerm | undefined {
  if (left === undefined || right === undefined) return undefined;
  const term: Term = { kind: "operation", operator, left: left.term, right: right.term };
  const size = left.size === 1 ? right.size : left.size;
  return size === undefined ? { term } : { term, size };
}

function readOperation(binary: Binary, context: TestContext): SizedTerm | undefined {
  if (binary.operator === "..") {
    const found = "A range cannot be compared.";
    say(context.scope, messages.noNumber, spanOf(context.scope, binary), {
      found,
      help: "Write two expectations: `expect y >= 0, y <= 1`.",
    });
    return undefined;
  }
  const [left, right] = [readTerm(binary.left, context), readTerm(binary.right, context)];
  const sizes = [left?.size, right?.size];
  if (sizes.every((size) => size !== undefined && size !== 1) && sizes[0] !== sizes[1]) {
    say(context.scope, messages.wrongArgument, spanOf(context.scope, binary), {
      found: `There are ${sizes[0]} numbers on the left and ${sizes[1]} on the right.`,
      expected: "Numbers are compared one by one, or all with a single one.",
      help: "Make both sides as long as each other.",
    });
    return undefined;
  }
  return calculated(binary.operator, left, right);
}

/** `min` and `max` of one output are its smallest and largest number; of several, number by number. */
function readFunction(call: Call, context: TestContext): SizedTerm | undefined {
  const { scope } = context;
  const { text: name } = call.name;
  if (!functions.has(name)) {
    sayUnknown(scope, spanOf(scope, call.name), "function", name, [...functions.keys()]);
    return undefined;
  }
  const sides = call.arguments.items.map(({ value }) => readTerm(value, context));
  if (sides.some((side) => side === undefined)) return undefined;
  const single = takesOne(name);
  if (sides.length === 0 || (single && sides.length > 1)) {
    say(scope, messages.wrongArgument, spanOf(scope, call), {
      found: `\`${name}\` cannot take these arguments.`,
      expected: single ? "It takes one output or number." : "It takes outputs and numbers.",
    });
    return undefined;
  }
  const terms = sides.flatMap((side) => side?.term ?? []);
  const size = !single && sides.length === 1 ? 1 : sides.find((side) => side?.size !== 1)?.size;
  return { term: { kind: "function", name, arguments: terms }, ...(size === undefined ? {} : { size }) };
}

function readName(name: Name, context: TestContext): SizedTerm | undefined {
  const { outputs, draft, scope } = context;
  const output = expectedOutput(name, context);
  const binding = findName(scope, name.text);
  if (output !== undefined) {
    const shape = output.value === undefined ? undefined : draft.values[output.value].type.shape;
    const size = shape === undefined ? undefined : exampleSize(shape);
    return { term: { kind: "output", name: name.text }, ...(size === undefined ? {} : { size }) };
  }
  if (binding?.kind === "constant") return readConstant(name, context);
  const known = outputs.map((each) => each.name);
  if (binding !== undefined)
    say(scope, messages.wrongArgument, spanOf(scope, name), {
      found: `\`${name.text}\` is no output of the model.`,
      help: `Expect something of ${known.map((each) => `\`${each}\``).join(" or ")}, or name it in \`output\`.`,
    });
  else if (known.length > 0) sayUnknown(scope, spanOf(scope, name), "output", name.text, known);
  return undefined;
}

/** The output that a name in a test stands for: it may have no other name than that of its target. */
export function expectedOutput(
  name: Name,
  { outputs, targets, scope }: TestContext,
): DraftOutput | undefined {
  const output = outputs.find((each) => each.name === name.text);
  const target = targets.find((each) => each.output === name.text && !each.implicit);
  if (output !== undefined) noteOutput(spanOf(scope, name), output, name.text, target, scope);
  return output;
}

function readConstant(expression: Expression, { scope }: TestContext): SizedTerm | undefined {
  const value = evaluate(expression, scope);
  if (value === undefined) return undefined;
  const numbers = numbersIn(value);
  if (numbers !== undefined) return { term: { kind: "numbers", numbers }, size: numbers.length };
  say(scope, messages.wrongArgument, value.span, {
    found: "I cannot compare with this.",
    expected: "I expected outputs and numbers; a class's name stands alone behind an output, `==` or `!=`.",
  });
  return undefined;
}

function numbersIn(value: NonNullable<ReturnType<typeof evaluate>>): readonly number[] | undefined {
  if (value.kind === "number") return [value.number];
  if (value.kind !== "list") return undefined;
  const items = value.items.map(numbersIn);
  return items.every((item) => item !== undefined) ? items.flat() : undefined;
}
