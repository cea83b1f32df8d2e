/** A scan as a `for` loop over its rows; each step in a `tf.tidy` of its own, so that only what goes on is kept. */
import type { Loop, Step } from "../../runtime/tfjs/plan.ts";
import { addConstant } from "./add-constant.ts";
import type { Body } from "./body.ts";
import { type Code, code, indent, joinCode, trusted } from "./code.ts";
import { flat, layoutAfter, WIDTH } from "./expression.ts";
import { factsOf, hasFourDims } from "./facts-of.ts";
import { joinWords, type Names } from "./identifier.ts";
import type { Tape } from "./kept.ts";
import { isShortLoop, type LoopVariables, returnAsList, returnAsRecord } from "./loop-results.ts";
import { nameOf, sectionName } from "./name-of.ts";
import { printDim } from "./print-dim.ts";
import { printUnits } from "./print-units.ts";
import { sayName, sayTensor } from "./say-value.ts";
import type { Section } from "./unit.ts";

/** Prints the loop; its results are the variables that carry, and lists of rows. */
export function printLoop(body: Body, section: Section, step: Step, loop: Loop): void {
  const stem = sectionName(body, section);
  const given = {
    consts: loop.consts.map((value) => (body.hosts.has(value) ? undefined : sayName(body, value))),
    rows: loop.rows.map(({ value, tape }) => (tape ? undefined : unstacked(body, value))),
    carry: loop.carry.map((value, i) => declareCarry(body, stem, loop, value, i)),
  };
  const names = body.names.inner();
  const t = names.take("t");
  const inner = innerBody(body, loop, names, {
    ...given,
    rows: given.rows.map((rows) => rows && code`${rows}[${t}]!`),
  });
  takeRows(body, inner, loop, t);
  printUnits(inner, [{ kind: "section", origin: section.origin, steps: loop.body.steps }]);
  const variables: LoopVariables = { stem, carry: given.carry, t };
  const printed = isShortLoop(loop)
    ? returnAsList(body, inner, loop, variables)
    : returnAsRecord(body, inner, loop, variables);
  body.lines.push(code`${headOf(body, loop, t)}\n${indent(printed.lines)}\n}`);
  takeResults(body, section, step, loop, given.carry, printed.lists);
}

function headOf(body: Body, loop: Loop, t: Code): Code {
  const length = printDim(loop.length, body.size);
  return loop.reverse
    ? code`for (let ${t} = ${length} - 1; ${t} >= 0; ${t}--) {`
    : code`for (let ${t} = 0; ${t} < ${length}; ${t}++) {`;
}

interface Given {
  readonly consts: readonly (Code | undefined)[];
  readonly carry: readonly Code[];
  readonly rows: readonly (Code | undefined)[];
}

/** The body's own values by what stands for them outside. */
function innerBody(body: Body, loop: Loop, names: Names, { consts, carry, rows }: Given): Body {
  const { program } = loop.body;
  const facts = { ...factsOf(loop.body), outputs: new Map() };
  const inputs = program.inputs.map(({ value }) => value);
  const typed = rows.map((row, i) =>
    row !== undefined && facts.fourDims.has(inputs[consts.length + carry.length + i])
      ? code`(${row} as tf.Tensor4D)`
      : row,
  );
  const given = [...consts, ...carry, ...typed];
  const hosts = loop.consts.flatMap((outer, i) => {
    const number = body.hosts.get(outer);
    return number === undefined ? [] : [[inputs[i], number] as const];
  });
  return {
    ...body,
    facts,
    names,
    said: new Map(given.flatMap((name, i) => (name === undefined ? [] : [[inputs[i], name] as const]))),
    waiting: new Map(),
    hosts: new Map(hosts),
    typeOf: (id) => (facts.fourDims.has(id) ? code`tf.Tensor4D` : undefined),
    lines: [],
    depth: body.depth + 2,
    rows: new Map(),
    constants: new Map(),
    targets: new Map(),
    wishes: nextNames(loop, carry),
    outward: new Set(),
    quiet: true,
    remarked: {},
  };
}

/** What a step hands to the next one is called after the variable that it goes to. */
function nextNames({ body: { program } }: Loop, carry: readonly Code[]): ReadonlyMap<number, string> {
  const given = new Set(program.inputs.map(({ value }) => value));
  const results = program.outputs.slice(0, carry.length);
  return new Map(
    results.flatMap(({ value }, i): (readonly [number, string])[] =>
      given.has(value) ? [] : [[value, `next_${carry[i]}`]],
    ),
  );
}

/** `const { sigmoid, tanh } = kept.moments[t]!;` for each loop whose rows this one reads. */
function takeRows(body: Body, inner: Body, loop: Loop, t: Code): void {
  const inputs = loop.body.program.inputs.slice(loop.consts.length + loop.carry.length);
  const taken = new Map<Code, Code[]>();
  for (const [i, { value, tape }] of loop.rows.entries()) {
    if (!tape) continue;
    const known = body.tapes.get(value);
    if (known === undefined) throw new Error(`the rows of value ${value} are read before they are made`);
    const name = inner.names.take(known.row);
    inner.said.set(inputs[i].value, name);
    const field = name === known.row ? name : code`${known.row}: ${name}`;
    taken.set(known.list, [...(taken.get(known.list) ?? []), field]);
  }
  const width = WIDTH - 2 * inner.depth;
  for (const [list, fields] of taken) {
    const oneLine = code`const { ${joinCode(fields, code`, `)} } = ${list}[${t}]!;`;
    const broken = code`const {\n${indent(joinCode(fields, code`,\n`))},\n} = ${list}[${t}]!;`;
    inner.lines.push(oneLine.length <= width ? oneLine : broken);
  }
}

/** The rows of a value as a list, made once for all loops that read them. */
function unstacked(body: Body, value: number): Code {
  const known = body.rows.get(value);
  if (known !== undefined) return known;
  const whole = sayTensor(body, value);
  const rows = body.names.take(joinWords([typeof whole === "string" ? plainName(whole) : "input", "rows"]));
  body.lines.push(code`const ${rows} = unstack(${flat(whole)});`);
  body.rows.set(value, rows);
  return rows;
}

function plainName(said: Code): string {
  return said.split(".").at(-1) ?? said;
}

function declareCarry(body: Body, stem: string, loop: Loop, value: number, i: number): Code {
  const start = sayTensor(body, value);
  const name = body.names.take(joinWords([stem, "state"]));
  const isFour = hasFourDims(loop.body.program, loop.body.program.inputs[loop.consts.length + i].value);
  const type = isFour ? code`tf.Tensor4D` : code`tf.Tensor`;
  body.lines.push(code`${layoutAfter(code`let ${name}: ${type} = `, start, WIDTH - 2 * body.depth)};`);
  return name;
}

/** What the loop leaves: the carry as it is, tapes as lists, all other rows stacked. */
function takeResults(
  body: Body,
  section: Section,
  { operation }: Step,
  loop: Loop,
  carry: readonly Code[],
  lists: readonly (Code | Tape)[],
): void {
  for (const [i, id] of operation.outputs.entries()) {
    const list = lists[i - loop.carry.length];
    const read = body.facts.readers.has(id) || body.facts.results.has(id);
    if (i < loop.carry.length) body.said.set(id, carry[i]);
    else if (typeof list !== "string") body.tapes.set(id, list);
    else if (read)
      addConstant(body, id, { callee: trusted("tf.stack"), args: [list] }, nameOf(body, section, id));
  }
}
