/** The updates of all weights: for those that are updated alike one call, which goes from weight to weight. */

import type { Body } from "./body.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { type Expression, flat, layout, layoutAfter, WIDTH } from "./expression.ts";
import { groupBy } from "./group-by.ts";
import { member } from "./identifier.ts";
import { printTrees } from "./print-trees.ts";
import { remark } from "./remark.ts";
import { sayName } from "./say-value.ts";
import type { Updates } from "./unit.ts";
import { type UpdateCall, updateCall } from "./update-function.ts";

export function printUpdates(body: Body, { updates }: Updates, text: string): void {
  const before = body.lines.length;
  const calls = updates.map((update) => updateCall(body, update));
  const groups = groupBy(calls, ({ callee }) => callee);
  for (const group of groups.values()) printGroup(body, group);
  remark(body, before, text, updates[0].section);
}

/** Weights with one function: `const [next_weights, next_momentum] = updateEach(gradients, […], …);`. */
function printGroup(body: Body, group: readonly UpdateCall[]): void {
  const [{ callee, operands, results }] = group;
  const columns = operands.map((_, i) => columnOf(body, group, i));
  const each = columns.filter((column) => column.tree !== undefined);
  const trees = each.map(({ tree }) => tree ?? code``);
  const first = body.names.inner();
  const parameters = new Map(each.map((column) => [column, first.take(column.role)]));
  const args = columns.map((column) => parameters.get(column) ?? column.shared ?? code``);
  const names = results.map(({ role }) => body.names.take(`next_${role === "weight" ? "weights" : role}`));
  const update = arrow([...parameters.values()], { callee, args }, WIDTH - 2 * body.depth - 3);
  const call: Expression = {
    callee: code`updateEach`,
    args: [trees[0], { items: trees.slice(1) }, update],
  };
  body.lines.push(
    code`${layoutAfter(code`const [${joinCode(names, code`, `)}] = `, call, WIDTH - 2 * body.depth - 1)};`,
  );
  for (const { path, results: own } of group)
    for (const [i, { id }] of own.entries()) {
      const said = path.split("/").reduce(member, names[i]);
      body.said.set(id, said);
      body.owners.set(said, { tree: names[i], path });
    }
  for (const name of names)
    body.trees.set(
      name,
      group.map(({ path }) => path),
    );
}

/** `(gradient, weight) => updateBySgd(gradient, weight, rate)`, on one line or two. */
function arrow(parameters: readonly Code[], call: Expression, width: number): Code {
  const head = code`(${joinCode(parameters, code`, `)}) =>`;
  const oneLine = code`${head} ${flat(call)}`;
  return oneLine.length < width ? oneLine : code`${head}\n${indent(layout(call, width - 2))}`;
}

/** One operand of all weights: a tree of tensors, or what all of them share. */
interface Column {
  readonly role: string;
  readonly tree?: Code;
  readonly shared?: Code;
}

function columnOf(body: Body, group: readonly UpdateCall[], place: number): Column {
  const [{ role, id }] = group.map(({ operands }) => operands[place]);
  const same = group.every(({ operands }) => operands[place].id === id);
  if (body.hosts.has(id) || (same && !isOwn(body, id, role)))
    return { role, shared: body.hosts.get(id) ?? sayName(body, id) };
  const entries = group.map(({ path, operands }) => [path, sayName(body, operands[place].id)] as const);
  const root = rootOf(entries);
  if (root !== undefined && (place > 0 || isWhole(body, group, role))) return { role, tree: root };
  const name = body.names.take(role === "gradient" ? "gradients" : `each_${role}`);
  body.lines.push(
    code`${layoutAfter(code`const ${name} = `, printTrees(entries, body), WIDTH - 2 * body.depth - 1)};`,
  );
  return { role, tree: name };
}

/** The gradient, the weight and its slots are the weight's own also where there is only one weight. */
function isOwn({ facts }: Body, id: number, role: string): boolean {
  return role === "gradient" || (facts.stateIn.has(id) && facts.program.values[id].shape.length > 0);
}

/** What stands before the path in all of them: `weights`, `optimizer.adam.momentum`. */
function rootOf(entries: readonly (readonly [path: string, said: Code])[]): Code | undefined {
  const roots = entries.map(([path, said]) => {
    const end = path.split("/").reduce(member, code``);
    return said.endsWith(end) ? said.slice(0, -end.length) : undefined;
  });
  const [root] = roots;
  return root !== undefined && root !== "" && roots.every((each) => each === root)
    ? (root as Code)
    : undefined;
}

/** Whether the group holds all weights of the tree that would be gone through. */
function isWhole({ module }: Body, group: readonly UpdateCall[], role: string): boolean {
  return role === "weight" && group.length === module.weights.length;
}
