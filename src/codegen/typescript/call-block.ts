/** A use of a block, or of a layer of many steps, as a call of a function. */
import { type Dim, type Phase, symbolsOf } from "../../tensor/index.ts";
import { addCall } from "./add-constant.ts";
import { type Body, shapeKey, shapeOf } from "./body.ts";
import { type Code, code, joinCode } from "./code.ts";
import { type Expression, layout, layoutAfter, WIDTH } from "./expression.ts";
import { joinWords, member } from "./identifier.ts";
import { layersOf, localLayers, tensorType, weightShapes, weightsOf } from "./layers-of.ts";
import { isReadBeyond, nameOf } from "./name-of.ts";
import { sizeAt } from "./name-sizes.ts";
import { nounOf } from "./noun-of.ts";
import { printUnits } from "./print-units.ts";
import { remark } from "./remark.ts";
import { sayName } from "./say-value.ts";
import { type Block, readBy, stepsOf } from "./unit.ts";

/** Prints the call, and the function where no instance before has needed it. */
export function callBlock(body: Body, block: Block, text: string): void {
  const steps = stepsOf(block);
  const read = readBy(steps).filter((id) => !body.facts.fixed.has(id) && !isWeight(body, id));
  const made = steps.flatMap(({ operation }) => operation.outputs);
  const results = made.filter((id) => isReadBeyond(body, steps, id));
  const part: Part = { block, read, results, local: localLayers(layersOf(body, steps)) };
  const { callee, sizes } = addFunction(body, part);
  const weights = weightsOf(body, block);
  const args: Expression[] = [
    ...read.map((id) => body.hosts.get(id) ?? sayName(body, id)),
    ...sizes.map(body.size),
    ...(weights === undefined ? [] : [weights]),
  ];
  const before = body.lines.length;
  takeResults(body, part, { callee, args });
  remark(body, before, text);
}

interface Part {
  readonly block: Block;
  readonly read: readonly number[];
  readonly results: readonly number[];
  readonly local: ReadonlyMap<string, string>;
}

function isWeight({ facts, module }: Body, id: number): boolean {
  const name = facts.stateIn.get(id);
  return name !== undefined && module.isWeight(name);
}

/** The function, and the sizes that it has to be told because no tensor that it gets shows them. */
function addFunction(body: Body, part: Part): { callee: Code; sizes: readonly string[] } {
  const { block, read, local } = part;
  const names = body.module.names.inner(["weights"]);
  const parameters = read.map((id) => names.take(body.hosts.get(id) ?? operandName(body, block, id)));
  const sizes = new Map<string, Code>();
  const size = (symbol: string) => sizes.get(symbol) ?? sizes.set(symbol, names.take(symbol)).get(symbol)!;
  const inner = innerBody(body, part, parameters, { names, size });
  printUnits(inner, block.units);
  finish(inner, part.results);
  const shown = [...sizes].map(([symbol, name]) => ({
    symbol,
    name,
    from: findSize(body, part, parameters, symbol),
  }));
  const told = shown.filter(({ from }) => from === undefined);
  const callee = body.module.functions.add({
    ...titleOf(body, block),
    generics: code``,
    parameters: [
      ...read.map((id, i) => ({
        name: parameters[i],
        type: body.hosts.has(id) ? code`number` : typeOf(body, id),
      })),
      ...told.map(({ name }) => ({ name, type: code`number` })),
    ],
    ...(local.size === 0
      ? {}
      : { weights: { name: code`weights`, shapes: weightShapes(body, local, block.layer) } }),
    returns: returnType(body, inner, part.results),
    lines: [
      ...shown.flatMap(({ name, from }) => (from === undefined ? [] : [code`const ${name} = ${from};`])),
      ...inner.lines,
    ],
  });
  return { callee, sizes: told.map(({ symbol }) => symbol) };
}

function innerBody(
  body: Body,
  part: Part,
  parameters: readonly Code[],
  own: Pick<Body, "names" | "size">,
): Body {
  const { block, read, results, local } = part;
  const layer = (name: string) =>
    block.layer === undefined ? member(code`weights`, local.get(name) ?? name) : code`weights`;
  return {
    ...body,
    ...own,
    said: new Map(read.map((id, i) => [id, parameters[i]])),
    hosts: new Map(read.flatMap((id, i) => (body.hosts.has(id) ? [[id, parameters[i]] as const] : []))),
    waiting: new Map(),
    rows: new Map(),
    targets: results.length === 1 ? new Map([[results[0], code`return `]]) : new Map(),
    layer,
    block: undefined,
    shapes: block.layer !== undefined && body.trains ? shapesKnown(body, part, parameters) : new Map(),
    wishes: localWishes(body, block, results),
    outward: new Set([...body.outward, ...results]),
    lines: [],
    depth: 1,
    shared: true,
    inLayer: block.layer !== undefined,
    quiet: block.layer !== undefined,
    remarked: {},
  };
}

/** `batch_normalization` → `applyBatchNormalization`. */
export function functionName(verb: string, name: string): string {
  const words = name.split("_").filter((word) => word !== "");
  return verb + words.map((word) => word[0].toUpperCase() + word.slice(1)).join("");
}

/** Ends the function with its results, unless the last line has done so. */
function finish(inner: Body, results: readonly number[]): void {
  const [single] = results;
  if (results.length > 1)
    inner.lines.push(
      code`return [${joinCode(
        results.map((id) => sayName(inner, id)),
        code`, `,
      )}];`,
    );
  else if (inner.said.has(single)) inner.lines.push(code`return ${sayName(inner, single)};`);
}

function typeOf(body: Body, id: number): Code {
  return tensorType(shapeOf(body, id).length);
}

/** Several results are a list, each by the name that it has inside. */
function returnType(body: Body, inner: Body, results: readonly number[]): Code {
  if (results.length === 1) return typeOf(body, results[0]);
  const types = results.map((id) => code`${sayName(inner, id)}: ${typeOf(body, id)}`);
  return layout({ items: types }, WIDTH, 8);
}

/** `applyDense`, `trainDense`, `backwardDense`: the function's name, and what it is. */
function titleOf(body: Body, block: Block): { readonly wish: string; readonly doc: string } {
  const what = `${block.layer === undefined ? "block" : "layer"} ${block.name}`;
  if (phaseOf(body, block) === "backward")
    return { wish: functionName("backward", block.name), doc: `The gradients of the ${what}.` };
  if (body.trains)
    return {
      wish: functionName("train", block.name),
      doc: `The ${what} in training, with what its gradients need.`,
    };
  return { wish: functionName("apply", block.name), doc: `The ${what}.` };
}

function phaseOf({ facts }: Body, block: Block): Phase {
  return facts.program.origins[stepsOf(block)[0].operation.origin].phase;
}

/** `gradient` for what comes from behind, `x` for what comes from before, and what the layer itself has made by what it is. */
function operandName(body: Body, block: Block, id: number): string {
  const { makers, program } = body.facts;
  const maker = makers.get(id);
  if (phaseOf(body, block) !== "backward" || maker === undefined) return "x";
  const { phase, layer } = program.origins[maker.operation.origin];
  if (phase !== "forward") return "gradient";
  return layer === block.layer ? nounOf(body.facts, id) : "x";
}

/** What results are called inside, where the numbers of layers do not count: `gamma_gradient`, `moving_mean`. */
function localWishes(body: Body, block: Block, results: readonly number[]): ReadonlyMap<number, string> {
  if (block.layer === undefined) return new Map();
  const own = block.layer;
  return new Map(
    results.flatMap((id): (readonly [number, string])[] => {
      const state = body.facts.stateOut.get(id)?.split("/").slice(1).join("_");
      const gradient = body.wishes.get(id)?.replace(`${own}_`, "");
      if ((gradient ?? state) !== undefined) return [[id, gradient ?? state ?? ""]];
      return phaseOf(body, block) === "backward" ? [[id, "x_gradient"]] : [];
    }),
  );
}

/** Shapes that the function sees on what it gets, so that its text holds for layers of any size. */
function shapesKnown(
  body: Body,
  { block: { layer }, local, read }: Part,
  parameters: readonly Code[],
): ReadonlyMap<string, Code> {
  const weights = body.module.weights.flatMap(({ path, shape }): (readonly [string, Code])[] => {
    const [first, ...rest] = path.split("/");
    return first === layer && local.size > 0
      ? [[shapeKey(shape), code`${rest.reduce(member, code`weights`)}.shape`]]
      : [];
  });
  const given = read.flatMap((id, i): (readonly [string, Code])[] =>
    body.hosts.has(id) || shapeOf(body, id).length === 0
      ? []
      : [[shapeKey(shapeOf(body, id)), code`${parameters[i]}.shape`]],
  );
  return new Map([...given.toReversed(), ...weights.toReversed()]);
}

/** Where a tensor that the function gets shows the size: `x.shape[1]`. */
function findSize(body: Body, { read }: Part, parameters: readonly Code[], symbol: string): Code | undefined {
  for (const [i, id] of read.entries()) {
    const axis = body.hosts.has(id) ? -1 : shapeOf(body, id).findIndex((dim) => isSymbol(dim, symbol));
    if (axis !== -1) return sizeAt(parameters[i], axis);
  }
  return undefined;
}

function isSymbol(dim: Dim, symbol: string): boolean {
  return typeof dim !== "number" && dim.key === symbol && symbolsOf(dim).length === 1;
}

/** The last result goes by the name of the whole; others by what computes them besides. */
function takeResults(body: Body, { block, results }: Part, call: Expression): void {
  const stem = body.shared ? block.name : block.instance;
  const [unit] = block.units;
  const wishes = results.map((id, i) => {
    if (body.trains && unit.kind === "section") return nameOf(body, unit, id);
    if (i < results.length - 1) return joinWords([stem, nounOf(body.facts, id)]);
    return givenName(body, id) ?? stem;
  });
  if (results.length === 1) {
    addCall(body, results[0], call, wishes[0]);
    return;
  }
  const names = wishes.map(body.names.take);
  for (const [i, id] of results.entries()) body.said.set(id, names[i]);
  body.lines.push(destructured(names, call, WIDTH - 2 * body.depth - 1));
}

/** `const [a, b] = f(x);`, the names on lines of their own where they are many. */
function destructured(names: readonly Code[], call: Expression, width: number): Code {
  const head = code`const [${joinCode(names, code`, `)}] = `;
  if (head.length + 30 <= width) return code`${layoutAfter(head, call, width)};`;
  const broken = code`const ${layout({ items: names }, width, width)} = `;
  return code`${broken}${layout(call, width, "] = ".length)};`;
}

function givenName(body: Body, id: number): string | undefined {
  const maker = body.facts.makers.get(id);
  if (maker === undefined || body.outward.has(id)) return undefined;
  return body.module.madeAt(body.facts.program.origins[maker.operation.origin])?.name;
}
