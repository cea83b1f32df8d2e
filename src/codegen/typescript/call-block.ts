/** A use of a block, or of a layer of many steps, as a call of a function. */
import { addCall } from "./add-constant.ts";
import { addFunction, type BlockFunction } from "./block-function.ts";
import type { Body } from "./body.ts";
import { code } from "./code.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { member } from "./identifier.ts";
import { fieldOf, type Kept } from "./kept.ts";
import { weightsOf } from "./layers-of.ts";
import { layerName, nameOf } from "./name-of.ts";
import { remark } from "./remark.ts";
import { sayName } from "./say-value.ts";
import { type Block, phaseOf } from "./unit.ts";

/** Prints the call, and the function where no instance before has needed it. */
export function callBlock(body: Body, block: Block, text: string): void {
  const before = body.lines.length;
  const called = addFunction(body, block);
  const args: Expression[] = [
    ...called.read.map((id) => body.hosts.get(id) ?? sayName(body, id)),
    ...called.kept.map(({ said }) => said),
    ...called.sizes.map(body.size),
    ...(called.hasWeights ? [sayWeights(body, block)] : []),
  ];
  takeResults(body, block, called, { callee: called.callee, args });
  remark(body, before, text);
}

/** The record of the block's weights; in training, where the backward part needs it again, by a name. */
function sayWeights(body: Body, block: Block): Expression {
  const weights = weightsOf(body, block);
  if (!body.trains || !("fields" in Object(weights))) return weights;
  const known = body.weightsOf.get(block.key);
  if (known !== undefined) return known;
  const name = body.names.take(`${stemOf(body, block)}_weights`);
  body.lines.push(code`${layoutAfter(code`const ${name} = `, weights, WIDTH - 2 * body.depth - 1)};`);
  body.weightsOf.set(block.key, name);
  return name;
}

function stemOf(body: Body, { name, instance, layer }: Block): string {
  if (layer !== undefined) return layerName(body, layer);
  return body.shared ? name : instance;
}

/** One result goes by the name of the whole; several are fields of a record of that name. */
function takeResults(body: Body, block: Block, called: BlockFunction, call: Expression): void {
  const { results, record } = called;
  if (record === undefined) {
    addCall(body, results[0], call, resultName(body, block, results[0]));
    return;
  }
  const backward = phaseOf(body.facts.program, block) === "backward";
  const said = body.names.take(
    backward ? `${keptName(body, block)}_gradients` : (givenName(body, called) ?? stemOf(body, block)),
  );
  body.lines.push(code`${layoutAfter(code`const ${said} = `, call, WIDTH - 2 * body.depth - 1)};`);
  const kept: Kept = { ...record, said };
  if (!backward) body.kept.set(block.key, kept);
  const tree = code`${said}.weights`;
  if (kept.weights.size > 0) body.trees.set(tree, [...kept.weights.values()]);
  for (const path of kept.weights.values())
    body.owners.set(path.split("/").reduce(member, tree), { tree, path });
  for (const [id, field] of kept.fields) {
    if (field.row === undefined) body.said.set(id, fieldOf(kept, field));
    else body.tapes.set(id, { list: fieldOf(kept, field), row: field.row });
  }
}

function resultName(body: Body, block: Block, id: number): string {
  const [unit] = block.units;
  if (body.trains && unit.kind === "section") return nameOf(body, unit, id);
  return authorsName(body, id) ?? stemOf(body, block);
}

/** What the forward part has called the record that it kept. */
function keptName(body: Body, block: Block): string {
  return body.kept.get(block.key)?.said.split(".").at(-1) ?? stemOf(body, block);
}

/** The author's name for what flows on, where there is one. */
function givenName(body: Body, { flowing }: BlockFunction): string | undefined {
  const names = flowing.flatMap((id) => authorsName(body, id) ?? []);
  return names.at(-1);
}

function authorsName(body: Body, id: number): string | undefined {
  const maker = body.facts.makers.get(id);
  if (maker === undefined || body.outward.has(id)) return undefined;
  const origin = body.facts.program.origins[maker.operation.origin];
  return origin.phase === "forward" ? body.module.madeAt(origin)?.name : undefined;
}
