/** The update of one weight as a call of the optimizer's function. */
import { sameShape } from "../../tensor/index.ts";
import { type Body, shapeOf } from "./body.ts";
import { functionName } from "./call-block.ts";
import { type Code, code, joinCode, trusted } from "./code.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { joinWords, member, propertyKey } from "./identifier.ts";
import { tensorType } from "./layers-of.ts";
import { isReadBeyond } from "./name-of.ts";
import { printUnits } from "./print-units.ts";
import { sayName } from "./say-value.ts";
import { readBy, type Update } from "./unit.ts";

/** The generic type of the weight, which its slots mostly share. */
const WEIGHT = trusted("Weight");

/** Prints the call; what it gives are members of one record, or the weight alone. */
export function callUpdate(body: Body, update: Update): void {
  const { steps } = update.section;
  const read = readBy(steps).filter((id) => !body.facts.fixed.has(id));
  const made = steps.flatMap(({ operation }) => operation.outputs);
  const results = made
    .filter((id) => isReadBeyond(body, steps, id))
    .sort(
      (a, b) =>
        Number(body.facts.stateOut.get(b) === update.path) -
        Number(body.facts.stateOut.get(a) === update.path),
    );
  const ordered = inOrder(body, update, read);
  const callee = addFunction(body, update, ordered, results);
  const call: Expression = { callee, args: ordered.map(({ id }) => body.hosts.get(id) ?? sayName(body, id)) };
  const name = body.names.take(joinWords(update.path.split("/")));
  body.lines.push(code`${layoutAfter(code`const ${name} = `, call, WIDTH - 2 * body.depth - 1)};`);
  for (const id of results)
    body.said.set(id, results.length === 1 ? name : member(name, roleOut(body, update, id)));
}

interface Operand {
  readonly id: number;
  readonly role: string;
}

/** The weight, its gradient, its slots, then what all weights share. */
function inOrder(body: Body, update: Update, read: readonly number[]): readonly Operand[] {
  const slots = [...body.module.slots].filter(([, { path }]) => path === update.path);
  const ranked = read.map((id) => {
    const state = body.facts.stateIn.get(id);
    const slot = slots.findIndex(([name]) => name === state);
    if (state === update.path) return { id, role: "weight", rank: 0 };
    if (body.wishes.get(id) === gradientName(update.path)) return { id, role: "gradient", rank: 1 };
    if (slot !== -1) return { id, role: slots[slot][1].slot, rank: 2 + slot };
    return { id, role: sharedName(body, id), rank: 2 + slots.length };
  });
  return ranked.sort((a, b) => a.rank - b.rank);
}

/** The name under which the gradient of a weight goes to its update. */
export function gradientName(path: string): string {
  return joinWords([...path.split("/"), "gradient"]);
}

function sharedName(body: Body, id: number): string {
  const said = body.hosts.get(id) ?? sayName(body, id);
  return said.split(".").at(-1) ?? said;
}

function addFunction(
  body: Body,
  update: Update,
  operands: readonly Operand[],
  results: readonly number[],
): Code {
  const names = body.module.names.inner();
  const parameters = operands.map(({ role }) => names.take(role));
  const weight = shapeOf(body, operands[0].id);
  const isAlike = (id: number) => sameShape(shapeOf(body, id), weight);
  const typeOf = (id: number) => (isAlike(id) ? WEIGHT : tensorType(shapeOf(body, id).length));
  const roles = results.map((id) => roleOut(body, update, id));
  const inner: Body = {
    ...body,
    names,
    said: new Map(operands.map(({ id }, i) => [id, parameters[i]])),
    hosts: new Map(operands.flatMap(({ id }, i) => (body.hosts.has(id) ? [[id, parameters[i]]] : []))),
    waiting: new Map(),
    rows: new Map(),
    targets: results.length === 1 ? new Map([[results[0], code`return `]]) : new Map(),
    wishes: new Map(results.map((id, i) => [id, `next_${roles[i]}`])),
    typeOf: (id) => (results.includes(id) ? typeOf(id) : undefined),
    lines: [],
    depth: 1,
    shared: true,
    quiet: true,
  };
  printUnits(inner, [update.section]);
  if (results.length > 1) inner.lines.push(returnRecord(inner, results, roles));
  const types = results.map((id, i) => code`${propertyKey(roles[i])}: ${typeOf(id)}`);
  return body.module.functions.add({
    wish: functionName("update", `by_${body.module.model.compile?.optimizer.name ?? "step"}`),
    doc: "One update of a weight.",
    generics: code`<${WEIGHT} extends tf.Tensor>`,
    parameters: operands.map(({ id }, i) => ({
      name: parameters[i],
      type: body.hosts.has(id) ? code`number` : i === 0 ? WEIGHT : code`tf.Tensor`,
    })),
    returns: results.length === 1 ? typeOf(results[0]) : code`{ ${joinCode(types, code`; `)} }`,
    lines: inner.lines,
  });
}

function returnRecord(inner: Body, results: readonly number[], roles: readonly string[]): Code {
  const fields = results.map((id, i) => code`${propertyKey(roles[i])}: ${sayName(inner, id)}`);
  return code`return { ${joinCode(fields, code`, `)} };`;
}

/** `weight`, or the slot that a result is. */
function roleOut({ facts, module }: Body, { path }: Update, id: number): string {
  const state = facts.stateOut.get(id);
  if (state === path) return "weight";
  return (state === undefined ? undefined : module.slots.get(state)?.slot) ?? "result";
}
