import { localWishes, operandName, titleOf } from "./block-names.ts";
import { type Part, partOf } from "./block-part.ts";
import { type Body, shapeOf } from "./body.ts";
import { type Code, code } from "./code.ts";
import { finishRecord, type KeptRecord } from "./finish-record.ts";
import { member } from "./identifier.ts";
import { fieldOf, innerKept, type Kept } from "./kept.ts";
import { tensorType, weightShapes } from "./layers-of.ts";
import { printUnits } from "./print-units.ts";
import { sayName } from "./say-value.ts";
import { findSize, type Given, measuresOf, shapesOf, shownTensors, shownWeights } from "./shown-tensors.ts";
import { type Block, phaseOf } from "./unit.ts";

export interface BlockFunction {
  readonly callee: Code;
  /** What it is given, one by one. */
  readonly read: readonly number[];
  /** Records of the forward part that it is given. */
  readonly kept: readonly Kept[];
  /** Sizes that it has to be told because no tensor that it gets shows them. */
  readonly sizes: readonly string[];
  readonly hasWeights: boolean;
  readonly results: readonly number[];
  /** Those results that go on to the next layers, or to those before. */
  readonly flowing: readonly number[];
  /** The record that it gives; nothing where it gives a single tensor. */
  readonly record?: KeptRecord;
}

/** Adds the function to the module, or finds the one with this text. */
export function addFunction(body: Body, block: Block): BlockFunction {
  const part = partOf(body, block);
  const names = body.module.names.inner(["weights", "kept"]);
  const given: Given = {
    read: part.read,
    parameters: part.read.map((id) => names.take(body.hosts.get(id) ?? operandName(body, block, id))),
    kept: part.kept.map((kept, i) => ({ ...kept, said: i === 0 ? code`kept` : names.take("kept") })),
  };
  const sizes = new Map<string, Code>();
  const size = (symbol: string) => sizes.get(symbol) ?? sizes.set(symbol, names.take(symbol)).get(symbol)!;
  const inner: Body = { ...innerBody(body, part, given), names, size };
  printUnits(inner, block.units);
  const record = finish(inner, part);
  const shown = shownTensors(body, given);
  const found = [...sizes].map(([symbol, name]) => ({ symbol, name, from: findSize(shown, symbol) }));
  const told = found.filter(({ from }) => from === undefined);
  const callee = body.module.functions.add({
    ...titleOf(body, block),
    generics: code``,
    parameters: [
      ...part.read.map((id, i) => ({ name: given.parameters[i], type: typeOf(body, id) })),
      ...given.kept.map(({ said, type }) => ({ name: said, type })),
      ...told.map(({ name }) => ({ name, type: code`number` })),
    ],
    ...(part.hasWeights
      ? {
          weights: {
            name: code`weights`,
            shapes: weightShapes(body, part.local, block.layer),
            of: block.name,
          },
        }
      : {}),
    ...(record === undefined ? { returns: typeOf(body, part.results[0]) } : {}),
    lines: [
      ...found.flatMap(({ name, from }) => (from === undefined ? [] : [code`const ${name} = ${from};`])),
      ...inner.lines,
    ],
  });
  const own = { callee, sizes: told.map(({ symbol }) => symbol) };
  const typed = record && { ...record, type: code`ReturnType<typeof ${callee}>` };
  return { ...part, ...own, ...(typed === undefined ? {} : { record: typed }) };
}

function innerBody(body: Body, part: Part, given: Given): Body {
  const { block, results, local } = part;
  const isLayer = block.layer !== undefined;
  const layer = (name: string) => (isLayer ? code`weights` : member(code`weights`, local.get(name) ?? name));
  const single = results.length === 1 && !body.facts.tapes.has(results[0]);
  return {
    ...body,
    ...sayGiven(body, given),
    ...shapesShown(body, part, given),
    weightsOf: new Map(),
    waiting: new Map(),
    rows: new Map(),
    constants: new Map(),
    targets: single ? new Map([[results[0], code`return `]]) : new Map(),
    layer,
    local: isLayer ? new Map() : local,
    block: undefined,
    wishes: localWishes(body, part),
    outward: new Set([...body.outward, ...results]),
    trees: new Map(),
    owners: new Map(),
    lines: [],
    depth: 1,
    shared: true,
    inLayer: isLayer,
    quiet: isLayer,
    remarked: {},
  };
}

/** How what the function is given is said in it. */
function sayGiven(
  { hosts }: Body,
  { read, parameters, kept }: Given,
): Pick<Body, "said" | "hosts" | "tapes" | "kept"> {
  const fields = kept.flatMap((record) =>
    [...record.fields].map(([id, field]) => ({ id, row: field.row, said: fieldOf(record, field) })),
  );
  const operands = read.map((id, i) => [id, parameters[i]] as const);
  return {
    said: new Map([
      ...fields.flatMap(({ id, row, said }) => (row === undefined ? [[id, said] as const] : [])),
      ...operands,
    ]),
    hosts: new Map(operands.filter(([id]) => hosts.has(id))),
    tapes: new Map(
      fields.flatMap(({ id, row, said }) => (row === undefined ? [] : [[id, { list: said, row }] as const])),
    ),
    kept: new Map(kept.flatMap((record) => [...innerKept(record)])),
  };
}

/** The function of a layer in training reads sizes off what it is given, so that its text holds for layers of any size. */
function shapesShown(
  body: Body,
  { block: { layer }, hasWeights }: Part,
  given: Given,
): Pick<Body, "shapes" | "measures"> {
  if (layer === undefined || !body.trains) return { shapes: new Map(), measures: [] };
  const tensors = shownTensors(body, given);
  const weights = hasWeights ? shownWeights(body, layer) : [];
  return { shapes: shapesOf([...weights, ...tensors]), measures: measuresOf(tensors) };
}

/** Ends the function with its results, unless the last line has done so. */
function finish(inner: Body, part: Part): KeptRecord | undefined {
  const [single] = part.results;
  if (part.results.length > 1 || inner.facts.tapes.has(single))
    return finishRecord(inner, part.results, {
      flowing: part.flowing,
      backward: phaseOf(inner.facts.program, part.block) === "backward",
    });
  if (inner.said.has(single)) inner.lines.push(code`return ${sayName(inner, single)};`);
  return undefined;
}

function typeOf(body: Body, id: number): Code {
  return body.hosts.has(id) ? code`number` : tensorType(shapeOf(body, id).length);
}
