/** A scan as a `for` loop over its rows; each step in a `tf.tidy` of its own, so that only what goes on is kept. */
import type { Loop, Step } from "../../runtime/tfjs/plan.ts";
import { addConstant } from "./add-constant.ts";
import type { Body } from "./body.ts";
import { type Code, code, indent, joinCode, trusted } from "./code.ts";
import { flat, layoutAfter, WIDTH } from "./expression.ts";
import { factsOf, hasFourDims } from "./facts-of.ts";
import { joinWords, type Names } from "./identifier.ts";
import { nameOf, sectionName } from "./name-of.ts";
import { printDim } from "./print-dim.ts";
import { printUnits } from "./print-units.ts";
import { sayName, sayTensor } from "./say-value.ts";
import type { Section } from "./unit.ts";

/** Prints the loop; its results are the variables that carry, and lists of rows. */
export function printLoop(body: Body, section: Section, step: Step, loop: Loop): void {
  const stem = sectionName(body, section);
  const rows = loop.rows.map(({ value, tape }) => (tape ? sayName(body, value) : unstacked(body, value)));
  const consts = loop.consts.map((value) => (body.hosts.has(value) ? undefined : sayName(body, value)));
  const carry = loop.carry.map((value, i) => declareCarry(body, stem, loop, value, i));
  const lists = loop.tapes.map(() => declareList(body, stem));
  const names = body.names.inner();
  const t = names.take("t");
  const length = printDim(loop.length, body.size);
  const head = loop.reverse
    ? code`for (let ${t} = ${length} - 1; ${t} >= 0; ${t}--) {`
    : code`for (let ${t} = 0; ${t} < ${length}; ${t}++) {`;
  const inner = innerBody(body, loop, names, {
    consts,
    carry,
    rows: rows.map((name) => code`${name}[${t}]!`),
  });
  printUnits(inner, [{ kind: "section", origin: section.origin, steps: loop.body.steps }]);
  const results = loop.body.results.map(({ value }) => sayTensor(inner, value)).map(flat);
  const targets = [...carry, ...lists.map((list) => code`${list}[${t}]`)];
  const several = targets.length > 1;
  const list = (parts: readonly Code[]) => (several ? code`[${joinCode(parts, code`, `)}]` : parts[0]);
  const types = list([...loop.carry.map((_, i) => carryType(loop, i)), ...lists.map(() => code`tf.Tensor`)]);
  body.lines.push(
    code`${head}
  ${list(targets)} = tf.tidy((): ${types} => {
${indent(joinCode([...inner.lines, code`return ${list(results)};`]), 2)}
  });
}`,
  );
  takeResults(body, section, step, loop, [...carry, ...lists]);
}

interface Given {
  readonly consts: readonly (Code | undefined)[];
  readonly carry: readonly Code[];
  readonly rows: readonly Code[];
}

/** The body's own values by what stands for them outside. */
function innerBody(body: Body, loop: Loop, names: Names, { consts, carry, rows }: Given): Body {
  const { program } = loop.body;
  const facts = factsOf(loop.body);
  const inputs = program.inputs.map(({ value }) => value);
  const typed = rows.map((row, i) =>
    facts.fourDims.has(inputs[consts.length + carry.length + i]) ? code`(${row} as tf.Tensor4D)` : row,
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
    targets: new Map(),
    wishes: new Map(),
    outward: new Set(),
    quiet: true,
    remarked: {},
  };
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
  const type = carryType(loop, i);
  body.lines.push(code`${layoutAfter(code`let ${name}: ${type} = `, start, WIDTH - 2 * body.depth)};`);
  return name;
}

function carryType({ body: { program }, consts }: Loop, i: number): Code {
  return hasFourDims(program, program.inputs[consts.length + i].value) ? code`tf.Tensor4D` : code`tf.Tensor`;
}

function declareList(body: Body, stem: string): Code {
  const name = body.names.take(joinWords([stem, "rows"]));
  body.lines.push(code`const ${name}: tf.Tensor[] = [];`);
  return name;
}

/** What the loop leaves: the carry as it is, tapes as lists, all other rows stacked. */
function takeResults(
  body: Body,
  section: Section,
  { operation }: Step,
  loop: Loop,
  names: readonly Code[],
): void {
  for (const [i, id] of operation.outputs.entries()) {
    const tape = i >= loop.carry.length && loop.tapes[i - loop.carry.length];
    const read = body.facts.readers.has(id) || body.facts.results.has(id);
    if (i < loop.carry.length || tape) body.said.set(id, names[i]);
    else if (read)
      addConstant(body, id, { callee: trusted("tf.stack"), args: [names[i]] }, nameOf(body, section, id));
  }
}
