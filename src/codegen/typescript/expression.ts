/** Expressions as trees, so that long ones can be broken over lines where a person would break them. */
import { type Code, code, indent, joinCode } from "./code.ts";

/** Printed code is an atom: a name, a literal, a member of something. */
export type Expression = Code | Call | List | Fields;

interface Call {
  readonly callee: Code;
  readonly args: readonly Expression[];
}
interface List {
  readonly items: readonly Expression[];
}
/** `{ key: value }`; a field whose value is its own key is printed as the key alone. */
interface Fields {
  readonly fields: readonly (readonly [key: Code, value: Expression])[];
}

/** The width of the lines of generated code. */
export const WIDTH = 110;

export function isCode(expression: Expression): expression is Code {
  return typeof expression === "string";
}

/** On one line. */
export function flat(expression: Expression): Code {
  if (isCode(expression)) return expression;
  if ("callee" in expression) return code`${expression.callee}(${commas(expression.args.map(flat))})`;
  if ("items" in expression) return code`[${commas(expression.items.map(flat))}]`;
  const fields = expression.fields.map((field) => flatField(field));
  return fields.length === 0 ? code`{}` : code`{ ${commas(fields)} }`;
}

/** On one line if that fits into `width`, otherwise with each part on lines of its own; `used` of the first line is taken. */
export function layout(expression: Expression, width: number, used = 0): Code {
  const oneLine = flat(expression);
  if (isCode(expression) || oneLine.length <= width - used) return oneLine;
  if ("items" in expression) return breakList(expression, width);
  if ("fields" in expression) return breakFields(expression, width);
  return breakCall(expression, width, used);
}

/** `head` and the expression behind it, broken together. */
export function layoutAfter(head: Code, expression: Expression, width: number): Code {
  return code`${head}${layout(expression, width, head.length)}`;
}

/** The last argument stays on the call's line where it is a list or record and all before it is short. */
function breakCall({ callee, args }: Call, width: number, used: number): Code {
  const last = args.at(-1);
  if (last !== undefined && !isCode(last) && !("callee" in last)) {
    const head = code`${callee}(${joinCode(
      args.slice(0, -1).map((arg) => code`${flat(arg)}, `),
      code``,
    )}`;
    const opening = used + head.length + 1;
    if (opening <= width && head.length <= width / 2)
      return code`${head}${layout(last, width, opening + 1)})`;
  }
  return code`${callee}(\n${breakAll(args, width)}\n)`;
}

/** Short atoms share lines; anything else has a line of its own. */
function breakList({ items }: List, width: number): Code {
  const atoms = items.every((item) => isCode(item) || flat(item).length <= 16);
  const lines = atoms ? fill(items.map(flat), width - 2) : breakAll(items, width);
  return code`[\n${lines}\n]`;
}

function breakFields({ fields }: Fields, width: number): Code {
  const lines = fields.map(([key, value]) =>
    value === key ? key : layoutAfter(code`${key}: `, value, width - 3),
  );
  return code`{\n${indent(joinCode(lines.map((line) => code`${line},`)))}\n}`;
}

function breakAll(parts: readonly Expression[], width: number): Code {
  return indent(joinCode(parts.map((part) => code`${layout(part, width - 3)},`)));
}

function fill(parts: readonly Code[], width: number): Code {
  const lines: Code[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const fits = last !== undefined && last.length + part.length + 2 <= width;
    if (fits) lines[lines.length - 1] = code`${last} ${part},`;
    else lines.push(code`${part},`);
  }
  return indent(joinCode(lines));
}

function flatField([key, value]: Fields["fields"][number]): Code {
  return value === key ? key : code`${key}: ${flat(value)}`;
}

function commas(parts: readonly Code[]): Code {
  return joinCode(parts, code`, `);
}
