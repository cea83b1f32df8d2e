/** The steps of one layer: a remark that says which, then its values. */
import type { Call } from "../../runtime/tfjs/call.ts";
import type { Step } from "../../runtime/tfjs/plan.ts";
import { addConstant } from "./add-constant.ts";
import type { Body } from "./body.ts";
import { type Code, code, joinCode } from "./code.ts";
import { describe } from "./describe.ts";
import { flat, layout, WIDTH } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { nameOf } from "./name-of.ts";
import { printLoop } from "./print-loop.ts";
import { remark } from "./remark.ts";
import { sayCall } from "./say-value.ts";
import type { Section } from "./unit.ts";

/** Prints the section into the body. A section of which nothing is left to print leaves no remark. */
export function printSection(body: Body, section: Section): void {
  const before = body.lines.length;
  for (const step of section.steps) printStep(body, section, step);
  if (body.lines.length > before) remark(body, before, describe(body, section), section);
}

function printStep(body: Body, section: Section, step: Step): void {
  const { work, operation } = step;
  if ("body" in work) printLoop(body, section, step, work);
  else if (work.results !== undefined) printSeveral(body, section, step, work);
  else printOne(body, section, operation.outputs[0], work);
}

function printOne(body: Body, section: Section, id: number, call: Call): void {
  const expression = sayCall(body, call, body.facts.fourDims.has(id));
  const name = nameOf(body, section, id);
  if (canWait(body, section, id)) body.waiting.set(id, { expression, name });
  else addConstant(body, id, expression, name);
}

/** A value that only one step reads, and that step in the same section, is printed where it is read. */
function canWait({ facts }: Body, { steps }: Section, id: number): boolean {
  const readers = facts.readers.get(id) ?? [];
  if (readers.length !== 1 || facts.results.has(id) || facts.fourDims.has(id)) return false;
  return steps.includes(readers[0]) && !("body" in readers[0].work);
}

/** `const [a, , b] = …` or `const { values: a } = …`: results that nobody reads get no name. */
function printSeveral(body: Body, section: Section, { operation: { outputs } }: Step, call: Call): void {
  const expression = sayCall(body, call);
  const names = outputs.map((id) =>
    isRead(body, id) ? body.names.take(nameOf(body, section, id)) : undefined,
  );
  for (const [i, name] of names.entries()) if (name !== undefined) body.said.set(outputs[i], name);
  const listed = call.results === "array";
  const pattern = listed ? listPattern(names) : recordPattern(names, call.results ?? []);
  const known = listed ? code` as [${joinCode(typesOf(body, outputs, names), code`, `)}]` : code``;
  const head = code`const ${pattern} = `;
  const width = WIDTH - 2 * body.depth - 1;
  const isShort = head.length + flat(expression).length + known.length <= width;
  body.lines.push(code`${head}${layout(expression, width, isShort ? head.length : width)}${known};`);
}

/** The types of a list's beginning, as far as it is read. */
function typesOf(
  { facts }: Body,
  outputs: readonly number[],
  names: readonly (Code | undefined)[],
): readonly Code[] {
  const read = outputs.slice(0, names.findLastIndex((name) => name !== undefined) + 1);
  return read.map((id) => (facts.fourDims.has(id) ? code`tf.Tensor4D` : code`tf.Tensor`));
}

function isRead({ facts }: Body, id: number): boolean {
  return facts.results.has(id) || facts.readers.has(id);
}

function listPattern(names: readonly (Code | undefined)[]): Code {
  const last = names.findLastIndex((name) => name !== undefined);
  return code`[${joinCode(
    names.slice(0, last + 1).map((name) => name ?? code``),
    code`, `,
  )}]`;
}

function recordPattern(names: readonly (Code | undefined)[], keys: readonly string[]): Code {
  const fields = keys.flatMap((key, i) => {
    const name = names[i];
    return name === undefined ? [] : [code`${propertyKey(key)}: ${name}`];
  });
  return code`{ ${joinCode(fields, code`, `)} }`;
}
