/** Operators and operands in a row → a tree, by precedence; without recursion, so that no chain is too long for it. */
import type { Token } from "./token.ts";
import type { BinaryOperator, Call, Expression } from "./tree.ts";

/** One element of a row: an operand with its height as a tree, or an operator. */
export type Link =
  | { readonly operand: Expression; readonly height: number }
  | { readonly operator: Token; readonly prefix: boolean };

interface Built {
  readonly value: Expression;
  readonly height: number;
}

/** The tree of a row, and what is to be said about its operators. */
export interface OperatorTree extends Built {
  /** Comparisons and ranges that follow another one. */
  readonly chained: readonly Token[];
  /** Divisions written `//`, as the tree understands them. */
  readonly floored: readonly Call[];
}

/** From loose to tight. Comparisons and ranges do not chain; powers group to the right. */
const precedence: ReadonlyMap<string, number> = new Map([
  ["..", 1],
  ...["<", "<=", ">", ">=", "==", "!="].map((sign): [string, number] => [sign, 2]),
  ["+", 3],
  ["-", 3],
  ["*", 4],
  ["/", 4],
  ["%", 4],
  ["//", 4],
  ["**", 6],
]);
const prefixPrecedence = 5;

type Operation = Extract<Link, { operator: Token }>;

export function operatorTree(row: readonly Link[]): OperatorTree {
  const values: Built[] = [];
  const waiting: Operation[] = [];
  const chained: Token[] = [];
  const floored: Call[] = [];
  for (const link of row) {
    if ("operand" in link) {
      values.push({ value: link.operand, height: link.height });
      continue;
    }
    while (!link.prefix && waiting.length > 0 && binds(waiting.at(-1)!, link.operator)) {
      if (isSingle(waiting.at(-1)!) && level(waiting.at(-1)!) === precedence.get(link.operator.image))
        chained.push(link.operator);
      apply(values, waiting.pop()!, floored);
    }
    waiting.push(link);
  }
  while (waiting.length > 0) apply(values, waiting.pop()!, floored);
  return { ...values[0]!, chained, floored };
}

function level({ operator, prefix }: Operation): number {
  return prefix ? prefixPrecedence : precedence.get(operator.image)!;
}

/** Comparisons and ranges. */
function isSingle({ operator, prefix }: Operation): boolean {
  return !prefix && precedence.get(operator.image)! <= 2;
}

function binds(earlier: Operation, later: Token): boolean {
  const right = later.image === "**";
  return right ? level(earlier) > precedence.get("**")! : level(earlier) >= precedence.get(later.image)!;
}

function apply(values: Built[], { operator, prefix }: Operation, floored: Call[]): void {
  const right = values.pop()!;
  if (prefix) values.push(negated(operator, right));
  else if (operator.image === "//") {
    const { value, height } = joined(values.pop()!, operator, right, "/");
    const call = floor(operator, value);
    floored.push(call);
    values.push({ value: call, height: height + 1 });
  } else values.push(joined(values.pop()!, operator, right, operator.image as BinaryOperator));
}

function negated(operator: Token, { value, height }: Built): Built {
  return {
    value: { kind: "Unary", start: operator.startOffset, end: value.end, operator: "-", value },
    height: height + 1,
  };
}

function joined(left: Built, operator: Token, right: Built, sign: BinaryOperator): Built {
  return {
    value: {
      kind: "Binary",
      start: left.value.start,
      end: right.value.end,
      operator: sign,
      operatorStart: operator.startOffset,
      left: left.value,
      right: right.value,
    },
    height: Math.max(left.height, right.height) + 1,
  };
}

function floor(operator: Token, quotient: Expression): Call {
  const { start, end } = quotient;
  const name = { kind: "Name", start: operator.startOffset, end: operator.end, text: "floor" } as const;
  const argument = { kind: "Argument", start, end, value: quotient } as const;
  return { kind: "Call", start, end, name, arguments: { kind: "Arguments", start, end, items: [argument] } };
}
