/** What one step of a loop hands to the next one, and what it leaves behind. */
import type { Loop } from "../../runtime/tfjs/plan.ts";
import { addConstant } from "./add-constant.ts";
import type { Body } from "./body.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { flat, layoutAfter, WIDTH } from "./expression.ts";
import { hasFourDims } from "./facts-of.ts";
import { joinWords } from "./identifier.ts";
import type { Tape } from "./kept.ts";
import { literal } from "./literal.ts";
import { sayName, sayTensor } from "./say-value.ts";

export interface LoopVariables {
  /** What names of the loop's lists begin with. */
  readonly stem: string;
  /** The variables that go from step to step. */
  readonly carry: readonly Code[];
  readonly t: Code;
}

export interface LoopText {
  /** The inside of the loop. */
  readonly lines: Code;
  /** Where the rows are, one by one: in a list of their own, or as a field of the records of a list. */
  readonly lists: readonly (Code | Tape)[];
}

/** Results that fit side by side. */
const FEW = 4;

/** Whether the loop's results are few, and no other loop reads its rows. */
export function isShortLoop({ carry, tapes }: Loop): boolean {
  return !tapes.some((tape) => tape) && carry.length + tapes.length <= FEW;
}

/** `[state, rows[t]] = tf.tidy((): [tf.Tensor, tf.Tensor] => { …; return [next, output]; });` */
export function returnAsList(
  body: Body,
  inner: Body,
  loop: Loop,
  { stem, carry, t }: LoopVariables,
): LoopText {
  const lists = loop.tapes.map(() => declareList(body, stem));
  const results = loop.body.results.map(({ value }) => flat(sayTensor(inner, value)));
  const targets = [...carry, ...lists.map((list) => code`${list}[${t}]`)];
  const types = loop.body.results.map(({ value }) => typeOf(inner, value));
  const list = (parts: readonly Code[]) =>
    parts.length > 1 ? code`[${joinCode(parts, code`, `)}]` : parts[0];
  const lines = joinCode([
    code`${list(targets)} = tf.tidy((): ${list(types)} => {`,
    indent(joinCode([...inner.lines, code`return ${list(results)};`])),
    code`});`,
  ]);
  return { lines, lists };
}

/** `const moment = tf.tidy(() => { …; return { output, sigmoid }; }); moments[t] = moment; state = moment.output;` */
export function returnAsRecord(
  body: Body,
  inner: Body,
  loop: Loop,
  { stem, carry, t }: LoopVariables,
): LoopText {
  const results = loop.body.results.map(({ value }) => ({ value, name: ownName(inner, value) }));
  const moment = inner.names.take("moment");
  const fields = new Map(results.map(({ name }) => [name, name] as const));
  const width = WIDTH - 2 * inner.depth - 1;
  const rows = results.slice(carry.length);
  const kept = rows.filter((_, i) => loop.tapes[i]);
  const moments = kept.length === 0 ? undefined : declareMoments(body, inner, stem, kept);
  const lists = rows.map(({ name }, i): Code | Tape =>
    loop.tapes[i] && moments !== undefined ? { list: moments, row: name } : declareList(body, stem),
  );
  const lines = joinCode([
    code`const ${moment} = tf.tidy(() => {`,
    indent(joinCode([...inner.lines, code`${layoutAfter(code`return `, { fields: [...fields] }, width)};`])),
    code`});`,
    ...carry.map((variable, i) => code`${variable} = ${moment}.${results[i].name};`),
    ...(moments === undefined ? [] : [code`${moments}[${t}] = ${moment};`]),
    ...lists.flatMap((list, i) =>
      typeof list === "string" ? [code`${list}[${t}] = ${moment}.${rows[i].name};`] : [],
    ),
  ]);
  return { lines, lists };
}

/** A name of the step's own, which can be the name of a field. */
function ownName(inner: Body, value: number): Code {
  const said = sayName(inner, value);
  return /[.[]/.test(said) ? addConstant(inner, value, said) : said;
}

interface Result {
  readonly value: number;
  readonly name: Code;
}

/** `const moments: Record<"sigmoid" | "tanh", tf.Tensor>[] = [];` */
function declareMoments(body: Body, inner: Body, stem: string, kept: readonly Result[]): Code {
  const name = body.names.take(joinWords([stem, "moments"]));
  const types = [...new Set(kept.map(({ value }) => typeOf(inner, value)))].map((type) => {
    const fields = kept.filter(({ value }) => typeOf(inner, value) === type);
    const keys = [...new Set(fields.map((field) => literal(field.name)))];
    return recordType(keys, type, WIDTH - 2 * body.depth - name.length - 20);
  });
  const all = types.length === 1 ? types[0] : code`(${joinCode(types, code` & `)})`;
  body.lines.push(code`const ${name}: ${all}[] = [];`);
  return name;
}

function recordType(keys: readonly Code[], type: Code, width: number): Code {
  const oneLine = code`Record<${joinCode(keys, code` | `)}, ${type}>`;
  if (oneLine.length <= width) return oneLine;
  return code`Record<\n${indent(joinCode(keys.map((key) => code`| ${key}`)))},\n  ${type}\n>`;
}

function declareList(body: Body, stem: string): Code {
  const name = body.names.take(joinWords([stem, "rows"]));
  body.lines.push(code`const ${name}: tf.Tensor[] = [];`);
  return name;
}

function typeOf({ facts }: Body, id: number): Code {
  return hasFourDims(facts.program, id) ? code`tf.Tensor4D` : code`tf.Tensor`;
}
