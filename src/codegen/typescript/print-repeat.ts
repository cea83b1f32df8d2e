/** A `repeat` as a loop over the weights of its iterations, where their text is the same apart from these. */
import type { Body } from "./body.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { type Expression, layout, WIDTH } from "./expression.ts";
import { hasFourDims } from "./facts-of.ts";
import type { Names } from "./identifier.ts";
import { layersOf, localName, readsOwnWeights, weightsOf } from "./layers-of.ts";
import { isReadBeyond } from "./name-of.ts";
import { printUnits } from "./print-units.ts";
import { sayName } from "./say-value.ts";
import { type Block, readBy, stepsOf, type Unit } from "./unit.ts";

/** Prints the loop; false, with nothing printed, where the iterations differ in more than weights or do not follow one another. */
export function printRepeat(body: Body, iterations: readonly (readonly Unit[])[]): boolean {
  const chain = findChain(body, iterations);
  if (chain === undefined) return false;
  const names = body.names.inner();
  const carried = freeName(names);
  const texts = iterations.map((units, i) => printIteration(body, units, chain[i], carried));
  if (texts.some(({ lines }) => lines !== texts[0].lines)) return false;
  const start = sayName(body, chain[0].from);
  body.names.take(carried);
  const type = hasFourDims(body.facts.program, chain[0].from) ? code`: tf.Tensor4D` : code`: tf.Tensor`;
  const entries: Expression = { items: texts.map(({ entry }) => entry) };
  const over = layout(entries, WIDTH - 2 * body.depth - 24);
  body.lines.push(code`let ${carried}${type} = ${start};`);
  body.lines.push(code`for (const ${texts[0].pattern} of ${over}) {\n${indent(texts[0].lines)}\n}`);
  body.said.set(chain[chain.length - 1].to, carried);
  return true;
}

/** `x`, or the next letter that is free. */
function freeName(names: Names): Code {
  const free = ["x", "y", "z"].find((letter) => names.inner().take(letter) === letter);
  return names.inner().take(free ?? "x");
}

interface Link {
  readonly from: number;
  readonly to: number;
}

/** What goes from iteration to iteration: one value that nothing else reads. */
function findChain(body: Body, iterations: readonly (readonly Unit[])[]): readonly Link[] | undefined {
  const parts = iterations.map((units) => {
    const steps = units.flatMap(stepsOf);
    const made = steps.flatMap(({ operation }) => operation.outputs);
    const outward = made.filter((id) => isReadBeyond(body, steps, id));
    const read = readBy(steps).filter((id) => !body.facts.stateIn.has(id) && !body.facts.fixed.has(id));
    return { read, outward };
  });
  const second = parts[1].read.indexOf(parts[0].outward[0]);
  if (second === -1) return undefined;
  const links = parts.map(({ read, outward }) => ({ from: read[second], to: outward[0] }));
  const follows = links.every(({ from }, i) => i === 0 || from === links[i - 1].to);
  const alike = parts.every(
    ({ read, outward }) =>
      outward.length === 1 &&
      read.length === parts[0].read.length &&
      read.every((id, i) => i === second || id === parts[0].read[i]),
  );
  const alone = links.slice(0, -1).every(({ to }, i) => isReadOnlyIn(body, to, iterations[i + 1]));
  return follows && alike && alone && sameRank(body, links) ? links : undefined;
}

function sameRank({ facts }: Body, links: readonly Link[]): boolean {
  const rank = (id: number) => facts.program.values[id].shape.length;
  return links.every(({ from, to }) => rank(from) === rank(to));
}

function isReadOnlyIn({ facts }: Body, id: number, units: readonly Unit[]): boolean {
  const steps = units.flatMap(stepsOf);
  return !facts.results.has(id) && (facts.readers.get(id) ?? []).every((reader) => steps.includes(reader));
}

interface Iteration {
  readonly lines: Code;
  readonly pattern: Code;
  readonly entry: Expression;
}

/** One iteration as the loop's body: weights under the names of the loop's variables, the carried value as `x`. */
function printIteration(body: Body, units: readonly Unit[], { from, to }: Link, carried: Code): Iteration {
  const names = body.names.inner([carried]);
  const variables = nameWeights(body, units, names);
  const inner: Body = {
    ...body,
    names,
    said: new Map([...body.said, [from, carried]]),
    waiting: new Map(),
    constants: new Map(),
    lines: [],
    remarked: {},
    depth: body.depth + 1,
    layer: (name) => variables.layers.get(name) ?? body.layer(name),
    block: (block) => variables.blocks.get(block),
    targets: new Map([[to, code`${carried} = `]]),
    outward: new Set([...body.outward, to]),
    shared: true,
  };
  printUnits(inner, units);
  const { entries } = variables;
  const [single] = entries;
  if (entries.length === 1) return { lines: joinCode(inner.lines), pattern: single[0], entry: single[1] };
  const list = joinCode(
    entries.map(([name]) => name),
    code`, `,
  );
  return { lines: joinCode(inner.lines), pattern: code`{ ${list} }`, entry: { fields: entries } };
}

/** The variables of a loop over weights, and what each is in one iteration. */
interface LoopVariables {
  readonly blocks: Map<Block, Code>;
  readonly layers: Map<string, Code>;
  readonly entries: (readonly [name: Code, weights: Expression])[];
}

function nameWeights(body: Body, units: readonly Unit[], names: Names): LoopVariables {
  const variables: LoopVariables = { blocks: new Map(), layers: new Map(), entries: [] };
  for (const unit of units) {
    if (unit.kind === "block")
      nameBlock(body, unit, units.length === 1 ? "layers" : unit.name, names, variables);
    else for (const layer of layersOf(body, stepsOf(unit))) nameLayer(body, layer, names, variables);
  }
  return variables;
}

function nameBlock(
  body: Body,
  block: Block,
  wish: string,
  names: Names,
  { blocks, entries }: LoopVariables,
): void {
  if (!readsOwnWeights(body, block)) return;
  const name = names.take(block.layer === undefined ? wish : localName(block.layer));
  blocks.set(block, name);
  entries.push([name, weightsOf(body, block)]);
}

function nameLayer(body: Body, layer: string, names: Names, { layers, entries }: LoopVariables): void {
  if (layers.has(layer)) return;
  const name = names.take(localName(layer));
  layers.set(layer, name);
  entries.push([name, body.layer(layer)]);
}
